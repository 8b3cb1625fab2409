// ExportTraceServiceRequest in protobuf, straight into a SpanBatch.
// Source: opentelemetry-proto collector/trace/v1/trace_service.proto.
import type { SpanBatch } from '../../../contract/span-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { resetSpanBatch } from '../span-batch.ts';
import { makeValueSlot } from '../value-slot.ts';
import { fieldPath } from './field-path.ts';
import { readGroups } from './group.ts';
import { resourceSpansShape, scopeSpansShape, tracesRequestShape } from './shapes.ts';
import { readSpan } from './span.ts';
import { WireReader } from './wire-reader.ts';

const shapes = { request: tracesRequestShape, resourceGroup: resourceSpansShape, scopeGroup: scopeSpansShape };

/** A decoder that fills the given batch. */
export function protobufTracesReader(batch: SpanBatch): (bytes: Uint8Array) => Result<SpanBatch, DecodeFailure> {
  const reader = new WireReader();
  const slot = makeValueSlot();
  const name = (offset: number): string => fieldPath(reader.bytes, tracesRequestShape, offset);
  const readItem = (resource: number, scope: number, end: number): void =>
    readSpan(reader, batch, slot, resource, scope, end, name);
  return (bytes) => {
    reader.reset(bytes);
    resetSpanBatch(batch, bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, shapes, readItem, name));
  };
}
