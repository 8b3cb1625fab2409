// What is still written into a run after its engine has ended: its journal is sealed, it may get another name, and profiles of it
// other names or go.
// Each leaves one plain file, which can be sent to somebody. All throw ContractError: `not-found` when the file is
// gone, `run-locked` when another engine writes it; the file is then as it was.
import { createJournalDecoder } from './decode-journal.ts';
import { changeProfiles } from './profile-changes.ts';
import type { ProfileChange } from './profile-service.ts';
import { openRunWriter } from '../store/writer.ts';
import type { RunWriter } from '../store/writer-face.ts';

/** Finishes a run whose engine was killed. */
export function tidyRun(path: string): void {
  open(path).close();
}

export function renameRun(path: string, name: string): void {
  const writer = open(path);
  try {
    writer.rename(name);
  } finally {
    writer.close();
  }
}

/** Throws `not-found` also for a profile that is not there. */
export function changePastProfiles(path: string, change: ProfileChange): void {
  const writer = open(path);
  try {
    changeProfiles(writer.profiles, change);
  } finally {
    writer.close();
  }
}

function open(path: string): RunWriter {
  return openRunWriter(path, { durability: 'normal', maxRunBytes: 0, decodeJournal: createJournalDecoder() });
}
