// SQL on the table `profiles`. A file of a version before it has none.
import type { StoredProfile } from '../../../contract/profiles/list.ts';
import { hasProfiles } from '../../store/profile-file.ts';
import { profileColumns, storedProfile, type ProfileRow } from '../../store/profile-row.ts';
import type { RunReader } from '../../store/reader-face.ts';

export type Values = readonly (string | number | bigint | Uint8Array)[];

/** The rows that `rest` (WHERE, ORDER BY, LIMIT) leaves. */
export function selectProfiles(reader: RunReader, rest: string, values: Values): readonly StoredProfile[] {
  if (!hasProfiles(reader.db)) return [];
  const rows = reader.db.prepare(`SELECT ${profileColumns} FROM profiles ${rest}`).all(...values) as ProfileRow[];
  return rows.map(storedProfile);
}

/** Whole microseconds, as the table has times. */
export function microsOf(nanos: bigint): number {
  return Number(nanos / 1000n);
}
