// ResourceSpans, ResourceLogs and ResourceMetrics, and their Scope groups: the same fields 1 (resource or scope), 2 (what
// is in it) and 3 (schema URL). Fields 1 and 3 are read before any 2, because they may come after it in the bytes.
// Field 1000 was the 2 of OTLP 0.16 to 0.18's instrumentation libraries, whose messages have the same layout.
import { addResource, addScope, type AnyBatch, type NameField } from '../any-batch.ts';
import type { ValueSlot } from '../value-slot.ts';
import { keptText, readResource, readScope } from './resource.ts';
import type { MessageShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/** Reads one item (a span, a log record or a metric) from the reader's position to `end`. */
export type ReadItem = (resource: number, scope: number, end: number) => void;

/** Tag of instrumentation_library_spans, _logs or _metrics. */
const oldScopesTag = 8002;

export interface GroupShapes {
  readonly request: MessageShape;
  readonly resourceGroup: MessageShape;
  readonly scopeGroup: MessageShape;
}

/**
 * Reads an Export*ServiceRequest. Resources and scopes without items leave no rows: a request made of empty messages
 * must not cost more memory than its own bytes.
 */
export function readGroups(
  reader: WireReader,
  batch: AnyBatch & { count: number },
  slot: ValueSlot,
  shapes: GroupShapes,
  readItem: ReadItem,
  name: NameField,
): void {
  const end = reader.bytes.length;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 10) {
      const groupEnd = reader.length(end) + reader.pos;
      readResourceGroup(groupEnd);
    } else reader.skipUnknown(tag, end, shapes.request);
  }

  function readResourceGroup(groupEnd: number): void {
    const start = reader.pos;
    const count = batch.count;
    const firstAttribute = batch.attributes.count;
    const row = addResource(batch);
    while (reader.pos < groupEnd) {
      const tag = reader.tag(groupEnd);
      if (tag === 10) {
        const inner = reader.length(groupEnd) + reader.pos;
        readResource(reader, batch, slot, row, inner, name);
      } else if (tag === 26) {
        batch.resources.schemaUrlLength[row] = keptText(reader, batch, groupEnd, name);
        batch.resources.schemaUrlStart[row] = reader.textAt;
      } else hop(tag, groupEnd, shapes.resourceGroup);
    }
    // Where both are there, the old field is to be ignored.
    for (const scopesTag of [18, oldScopesTag]) {
      let found = false;
      reader.pos = start;
      while (reader.pos < groupEnd) {
        const tag = reader.tag(groupEnd);
        if (tag === scopesTag) {
          found = true;
          const inner = reader.length(groupEnd) + reader.pos;
          readScopeGroup(row, inner);
        } else hop(tag, groupEnd, shapes.resourceGroup);
      }
      if (found) break;
    }
    if (batch.count !== count) return;
    batch.resources.count--;
    batch.attributes.count = firstAttribute;
  }

  function readScopeGroup(resource: number, groupEnd: number): void {
    const start = reader.pos;
    const count = batch.count;
    const firstAttribute = batch.attributes.count;
    const row = addScope(batch);
    while (reader.pos < groupEnd) {
      const tag = reader.tag(groupEnd);
      if (tag === 10) {
        const inner = reader.length(groupEnd) + reader.pos;
        readScope(reader, batch, slot, row, inner, name);
      } else if (tag === 26) {
        batch.scopes.schemaUrlLength[row] = keptText(reader, batch, groupEnd, name);
        batch.scopes.schemaUrlStart[row] = reader.textAt;
      } else hop(tag, groupEnd, shapes.scopeGroup);
    }
    reader.pos = start;
    while (reader.pos < groupEnd) {
      const tag = reader.tag(groupEnd);
      if (tag === 18) {
        const inner = reader.length(groupEnd) + reader.pos;
        readItem(resource, row, inner);
      } else hop(tag, groupEnd, shapes.scopeGroup);
    }
    if (batch.count !== count) return;
    batch.scopes.count--;
    batch.attributes.count = firstAttribute;
  }

  /** Passes over a field: a known one of bytes by its length, others with the usual checks. */
  function hop(tag: number, groupEnd: number, shape: MessageShape): void {
    if (tag === 10 || tag === 18 || tag === 26 || tag === oldScopesTag) {
      const length = reader.length(groupEnd);
      reader.pos += length;
    } else reader.skipUnknown(tag, groupEnd, shape);
  }
}
