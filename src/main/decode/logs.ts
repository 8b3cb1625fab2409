// Door of the logs decoder: an OTLP ExportLogsServiceRequest, protobuf or JSON, to a LogBatch.
import type { Encoding } from '../../contract/ingest.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import { jsonLogsReader } from './json/logs-request.ts';
import { makeLogBatch } from './log-batch.ts';
import { plainBytes } from './plain-bytes.ts';
import { protobufLogsReader } from './protobuf/logs-request.ts';
import type { DecodeFailure, Result } from './result.ts';

export interface LogsDecoder {
  /** The batch is valid until the next call on the same decoder; its slices may point into `bytes`. Never throws. */
  decode(bytes: Uint8Array, encoding: Encoding): Result<LogBatch, DecodeFailure>;
}

/**
 * Makes a decoder that owns one reusable batch.
 *
 * Limits are those of createTracesDecoder: broken structure fails the request; a record with a value deeper than 32 or
 * longer than 4 MiB, or with more than 65,535 attributes, is rejected and the rest kept. A trace or span id of a wrong
 * length is no reason to lose a log: the record is kept without it, with an entry in `rejections` that `rejectedCount`
 * does not count. Ids of zeros mean none. Severities beyond 24 become 0; so do unknown names of them in JSON, with an entry.
 */
export function createLogsDecoder(): LogsDecoder {
  const batch = makeLogBatch();
  const protobuf = protobufLogsReader(batch);
  const json = jsonLogsReader(batch);
  return {
    decode: (bytes, encoding) => (encoding === 'json' ? json(bytes) : protobuf(plainBytes(bytes))),
  };
}
