// What a writer is given of a profile: what the list says of it, and the file as it was received, packed in pieces.
import type { ProfileOrigin, StoredProfile } from '../../contract/profiles/list.ts';
import type { UnixNanos } from '../../contract/time.ts';

export interface NewProfile extends Omit<StoredProfile, 'profile' | 'timed' | 'start'> {
  readonly origin: ProfileOrigin;
  /** The file's own; `undefined` where it has none. */
  readonly start: UnixNanos | undefined;
  /** How the file itself is compressed. */
  readonly compression: 'none' | 'gzip' | 'zstd';
  /** Of the file as it was received. */
  readonly sha256: Uint8Array;
  /** Spans that samples say they belong to: 16 bytes of the trace, 8 of the span; at most `mostProfileSpans`. */
  readonly spans: readonly Uint8Array[];
  /** Made by `packPiece`. */
  readonly pieces: readonly Uint8Array[];
}

export interface AddedProfile {
  readonly profile: number;
  /** The same file was there already: nothing was stored. */
  readonly known: boolean;
}

export interface ProfileWriter {
  /**
   * Stores a profile; resolves after its COMMIT. A file that the run already has is not stored again. Rejects with
   * ContractError `disk-full` or `disk-error`; nothing of it is then in the run.
   */
  add(profile: NewProfile): Promise<AddedProfile>;
  /** Throws ContractError `not-found`. */
  rename(profile: number, name: string): void;
  /** Numbers that are not there are left out; answers how many were. */
  delete(profiles: readonly number[]): number;
}

export const mostProfileSpans = 10_000;
