// Started by durability.test.ts: appends points, prints the number of every acknowledged request, waits to be killed.
import { writeSync } from 'node:fs';
import { runId } from '../../../../src/contract/ids.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { openRunWriter } from '../../../../src/main/store/writer.ts';
import { metricBatch } from '../../../support/metric-batch.ts';
import { crashPoints } from './crash-points.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('which file?');
const writer = openRunWriter(path, {
  create: { id: runId('crash'), name: 'crash', startedAt: unixNanos(1n), host: 'h', appVersion: '0' },
  durability: 'normal',
  maxRunBytes: 0,
  decodeJournal: () => undefined,
  // Small, so that blocks are sealed before the end.
  sampleJournalBytes: 10_000,
});
for (let step = 0; ; step++) {
  const batch = metricBatch(crashPoints(step));
  const payload = {
    signal: 'metrics',
    encoding: 'protobuf',
    transport: 'grpc',
    bytes: batch.bytes,
    sender: { id: 'pid:1', address: '::1' },
    receivedAt: unixNanos(1n),
  } as const;
  await writer.appendPoints(payload, batch);
  writeSync(1, `${step + 1}\n`);
}
