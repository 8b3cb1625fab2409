// Started by crash.test.ts: appends requests, prints the number of every acknowledged one, and waits to be killed.
import { writeSync } from 'node:fs';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createTracesDecoder } from '../../../src/main/decode/traces.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('which file?');
const writer = openRunWriter(path, {
  create: { id: runId('crash'), name: 'crash', startedAt: unixNanos(1n), host: 'h', appVersion: '0' },
  durability: 'normal',
  maxRunBytes: 0,
  decodeJournal: () => undefined,
});
const decoder = createTracesDecoder();
for (let seed = 1; ; seed++) {
  const bytes = makeTraceRequest({ seed, spans: 400 });
  const result = decoder.decode(bytes, 'protobuf');
  if (result.kind !== 'ok') throw new Error(result.failure.reason);
  await writer.append(
    {
      signal: 'traces',
      encoding: 'protobuf',
      transport: 'grpc',
      bytes,
      sender: { id: 'pid:1', address: '::1' },
      receivedAt: unixNanos(1n),
    },
    result.value,
  );
  writeSync(1, `${seed}\n`);
}
