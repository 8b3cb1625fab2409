// What a run file says of itself, read without opening any of its blocks.
import type { RunDescription } from './reader-messages.ts';
import { unixNanos } from '../../contract/time.ts';
import { hasProfiles } from '../store/profile-file.ts';
import { openForReading } from '../store/run-database.ts';
import { readError } from '../store/store-error.ts';

/** Throws ContractError as `openForReading` does. */
export function describeRun(path: string): RunDescription {
  const db = openForReading(path);
  try {
    const rows = db.prepare<[], { key: string; value: unknown }>('SELECT key, value FROM run').all();
    const facts = new Map(rows.map((one) => [one.key, String(one.value ?? '')]));
    const count = (key: string): number => Number(facts.get(key) ?? 0);
    const started = facts.get('started_ns') ?? '0';
    return {
      name: facts.get('name') ?? '',
      startedAt: unixNanos(/^\d+$/.test(started) ? BigInt(started) : 0n),
      traces: count('traces'),
      spans: count('spans'),
      logs: count('logs'),
      samples: count('samples'),
      profiles: hasProfiles(db) ? (db.prepare('SELECT count(*) FROM profiles').pluck().get() as number) : 0,
      evicted: {
        spans: count('evicted_spans'),
        logs: count('evicted_logs'),
        samples: count('evicted_samples'),
        profiles: count('evicted_profiles'),
      },
    };
  } catch (cause) {
    throw readError(cause, path);
  } finally {
    db.close();
  }
}
