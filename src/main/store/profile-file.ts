// The file of a stored profile, as it was received.
import type { Database } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { StoredProfile } from '../../contract/profiles/list.ts';
import type { NewProfile } from './new-profile.ts';
import { unpackPiece } from './profile-piece.ts';
import { profileColumns, storedProfile, type ProfileRow } from './profile-row.ts';
import { damaged } from './store-error.ts';

/** Whether the file has the tables of version 3; an older one has none until a writer opens it. */
export function hasProfiles(db: Database): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'profile_pieces'").get() !== undefined;
}

export interface ProfileFile {
  readonly stored: StoredProfile;
  readonly compression: 'none' | 'gzip' | 'zstd';
  readonly sha256: Uint8Array;
}

/** Throws ContractError `not-found`, `run-corrupt`. */
export function findProfile(db: Database, profile: number): ProfileFile {
  const row = hasProfiles(db)
    ? (db.prepare(`SELECT ${profileColumns}, compression, sha256 FROM profiles WHERE profile = ?`).get(profile) as
        | (ProfileRow & { readonly compression: ProfileFile['compression']; readonly sha256: Buffer })
        | undefined)
    : undefined;
  if (row === undefined)
    throw new ContractError('not-found', `There is no profile ${profile} in this run: it may have been deleted.`);
  return { stored: storedProfile(row), compression: row.compression, sha256: row.sha256 };
}

/** All profiles of a run, as a writer of another run takes them. Throws ContractError `run-corrupt`. */
export function* profilesToCopy(db: Database): Generator<NewProfile> {
  if (!hasProfiles(db)) return;
  const numbers = db.prepare('SELECT profile FROM profiles ORDER BY profile').pluck().all() as number[];
  const pieces = db.prepare('SELECT bytes FROM profile_pieces WHERE profile = ? ORDER BY piece').pluck();
  const spans = db.prepare('SELECT trace_id, span_id FROM profile_spans WHERE profile = ?').raw();
  for (const number of numbers) {
    const { stored, compression, sha256 } = findProfile(db, number);
    yield {
      ...stored,
      start: stored.timed ? stored.start : undefined,
      compression,
      sha256,
      spans: (spans.all(number) as Buffer[][]).map((ids) => Buffer.concat(ids)),
      pieces: pieces.all(number) as Buffer[],
    };
  }
}

/** A piece of the file; `undefined` behind the last. */
export function profilePiece(db: Database, profile: number, piece: number): Uint8Array | undefined {
  const bytes: unknown = db
    .prepare('SELECT bytes FROM profile_pieces WHERE profile = ? AND piece = ?')
    .pluck()
    .get(profile, piece);
  if (bytes === undefined) return undefined;
  if (!Buffer.isBuffer(bytes)) throw damaged(`piece ${piece} of profile ${profile} is no blob`);
  return unpackPiece(bytes);
}

/** The whole file. Throws ContractError `run-corrupt` where pieces are missing. */
export function profileBytes(db: Database, { stored }: Pick<ProfileFile, 'stored'>): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(stored.bytes);
  let length = 0;
  for (let piece = 0; length < whole.length; piece++) {
    const bytes = profilePiece(db, stored.profile, piece);
    if (bytes === undefined || length + bytes.length > whole.length)
      throw damaged(`profile ${stored.profile} has not all of its bytes`);
    whole.set(bytes, length);
    length += bytes.length;
  }
  return whole;
}
