// What the engine tells the import worker, and what comes back.
import type { FileFormat, Skipped } from '../../contract/imports.ts';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type { LiveRun } from './ingest-messages.ts';
import type { MaskingSetup } from './masking.ts';
import type { PackedError } from './packed-error.ts';
import type { NewProfile } from '../store/new-profile.ts';

export interface ImportOrder {
  readonly path: string;
  /** Name of the file for people; what is stored says that it came from there. */
  readonly name: string;
  readonly target: ImportTarget;
  /** Where to begin: 0, or where a former reading of a growing file stopped. */
  readonly from: number;
  /** The file may grow: what is unfinished at its end is left for the next reading. */
  readonly follow: boolean;
}

export type ImportTarget =
  /** A file to be made; `name` is what the run is called once it is whole. */
  | {
      readonly kind: 'run';
      readonly run: LiveRun;
      readonly host: string;
      readonly version: string;
      readonly masking: MaskingSetup;
    }
  /** Requests go to the ingest worker, which stores them into the live run. */
  | { readonly kind: 'live' };

export interface ImportProgress {
  readonly format: FileFormat | undefined;
  readonly compression: 'gzip' | 'zstd' | undefined;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly spans: number;
  readonly logs: number;
  readonly samples: number;
  readonly profiles: number;
  readonly profile: number | undefined;
  readonly skipped: readonly Skipped[];
}

export interface ImportOutcome extends ImportProgress {
  readonly kind: 'done' | 'failed' | 'cancelled';
  /** In words, when it failed. */
  readonly error: string | undefined;
  /** A run file was made and holds something. */
  readonly kept: boolean;
  /** Where the next reading of a growing file may go on. */
  readonly settled: number;
  /** What is added to such a file can be read by itself. */
  readonly follows: boolean;
}

export type ToImport =
  | { readonly kind: 'import'; readonly job: number; readonly order: ImportOrder }
  | { readonly kind: 'cancel'; readonly job: number }
  | { readonly kind: 'receipt'; readonly request: number; readonly receipt: Receipt }
  | { readonly kind: 'profileAnswer'; readonly request: number; readonly answer: unknown }
  | { readonly kind: 'profileFailed'; readonly request: number; readonly error: PackedError };

export type FromImport =
  | { readonly kind: 'progress'; readonly job: number; readonly progress: ImportProgress }
  | { readonly kind: 'outcome'; readonly job: number; readonly outcome: ImportOutcome }
  /** For the live run; answered by `receipt`. */
  | { readonly kind: 'request'; readonly request: number; readonly payload: Payload }
  /** For the profile worker, and for the live run; answered by `profileAnswer` or `profileFailed`. */
  | { readonly kind: 'profile'; readonly job: number; readonly request: number; readonly ask: ProfileAsk };

export type ProfileAsk =
  /** Answered with InspectedProfile. */
  | { readonly kind: 'inspect'; readonly file: { readonly path: string } }
  /** Answered with AddedProfile. */
  | { readonly kind: 'store'; readonly profile: NewProfile };

/** Of a file that was there when its import was asked for. */
export const goneWords =
  'The file is gone: it was removed, moved or renamed before it was read to its end. Import it again from where it is now.';
