// ExportLogsServiceRequest as OTLP/JSON, straight into a LogBatch.
// Source: the OTLP specification, "JSON Protobuf Encoding".
import type { LogBatch } from '../../../contract/log-batch.ts';
import { DecodeFault, type DecodeFailure, type Result } from '../result.ts';
import { resetLogBatch } from '../log-batch.ts';
import { makeValueSlot } from '../value-slot.ts';
import { readGroups } from './group.ts';
import { jsonPath } from './json-path.ts';
import { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readLogRecord } from './log-record.ts';

const groupKeys = {
  request: keyTable(['resourceLogs']),
  resourceGroup: keyTable(['resource', 'scopeLogs', 'schemaUrl']),
  scopeGroup: keyTable(['scope', 'logRecords', 'schemaUrl']),
};

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
    try {
      readGroups(reader, batch, slot, groupKeys, readItem, name);
      return { kind: 'ok', value: batch };
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      const offset = fault.offset < 0 ? reader.pos : fault.offset;
      return { kind: 'failed', failure: { reason: fault.message, field: name(offset), offset } };
    }
  };
}
