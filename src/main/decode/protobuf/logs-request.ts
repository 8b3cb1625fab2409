// ExportLogsServiceRequest in protobuf, straight into a LogBatch.
// Source: opentelemetry-proto collector/logs/v1/logs_service.proto.
import type { LogBatch } from '../../../contract/log-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { resetLogBatch } from '../log-batch.ts';
import { makeValueSlot } from '../value-slot.ts';
import { fieldPath } from './field-path.ts';
import { readGroups } from './group.ts';
import { resourceLogsShape, scopeLogsShape, logsRequestShape } from './shapes.ts';
import { readLogRecord } from './log-record.ts';
import { WireReader } from './wire-reader.ts';

const shapes = { request: logsRequestShape, resourceGroup: resourceLogsShape, scopeGroup: scopeLogsShape };

/** A decoder that fills the given batch. */
export function protobufLogsReader(batch: LogBatch): (bytes: Uint8Array) => Result<LogBatch, DecodeFailure> {
  const reader = new WireReader();
  const slot = makeValueSlot();
  const body = makeValueSlot();
  const name = (offset: number): string => fieldPath(reader.bytes, logsRequestShape, offset);
  const readItem = (resource: number, scope: number, end: number): void =>
    readLogRecord(reader, batch, slot, body, resource, scope, end, name);
  return (bytes) => {
    reader.reset(bytes);
    resetLogBatch(batch, bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, shapes, readItem, name));
  };
}
