// The levels above items: request, resource groups, scope groups. They must be what they should be (objects in
// arrays); a wrong type there fails the request, as there is no item to reject for it.
import type { Signal } from '../../../contract/ingest.ts';
import { addResource, addScope, type AnyBatch, complain, type NameField } from '../any-batch.ts';
import { DecodeFault } from '../result.ts';
import type { ValueSlot } from '../value-slot.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable, type NameTable } from './names.ts';
import { keptText, readResource, readScope } from './resource.ts';

/** Reads one item object (a span, a log record or a metric). */
export type ReadItem = (resource: number, scope: number) => void;

/**
 * What a request of the signal is made of. Keys of a resource group: [resource, scopes, schemaUrl, scopes before OTLP 0.19];
 * of a scope group: [scope, items, schemaUrl, scope before 0.19, items before 0.19].
 */
export interface GroupKeys {
  readonly signal: Signal;
  readonly resourceGroup: NameTable;
  readonly scopeGroup: NameTable;
}

/** The one top-level key of each signal's requests, and where those belong. */
const signals: readonly (readonly [signal: Signal, path: string])[] = [
  ['traces', '/v1/traces'],
  ['logs', '/v1/logs'],
  ['metrics', '/v1/metrics'],
  ['profiles', '/v1development/profiles'],
];
const requestKeys = keyTable(['resourceSpans', 'resourceLogs', 'resourceMetrics', 'resourceProfiles']);

/**
 * Reads an export request object. Resources and scopes without items leave no rows. Groups of another signal are left
 * out with a complaint beside the signal's own, and fail a request that has only them.
 */
export function readGroups(
  reader: JsonReader,
  batch: AnyBatch & { count: number },
  slot: ValueSlot,
  keys: GroupKeys,
  readItem: ReadItem,
  name: NameField,
): void {
  const { arena } = reader;
  let own = false;
  let other: { readonly at: number; readonly reason: string } | undefined;
  if (reader.peek() !== 0x7b) reader.fault('an object');
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const [signal, path] = signals[requestKeys.find(arena.bytes, reader.textAt, reader.textLength)] ?? [];
    if (signal === keys.signal) {
      own = true;
      eachItem(readResourceGroup);
      continue;
    }
    reader.peek();
    if (signal !== undefined) other ??= { at: reader.pos, reason: `this is a ${signal} request; send it to ${path}` };
    reader.skip();
  }
  reader.finish();
  batch.bytes = arena.bytes;
  if (other === undefined) return;
  if (!own) throw new DecodeFault(other.reason, other.at);
  complain(batch, name, other.at, `${other.reason}; left out`);

  function eachItem(read: () => void): void {
    for (let more = reader.firstItem(); more; more = reader.nextItem()) read();
    insist();
  }

  /** A value of the wrong type at these levels. */
  function insist(): void {
    if (reader.rejected !== undefined) throw new DecodeFault(reader.rejected, reader.rejectedAt);
  }

  function readResourceGroup(): void {
    const count = batch.count;
    const firstAttribute = batch.attributes.count;
    const row = addResource(batch);
    let hasScopes = false;
    let oldScopes = -1;
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      switch (keys.resourceGroup.find(arena.bytes, reader.textAt, reader.textLength)) {
        case 0:
          readResource(reader, batch, slot, row, name);
          break;
        case 1:
          eachItem(() => {
            hasScopes = true;
            readScopeGroup(row);
          });
          break;
        case 3:
          reader.peek();
          oldScopes = reader.pos;
          reader.skip();
          break;
        case 2:
          batch.resources.schemaUrlLength[row] = keptText(reader, batch, name);
          batch.resources.schemaUrlStart[row] = reader.textAt;
          break;
        default:
          reader.skip();
      }
    }
    insist();
    // Senders of the time between may have written both, and then they say the same.
    if (oldScopes >= 0 && !hasScopes) {
      const end = reader.pos;
      reader.pos = oldScopes;
      eachItem(() => readScopeGroup(row));
      reader.pos = end;
    }
    if (batch.count !== count) return;
    batch.resources.count--;
    batch.attributes.count = firstAttribute;
  }

  function readScopeGroup(resource: number): void {
    const count = batch.count;
    const firstAttribute = batch.attributes.count;
    const row = addScope(batch);
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      switch (keys.scopeGroup.find(arena.bytes, reader.textAt, reader.textLength)) {
        case 0:
        case 3:
          readScope(reader, batch, slot, row, name);
          break;
        case 1:
        case 4:
          eachItem(() => readItem(resource, row));
          break;
        case 2:
          batch.scopes.schemaUrlLength[row] = keptText(reader, batch, name);
          batch.scopes.schemaUrlStart[row] = reader.textAt;
          break;
        default:
          reader.skip();
      }
    }
    insist();
    if (batch.count !== count) return;
    batch.scopes.count--;
    // The resource's own attributes may already be there, or come later: only take back what this scope added.
    batch.attributes.count = firstAttribute;
  }
}
