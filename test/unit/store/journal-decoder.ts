// The decoders of a store under test, also for processes that run without the test runner.
import type { LogBatch } from '../../../src/contract/log-batch.ts';
import type { SpanBatch } from '../../../src/contract/span-batch.ts';
import { createLogsDecoder } from '../../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import type { DecodeJournal } from '../../../src/main/store/reader-face.ts';

export function journalDecoder(): DecodeJournal {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  return ({ signal, encoding, bytes }) => {
    const result = signal === 'traces' ? traces.decode(bytes, encoding) : logs.decode(bytes, encoding);
    return result.kind === 'ok' ? result.value : undefined;
  };
}

const decode = journalDecoder();

/** A batch of its own decoder: valid until the next call. */
export function batchOf(
  bytes: Uint8Array,
  signal: 'traces' | 'logs',
  encoding: 'protobuf' | 'json' = 'protobuf',
): SpanBatch | LogBatch {
  const batch = decode({ signal, encoding, bytes });
  if (batch === undefined) throw new Error('the request does not decode');
  return batch;
}
