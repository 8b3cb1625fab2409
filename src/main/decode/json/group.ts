// The levels above items: request, resource groups, scope groups. They must be what they should be (objects in
// arrays); a wrong type there fails the request, as there is no item to reject for it.
import { addResource, addScope, type AnyBatch, type NameField } from '../any-batch.ts';
import { DecodeFault } from '../result.ts';
import type { ValueSlot } from '../value-slot.ts';
import type { JsonReader } from './json-reader.ts';
import type { NameTable } from './names.ts';
import { keptText, readResource, readScope } from './resource.ts';

/** Reads one item object (a span or a log record). */
export type ReadItem = (resource: number, scope: number) => void;

/** Keys of the three levels: request [groups]; group [resource, scopes, schemaUrl]; scope group [scope, items, schemaUrl]. */
export interface GroupKeys {
  readonly request: NameTable;
  readonly resourceGroup: NameTable;
  readonly scopeGroup: NameTable;
}

/** Reads an export request object. Resources and scopes without items leave no rows. */
export function readGroups(
  reader: JsonReader,
  batch: AnyBatch & { count: number },
  slot: ValueSlot,
  keys: GroupKeys,
  readItem: ReadItem,
  name: NameField,
): void {
  const { arena } = reader;
  if (reader.peek() !== 0x7b) reader.fault('an object');
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    if (keys.request.find(arena.bytes, reader.textAt, reader.textLength) === 0) {
      eachItem(readResourceGroup);
    } else reader.skip();
  }
  reader.finish();
  batch.bytes = arena.bytes;

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
    for (let more = reader.firstKey(); more; more = reader.nextKey()) {
      switch (keys.resourceGroup.find(arena.bytes, reader.textAt, reader.textLength)) {
        case 0:
          readResource(reader, batch, slot, row, name);
          break;
        case 1:
          eachItem(() => readScopeGroup(row));
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
          readScope(reader, batch, slot, row, name);
          break;
        case 1:
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
