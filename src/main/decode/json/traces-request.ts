// ExportTraceServiceRequest as OTLP/JSON, straight into a SpanBatch.
// Source: the OTLP specification, "JSON Protobuf Encoding".
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { resetSpanBatch } from '../span-batch.ts';
import { makeValueSlot } from '../value-slot.ts';
import { readGroups } from './group.ts';
import { jsonPath } from './json-path.ts';
import { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readSpan } from './span.ts';

const groupKeys = {
  signal: 'traces',
  resourceGroup: keyTable(['resource', 'scopeSpans', 'schemaUrl', 'instrumentationLibrarySpans']),
  scopeGroup: keyTable(['scope', 'spans', 'schemaUrl', 'instrumentationLibrary']),
} as const;

/** A decoder that fills the given batch. */
export function jsonTracesReader(batch: SpanBatch): (bytes: Uint8Array) => Result<SpanBatch, DecodeFailure> {
  const reader = new JsonReader();
  const slot = makeValueSlot();
  const name = (offset: number): string => jsonPath(reader.arena.bytes, reader.end, Math.min(offset, reader.end));
  const readItem = (resource: number, scope: number): void => readSpan(reader, batch, slot, resource, scope, name);
  return (bytes) => {
    reader.reset(bytes);
    resetSpanBatch(batch, reader.arena.bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, groupKeys, readItem, name));
  };
}
