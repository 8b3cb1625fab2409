// Started by wire-journal.test.ts and locks.test.ts: stores the requests of wire-requests.ts, says so, and waits to be killed.
import { writeSync } from 'node:fs';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import { journalDecoder } from './journal-decoder.ts';
import { sendWire, wireRequests } from './wire-requests.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('which file?');
const writer = openRunWriter(path, {
  create: { id: runId('wire'), name: 'wire', startedAt: unixNanos(1n), host: 'h', appVersion: '0' },
  durability: 'full',
  maxRunBytes: 0,
  decodeJournal: journalDecoder(),
});
for (const request of wireRequests()) await sendWire(writer, request);
writeSync(1, 'stored\n');
setInterval(() => undefined, 1000);
