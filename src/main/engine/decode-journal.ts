// Gives journal rows back to the decoders that first read them. Own instances: a decoder's batch holds until its next call.
import { createLogsDecoder } from '../decode/logs.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import type { DecodeJournal } from '../store/reader-face.ts';

/** The answer is `undefined` for a row that cannot be read, which only a damaged file can hold. */
export function createJournalDecoder(): DecodeJournal {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  return ({ signal, encoding, bytes }) => {
    const result = signal === 'traces' ? traces.decode(bytes, encoding) : logs.decode(bytes, encoding);
    return result.kind === 'ok' ? result.value : undefined;
  };
}
