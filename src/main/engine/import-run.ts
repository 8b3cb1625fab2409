// A run file read out for the live run, as records and profiles. (For a run of its own a file is only opened.)
import type { ForeignSink } from '../decode/foreign/foreign-format.ts';
import { readMetrics, readRecords, RecordOwners } from '../query/index.ts';
import type { NewProfile } from '../store/new-profile.ts';
import { profilesToCopy } from '../store/profile-file.ts';
import { openRunReader } from '../store/reader.ts';
import { openForReading } from '../store/run-database.ts';
import { createJournalDecoder } from './decode-journal.ts';
import { exportCacheBytes } from './export-cache.ts';

/** Its profiles, as another run takes them. Throws ContractError as `openForReading` does. */
export function* readRunProfiles(path: string): Generator<NewProfile> {
  const db = openForReading(path);
  try {
    yield* profilesToCopy(db);
  } finally {
    db.close();
  }
}

/** Yields after each piece of about a thousand records. Throws ContractError as `openRunReader` does. */
export function* readRunFile(path: string, sink: ForeignSink): Generator<void> {
  const reader = openRunReader(path, { decodeJournal: createJournalDecoder(), cacheBytes: exportCacheBytes });
  try {
    const owners = new RecordOwners(reader);
    for (const signal of ['traces', 'logs'] as const) {
      for (const groups of readRecords(reader, owners, { kind: 'run' }, signal, () => undefined)) {
        for (const group of groups) sink.group(group);
        yield;
      }
    }
    for (const groups of readMetrics(reader, owners, { kind: 'run' }, () => undefined, { scraped: true })) {
      for (const group of groups) sink.group(group);
      yield;
    }
  } finally {
    reader.close();
  }
}
