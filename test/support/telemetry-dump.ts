// OTLP requests and run files as sorted lists of texts, one per span or log record, in which the order of attributes
// does not count: what a run keeps and what a lossless file has to bring back.
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import { encodeOtlpProtobuf } from '../../src/main/encode/otlp-protobuf.ts';
import { readRecords, RecordOwners } from '../../src/main/query/index.ts';
import { openRunReader } from '../../src/main/store/reader.ts';
import { type Dump, dumpLogs, dumpSpans } from './batch-dump.ts';

type Signal = 'traces' | 'logs';

export function dumpRequest(signal: Signal, bytes: Uint8Array, encoding: 'protobuf' | 'json' = 'protobuf'): string[] {
  if (signal === 'traces') {
    const decoded = createTracesDecoder().decode(bytes, encoding);
    if (decoded.kind !== 'ok' || decoded.value.rejectedCount > 0) throw new Error(JSON.stringify(decoded));
    return dumpSpans(decoded.value).map(canonical).toSorted();
  }
  const decoded = createLogsDecoder().decode(bytes, encoding);
  if (decoded.kind !== 'ok' || decoded.value.rejectedCount > 0) throw new Error(JSON.stringify(decoded));
  return dumpLogs(decoded.value).map(canonical).toSorted();
}

/** Everything a run file holds. */
export function dumpRun(signal: Signal, path: string): string[] {
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder() });
  try {
    const found: string[] = [];
    for (const groups of readRecords(reader, new RecordOwners(reader), { kind: 'run' }, signal, () => undefined))
      found.push(...dumpRequest(signal, encodeOtlpProtobuf(groups)));
    return found.toSorted();
  } finally {
    reader.close();
  }
}

/** Lists under `attributes` sorted by key; a key that came twice keeps its order. */
function canonical(dump: Dump): string {
  return JSON.stringify(dump, (key, value: unknown) =>
    key === 'attributes' && Array.isArray(value)
      ? (value as [string, Dump][]).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      : value,
  );
}
