// ExportLogsServiceRequest as OTLP/JSON, straight into a LogBatch.
// Source: the OTLP specification, "JSON Protobuf Encoding".
import type { LogBatch } from '../../../contract/log-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { resetLogBatch } from '../log-batch.ts';
import { makeValueSlot } from '../value-slot.ts';
import { readGroups } from './group.ts';
import { jsonPath } from './json-path.ts';
import { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readLogRecord } from './log-record.ts';

const groupKeys = {
  signal: 'logs',
  resourceGroup: keyTable(['resource', 'scopeLogs', 'schemaUrl', 'instrumentationLibraryLogs']),
  scopeGroup: keyTable(['scope', 'logRecords', 'schemaUrl', 'instrumentationLibrary', 'logs']),
} as const;

/** A decoder that fills the given batch. */
export function jsonLogsReader(batch: LogBatch): (bytes: Uint8Array) => Result<LogBatch, DecodeFailure> {
  const reader = new JsonReader();
  const slot = makeValueSlot();
  const body = makeValueSlot();
  const name = (offset: number): string => jsonPath(reader.arena.bytes, reader.end, Math.min(offset, reader.end));
  const readItem = (resource: number, scope: number): void =>
    readLogRecord(reader, batch, slot, body, resource, scope, name);
  return (bytes) => {
    reader.reset(bytes);
    resetLogBatch(batch, reader.arena.bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, groupKeys, readItem, name));
  };
}
