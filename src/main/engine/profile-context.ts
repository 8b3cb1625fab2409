// What an answer about profiles has at hand: decoded profiles of the runs that the question names, and a memory for what it
// makes of them.
import { ContractError } from '../../contract/errors.ts';
import { hex, type RunId } from '../../contract/ids.ts';
import type { StoredProfile } from '../../contract/profiles/list.ts';
import type { Profile } from '../../contract/profiles/profile.ts';
import type { ProfileRef } from '../../contract/profiles/view.ts';
import { heldBytes } from '../decode/profiles/held-bytes.ts';
import type { DecodedProfiles } from '../decode/profiles/profile-format.ts';
import { findProfile, profileBytes, type ProfileFile } from '../store/profile-file.ts';
import type { Alive } from '../store/reader-face.ts';
import { openForReading } from '../store/run-database.ts';
import { readError } from '../store/store-error.ts';
import { readProfile, type ReadProfile } from './profile-decode.ts';
import type { ProfileMemory } from './profile-memory.ts';
import { ProfileOwners } from './profile-owners.ts';
import type { RunFile } from './reader-messages.ts';

type FileRef = Pick<ProfileRef, 'run' | 'profile'>;

/** All throw ContractError: `not-found`, `bad-request` for a file that cannot be shown (in words), `run-corrupt`, `disk-error`. */
export interface ProfileContext {
  stored(ref: FileRef): StoredProfile;
  /** The file decoded, or why it cannot be shown. */
  read(ref: FileRef): ReadProfile;
  decoded(ref: FileRef): DecodedProfiles;
  profile(ref: ProfileRef): Profile;
  /** Equal for equal content: the beginning of keys for `keep`. */
  contentOf(ref: FileRef): string;
  /**
   * What was made before under this key, which names the content that it is made of, else what `make` makes; `sizeOf`:
   * about how many bytes it holds.
   */
  keep<T>(key: string, make: () => T, sizeOf: (value: T) => number): T;
  /** Throws ContractError `cancelled` once nobody waits for the answer. Call it every few ten thousand rows. */
  readonly alive: Alive;
}

/**
 * @param decoding as `alive`, while the file of this profile is decoded: others may wait for it
 * @param owners is told of every file that is looked at
 */
export function createProfileContext(
  runs: readonly RunFile[],
  memory: ProfileMemory,
  alive: Alive,
  decoding: (profile: number) => Alive = () => alive,
  owners = new ProfileOwners(),
): ProfileContext {
  const files = new Map<string, ProfileFile>();

  function pathOf(run: RunId): string {
    const file = runs.find(({ id }) => id === run);
    if (file === undefined) throw new ContractError('not-found', `There is no run ${run}.`, { run });
    return file.path;
  }

  /** Opened for the question alone: a run that is renamed or deleted meanwhile is not held. */
  function withRun<T>(run: RunId, look: (db: ReturnType<typeof openForReading>) => T): T {
    const path = pathOf(run);
    const db = openForReading(path);
    try {
      return look(db);
    } catch (cause) {
      throw readError(cause, path);
    } finally {
      db.close();
    }
  }

  function fileOf({ run, profile }: FileRef): ProfileFile {
    const key = `${run}\n${profile}`;
    const known = files.get(key);
    if (known !== undefined) return known;
    const found = withRun(run, (db) => findProfile(db, profile));
    files.set(key, found);
    owners.add(pathOf(run), profile, hex(found.sha256));
    return found;
  }

  /** Of the files whose content a key names. */
  const decodedKeys = (key: string): readonly string[] =>
    [...files.values()]
      .map(({ sha256 }) => hex(sha256))
      .filter((content) => key.includes(content))
      .map(decodedKey);

  const contentOf = (ref: FileRef): string => hex(fileOf(ref).sha256);

  function read(ref: FileRef): ReadProfile {
    const file = fileOf(ref);
    return keepDecoded(memory, contentOf(ref), file.stored.bytes, () =>
      readProfile(
        withRun(ref.run, (db) => profileBytes(db, file)),
        file.stored.format,
        decoding(ref.profile),
      ),
    );
  }

  function decoded(ref: FileRef): DecodedProfiles {
    const one = read(ref);
    if (one.kind === 'unshown') throw new ContractError('bad-request', one.reason);
    return one.decoded;
  }

  return {
    stored: (ref) => fileOf(ref).stored,
    read,
    decoded,
    profile(ref) {
      const { profiles } = decoded(ref);
      const one = profiles[ref.part];
      if (one === undefined)
        throw new ContractError(
          'not-found',
          `The file holds ${profiles.length} profiles; there is no number ${ref.part}.`,
        );
      return one;
    },
    contentOf,
    keep: (key, make, sizeOf) => memory.keep(key, make, sizeOf, () => decodedKeys(key)),
    alive,
  };
}

const decodedKey = (content: string): string => `decoded ${content}`;

/** Columns to bytes of the file, which most often is compressed. */
const decodedRatio = 4;

/** @param bytes of the file as it was received */
export function keepDecoded(
  memory: ProfileMemory,
  content: string,
  bytes: number,
  make: () => ReadProfile,
): ReadProfile {
  const sizeOf = (one: ReadProfile): number => (one.kind === 'shown' ? heldBytes(one.decoded) : 0);
  return memory.keep(decodedKey(content), make, sizeOf, undefined, bytes * decodedRatio);
}
