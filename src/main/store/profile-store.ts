// The writer's side of profiles. The pieces of a file go in one by one, each in a transaction of its own, so that nobody waits
// for a large one; the row that makes them a profile comes last and is the acknowledgement. Pieces without a row are what a
// crash left, and go when the run is opened.
import type { Database, Statement } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { AddedProfile, NewProfile, ProfileWriter } from './new-profile.ts';
import type { ProfileFacts } from './profile-row.ts';
import type { RunCounters } from './run-counters.ts';
import { storeError } from './store-error.ts';

export interface ProfileStoreParts {
  readonly db: Database;
  readonly path: string;
  readonly counters: RunCounters;
  /** Runs `change` in a transaction that moves the cursor; throws ContractError when it was rolled back. */
  readonly transact: (change: () => void) => void;
  /** Number that the next block gets: profiles leave the run with the blocks of their time. */
  readonly nextBlock: () => number;
  /** Bytes went into the WAL. */
  readonly written: (bytes: number) => void;
}

const largestMicros = BigInt(Number.MAX_SAFE_INTEGER);

export class ProfileStore implements ProfileWriter {
  readonly #parts: ProfileStoreParts;
  readonly #sql: Record<'known' | 'piece' | 'row' | 'span' | 'rename', Statement>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: ProfileStoreParts) {
    this.#parts = parts;
    const { db } = parts;
    db.exec('DELETE FROM profile_pieces WHERE profile NOT IN (SELECT profile FROM profiles)');
    this.#sql = {
      known: db.prepare("SELECT profile FROM profiles WHERE sha256 = ? AND origin = 'file'").pluck(),
      piece: db.prepare('INSERT INTO profile_pieces VALUES (?, ?, ?)'),
      row: db.prepare(`INSERT INTO profiles VALUES (${Array.from({ length: 18 }, () => '?').join(', ')})`),
      span: db.prepare('INSERT OR IGNORE INTO profile_spans VALUES (?, ?, ?)'),
      rename: db.prepare('UPDATE profiles SET name = ? WHERE profile = ?'),
    };
  }

  add(profile: NewProfile): Promise<AddedProfile> {
    const mine = this.#turn.then(() => this.#add(profile));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  rename(profile: number, name: string): void {
    this.#parts.transact(() => {
      if (this.#sql.rename.run(name, profile).changes === 0)
        throw new ContractError('not-found', `There is no profile ${profile} in this run.`);
    });
  }

  delete(profiles: readonly number[]): number {
    let gone = 0;
    this.#parts.transact(() => {
      for (const profile of profiles) gone += deleteProfile(this.#parts.db, profile);
    });
    return gone;
  }

  async #add(profile: NewProfile): Promise<AddedProfile> {
    const { db, counters, transact } = this.#parts;
    if (profile.origin === 'file') {
      const known = this.#sql.known.get(profile.sha256) as number | undefined;
      if (known !== undefined) return { profile: known, known: true };
    }
    const number = counters.get('profiles') + 1;
    try {
      for (const [piece, bytes] of profile.pieces.entries()) {
        this.#putPiece(number, piece, bytes);
        await new Promise((resolve) => setImmediate(resolve));
      }
      transact(() => {
        this.#insert(number, profile);
        counters.add('profiles', 1);
      });
    } catch (cause) {
      if (db.open) forgetPieces(db, number);
      throw cause;
    }
    return { profile: number, known: false };
  }

  #putPiece(number: number, piece: number, bytes: Uint8Array): void {
    const { db, path, written } = this.#parts;
    if (!db.open) throw new ContractError('disk-error', `${path} is closed.`);
    try {
      this.#sql.piece.run(number, piece, bytes);
    } catch (cause) {
      throw storeError(cause, path);
    }
    written(bytes.length);
  }

  #insert(number: number, profile: NewProfile): void {
    const received = profile.receivedAt / 1000n;
    const own = profile.start !== undefined && profile.start > 0n && profile.start / 1000n <= largestMicros;
    const start = own ? (profile.start ?? 0n) : profile.receivedAt;
    const { sampleTypes, parts, samples, unshown } = profile;
    const facts: ProfileFacts = { sampleTypes, parts, samples, ...(unshown === undefined ? {} : { unshown }) };
    this.#sql.row.run(
      number,
      this.#parts.nextBlock(),
      profile.format,
      profile.kind,
      profile.name,
      JSON.stringify(profile.services),
      profile.origin,
      profile.source,
      profile.series,
      Number(start / 1000n),
      Number(start % 1000n),
      own ? 1 : 0,
      Math.min(Math.max(0, Math.round(profile.durationNanos)), Number.MAX_SAFE_INTEGER),
      Number(received),
      JSON.stringify(facts),
      profile.compression,
      profile.bytes,
      profile.sha256,
    );
    for (const ids of profile.spans) this.#sql.span.run(ids.subarray(0, 16), ids.subarray(16), number);
  }
}

function forgetPieces(db: Database, profile: number): void {
  try {
    db.prepare('DELETE FROM profile_pieces WHERE profile = ?').run(profile);
  } catch {
    // The disk is full or fails: they go when the run is opened the next time.
  }
}

/** Inside a transaction; answers how many went, 0 or 1. */
export function deleteProfile(db: Database, profile: number): number {
  db.prepare('DELETE FROM profile_pieces WHERE profile = ?').run(profile);
  db.prepare('DELETE FROM profile_spans WHERE profile = ?').run(profile);
  return db.prepare('DELETE FROM profiles WHERE profile = ?').run(profile).changes;
}
