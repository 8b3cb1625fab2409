// Writes a new name into a past run. A run whose engine was killed is put in order by this, as by every writer.
import { hostname } from 'node:os';
import { createJournalDecoder } from './decode-journal.ts';
import { runId } from '../../contract/ids.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { openRunWriter } from '../store/writer.ts';

/** Throws ContractError, e.g. `run-locked` when another engine writes the file. */
export function renameRun(path: string, name: string): void {
  const writer = openRunWriter(path, {
    id: runId(''),
    name,
    startedAt: unixNanosOfMillis(Date.now()),
    host: hostname(),
    appVersion: '',
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });
  try {
    writer.rename(name);
  } finally {
    writer.close();
  }
}
