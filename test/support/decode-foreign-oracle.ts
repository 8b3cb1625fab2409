// One OTLP request as dumps, the way a port reads it.
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { dumpLogs, dumpSpans, type Dump } from './batch-dump.ts';

export function decodeOne(
  signal: 'traces' | 'logs',
  encoding: 'json' | 'protobuf',
  bytes: Uint8Array,
): readonly Dump[] {
  if (signal === 'traces') {
    const result = createTracesDecoder().decode(bytes, encoding);
    if (result.kind === 'failed') throw new Error(result.failure.reason);
    return dumpSpans(result.value);
  }
  const result = createLogsDecoder().decode(bytes, encoding);
  if (result.kind === 'failed') throw new Error(result.failure.reason);
  return dumpLogs(result.value);
}
