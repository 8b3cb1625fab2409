// Profiles as they are stored in a run: one row for each file, capture or OTLP request, which may hold several profiles.
import type { RunId, SpanId, TraceId } from '../ids.ts';
import type { UnixNanos } from '../time.ts';
import type { ProfileFormat } from './formats.ts';
import type { ProfileKind } from './kinds.ts';
import type { Profile, SampleType } from './profile.ts';

/** How a profile came here. */
export type ProfileOrigin = 'file' | 'capture' | 'otlp';

export interface StoredProfile {
  /** Its number in the run, given once. */
  readonly profile: number;
  readonly format: ProfileFormat;
  readonly kind: ProfileKind;
  readonly name: string;
  /** Empty where it is not known. */
  readonly services: readonly string[];
  readonly origin: ProfileOrigin;
  /** Name of the file, address that was fetched, or sender. */
  readonly source: string;
  /** Equal for profiles that follow on each other; empty for one that stands alone. */
  readonly series: string;
  /** When it began, as the file says, else when it came. */
  readonly start: UnixNanos;
  /** Whether `start` is the file's own. */
  readonly timed: boolean;
  /** 0 for a state at one moment, and where it is not known. */
  readonly durationNanos: number;
  readonly receivedAt: UnixNanos;
  /** Of all parts, each once. */
  readonly sampleTypes: readonly SampleType[];
  /** Profiles in the file. */
  readonly parts: number;
  /** Of all parts. */
  readonly samples: number;
  /** Of the file as it was received. */
  readonly bytes: number;
  /** Why it is kept but cannot be shown; `undefined` for one that can. */
  readonly unshown: string | undefined;
}

export interface ProfileListRequest {
  readonly run: RunId;
  /** Only what overlaps the time from `from` up to `to`. */
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
  readonly kind?: ProfileKind | undefined;
  readonly service?: string | undefined;
  readonly series?: string | undefined;
  /** Of profiles that follow on each other only the newest. */
  readonly grouped?: boolean | undefined;
  /** Part of the name, the source or a service, in either case; empty for any. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface ProfileListAnswer {
  /** Newest first. */
  readonly profiles: readonly StoredProfile[];
  /** Of each, how many of its series match, itself included; 1 for one that stands alone, and where they are not grouped. */
  readonly captures: readonly number[];
  /** How many match, or how many groups of them. */
  readonly total: number;
  /** How many the run holds, whatever was asked for. */
  readonly all: number;
  /** What the run's profiles are about and whose they are, with their numbers, for the filters. */
  readonly kinds: readonly { readonly kind: ProfileKind; readonly count: number }[];
  readonly services: readonly { readonly service: string; readonly count: number }[];
}

/** One profile of a file. */
export interface ProfilePart extends Pick<
  Profile,
  'title' | 'defaultType' | 'time' | 'durationNanos' | 'period' | 'comments' | 'docUrl' | 'notes'
> {
  readonly sampleTypes: readonly (SampleType & { readonly total: number })[];
  readonly samples: number;
  /** Nodes of the trie of stacks. */
  readonly nodes: number;
  readonly functions: number;
  /** Whether samples have times, and spans. */
  readonly timed: boolean;
  readonly linked: boolean;
  readonly labelKeys: readonly string[];
}

export type OpenedProfile =
  | {
      readonly kind: 'shown';
      readonly stored: StoredProfile;
      readonly parts: readonly ProfilePart[];
      /** What else the file has: points of DHAT, a dump of goroutines. */
      readonly dhat: boolean;
      readonly goroutines: boolean;
    }
  /** Kept as it was received; `reason` says in words why it cannot be shown. */
  | { readonly kind: 'unshown'; readonly stored: StoredProfile; readonly reason: string };

/** A profile that overlaps an interval, or has samples of a trace. */
export interface IntervalProfile {
  readonly stored: StoredProfile;
  /** Whether it has samples that say they belong to the trace. */
  readonly linked: boolean;
  /** Whether some of them say they belong to the span itself. */
  readonly ofSpan: boolean;
}

export interface IntervalProfiles {
  readonly profiles: readonly IntervalProfile[];
  /** Files of the service, or of an unknown one, that have no time: they may be of the interval, or of any other. */
  readonly timeless: number;
}

export interface ProfilesMethods {
  'profiles.list': { request: ProfileListRequest; answer: ProfileListAnswer };
  /** Fails with `not-found` for a profile that is not (any more) in the run. */
  'profiles.open': { request: { readonly run: RunId; readonly profile: number }; answer: OpenedProfile };
  'profiles.rename': {
    request: { readonly run: RunId; readonly profile: number; readonly name: string };
    answer: Record<string, never>;
  };
  'profiles.delete': {
    request: { readonly run: RunId; readonly profiles: readonly number[] };
    answer: Record<string, never>;
  };
  /**
   * The profiles whose time overlaps an interval, best match first: samples of the trace, the same service, the largest
   * overlap. Of states at one moment (heap, goroutines) those next before and next after it, of each series; within it where
   * there is none.
   */
  'profiles.ofInterval': {
    request: {
      readonly run: RunId;
      readonly from: UnixNanos;
      readonly to: UnixNanos;
      readonly service?: string | undefined;
      readonly traceId?: TraceId | undefined;
      readonly spanId?: SpanId | undefined;
      readonly limit: number;
    };
    answer: IntervalProfiles;
  };
  /** A piece of the file as it was received; the first has number 0. */
  'profiles.file': {
    request: { readonly run: RunId; readonly profile: number; readonly piece: number };
    answer: { readonly bytes: Uint8Array; readonly last: boolean };
  };
}
