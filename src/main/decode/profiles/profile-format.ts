// What a reader of a profile format is: it knows its files by their beginning and turns the whole, decompressed file into
// profiles.
import type { Beat } from '../../../contract/beat.ts';
import type { DhatPoints } from '../../../contract/profiles/dhat.ts';
import type { ProfileFormat } from '../../../contract/profiles/formats.ts';
import type { GoroutineDump } from '../../../contract/profiles/goroutines.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';

export interface ProfileReader {
  readonly id: ProfileFormat;
  /** @param head the beginning of the file, decompressed, at most `profileHeadBytes`; its text, wrong bytes replaced */
  readonly sniff: (head: Uint8Array, text: string) => boolean;
  /** Files are kept and not shown: `decode` always throws what they are and how to look at them. */
  readonly keptOnly?: true;
  /** Throws DecodeFault with the place where the file cannot be read. */
  readonly decode: (bytes: Uint8Array, tools: ProfileTools) => DecodedProfiles;
}

export interface DecodedProfiles {
  /** At least one; several where a file holds several (speedscope, OTLP). */
  readonly profiles: readonly Profile[];
  readonly dhat?: DhatPoints;
  readonly goroutines?: GoroutineDump;
}

/** What pure code cannot do for itself. */
export interface ProfileTools {
  /** UTF-8 to text; wrong bytes become U+FFFD. */
  readonly text: (bytes: Uint8Array) => string;
  /** Bytes without gzip or zstd, as they are where they have neither. Throws in words where they are damaged or too large. */
  readonly plain?: (bytes: Uint8Array) => Uint8Array;
  /** What it throws passes through the reader. */
  readonly beat?: Beat;
}

export const profileHeadBytes = 64 * 1024;
