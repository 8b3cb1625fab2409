// The file of a stored profile, as it was received.
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { StoredProfile } from '../../contract/profiles/list.ts';
import type { NewProfile } from './new-profile.ts';
import { profilePieceBytes, unpackPiece } from './profile-piece.ts';
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
  if (!Buffer.isBuffer(row.sha256)) throw damaged(`what it says of profile ${profile} cannot be read`);
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

/** A piece of the file; `undefined` behind the last. Throws ContractError `run-corrupt` for one that is missing or of another size. */
export function profilePiece(db: Database, stored: StoredProfile, piece: number): Uint8Array | undefined {
  const { profile } = stored;
  const size = Math.min(profilePieceBytes, stored.bytes - piece * profilePieceBytes);
  if (!(size > 0)) return undefined;
  const select = 'SELECT bytes FROM profile_pieces WHERE profile = ? AND piece = ? AND length(bytes) <= ?';
  const bytes: unknown = db
    .prepare(select)
    .pluck()
    .get(profile, piece, 1 + profilePieceBytes);
  if (!Buffer.isBuffer(bytes))
    throw damaged(`piece ${piece} of profile ${profile} is missing, or larger than pieces are`);
  const unpacked = unpackPiece(bytes);
  if (unpacked.length === size) return unpacked;
  throw damaged(`piece ${piece} of profile ${profile} has ${unpacked.length} bytes in place of ${size}`);
}

/** The whole file. Throws ContractError `run-corrupt` where it is not the one that was stored. */
export function profileBytes(db: Database, { stored, sha256 }: ProfileFile): Uint8Array<ArrayBuffer> {
  const { bytes, profile } = stored;
  const counted = db.prepare('SELECT count(*) FROM profile_pieces WHERE profile = ?').pluck().get(profile) as number;
  // Looked at before memory is taken: the row may say anything.
  if (counted !== Math.ceil(bytes / profilePieceBytes))
    throw damaged(`profile ${profile} should have ${bytes} bytes, and ${counted} pieces of it are there`);
  const whole = new Uint8Array(bytes);
  for (let piece = 0; piece < counted; piece++)
    whole.set(profilePiece(db, stored, piece) ?? [], piece * profilePieceBytes);
  if (createHash('sha256').update(whole).digest().equals(sha256)) return whole;
  throw damaged(`the bytes of profile ${profile} are not those that were stored`);
}
