// Finishes a run whose engine was killed: seals its journal and leaves one plain file, which can be sent to somebody.
import { hostname } from 'node:os';
import { createJournalDecoder } from './decode-journal.ts';
import { runId } from '../../contract/ids.ts';
import { unixNanos } from '../../contract/time.ts';
import { openRunWriter } from '../store/writer.ts';

/** Throws ContractError, e.g. `run-locked` when another engine writes it; the file is then as it was. */
export function tidyRun(path: string): void {
  openRunWriter(path, {
    // The file says all of this itself; these are for new ones.
    id: runId('unknown'),
    name: '',
    startedAt: unixNanos(0n),
    host: hostname(),
    appVersion: '',
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  }).close();
}
