// What the engine asks the profile worker, and what comes back.
import type { PackedError } from './packed-error.ts';
import type { RunFile } from './reader-messages.ts';
import type { RequestOf } from '../../contract/methods.ts';
import type { ProfileMethod } from '../../contract/profile-methods.ts';
import type { StoredProfile } from '../../contract/profiles/list.ts';
import type { Encoding } from '../../contract/ingest.ts';
import type { Rejection } from '../../contract/span-batch.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { MaskingSetup } from './masking.ts';
import type { NewProfile } from '../store/new-profile.ts';

/** What is found out of a file before it is stored. */
export interface InspectedProfile extends Pick<
  StoredProfile,
  'format' | 'sampleTypes' | 'parts' | 'samples' | 'durationNanos' | 'bytes' | 'unshown'
> {
  readonly title: string;
  /** Name of the sample type that is shown first. */
  readonly defaultType: string;
  /** The file's own; `undefined` where it has none. */
  readonly start: UnixNanos | undefined;
  readonly compression: 'none' | 'gzip' | 'zstd';
  readonly sha256: Uint8Array;
  /** 16 bytes of the trace, then 8 of the span. */
  readonly spans: readonly Uint8Array[];
}

export type ProfileQuestion =
  | {
      readonly kind: 'method';
      readonly method: ProfileMethod;
      readonly request: RequestOf<ProfileMethod>;
      /** Those that the request names. */
      readonly runs: readonly RunFile[];
    }
  /** A request with OTLP profiles, made ready for the store; not kept here. */
  | ({ readonly kind: 'intake' } & OtlpIntake)
  /** Decodes a file, which is kept for the questions that follow. */
  | { readonly kind: 'inspect'; readonly file: { readonly path: string } | { readonly bytes: Uint8Array } };

export interface OtlpIntake {
  /** Decompressed. */
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Name of the sender. */
  readonly sender: string;
  readonly receivedAt: UnixNanos;
  readonly masking: MaskingSetup;
}

export type TakenIn =
  | {
      readonly kind: 'taken';
      /** `undefined` where the request holds none that can be read. */
      readonly profile: NewProfile | undefined;
      readonly accepted: number;
      readonly rejected: number;
      readonly rejections: readonly Rejection[];
      /** Those of the rejections that are about originals: their profiles are stored without them. */
      readonly withheld: readonly Rejection[];
      readonly services: readonly string[];
    }
  /** It cannot be read at all. */
  | { readonly kind: 'refused'; readonly reason: string; readonly offset: number };

export type ToProfiles =
  | { readonly kind: 'ask'; readonly id: number; readonly question: ProfileQuestion }
  /** These profiles of a run file are gone, or all of it; not answered. */
  | { readonly kind: 'forget'; readonly path: string; readonly profiles?: readonly number[] | undefined };

export type FromProfiles =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly error: PackedError };

/** Given to the worker at its start. */
export interface ProfilesData {
  /** What the engine writes when a question is given up: profile-patience.ts. */
  readonly patience: SharedArrayBuffer;
}
