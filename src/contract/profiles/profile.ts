// The decoded profile: columns that every format is turned into. Numbers point into tables of the same profile; texts are
// numbers of `texts`, where 0 is the empty text. No object is made per sample, per stack or per frame.
// Vocabulary and semantics are pprof's (profile.proto) where it has a word.
import type { UnixNanos } from '../time.ts';
import type { ProfileFormat } from './formats.ts';

export interface Profile {
  readonly format: ProfileFormat;
  /** What the file calls itself, e.g. a speedscope profile's name, `mode` of DHAT; empty where it has none. */
  readonly title: string;
  readonly texts: readonly string[];
  /** At least one. */
  readonly sampleTypes: readonly SampleType[];
  /** Index of the sample type that is shown first: pprof's default_sample_type, else the last (pprof's rule). */
  readonly defaultType: number;
  /** The file names its default. */
  readonly defaultNamed?: boolean;
  readonly functions: ProfileFunctions;
  readonly frames: ProfileFrames;
  readonly mappings: ProfileMappings;
  readonly stacks: ProfileStacks;
  readonly samples: ProfileSamples;
  readonly labelSets: LabelSets;
  /** Spans that samples belong to; `samples.link` points here. */
  readonly links: readonly ProfileLink[];
  /** `undefined` where the file does not say. */
  readonly time: UnixNanos | undefined;
  readonly durationNanos: number | undefined;
  readonly period: { readonly type: string; readonly unit: string; readonly value: number } | undefined;
  /** Those that begin with # are for tools, not for people. */
  readonly comments: readonly string[];
  /** http or https only. */
  readonly docUrl: string | undefined;
  /** pprof's expressions, applied when a view is made; empty where there is none. */
  readonly dropFrames: string;
  readonly keepFrames: string;
  /** What was odd about the file and what was made of it, in words for its user; each with the place in the file. */
  readonly notes: readonly string[];
}

export interface SampleType {
  /** e.g. `cpu`, `inuse_space`. */
  readonly type: string;
  /** e.g. `nanoseconds`, `bytes`, `count`, as the file has it. */
  readonly unit: string;
}

export interface ProfileFunctions {
  readonly count: number;
  readonly name: Int32Array;
  readonly systemName: Int32Array;
  readonly file: Int32Array;
  /** 0 where unknown. */
  readonly startLine: Int32Array;
}

/** Bits of ProfileFrames.flags. */
export const FrameFlag = {
  /** Inlined into the frame before it: frames of one location stand together, outermost first. */
  inlined: 1,
  /** The location may be several that were folded into one. */
  folded: 2,
  kernel: 4,
  /** Made of a label's value. */
  label: 8,
} as const;

/** A frame is one line of a location: a location with inlined functions is several frames. */
export interface ProfileFrames {
  readonly count: number;
  /** -1 where the location is not symbolized. */
  readonly function: Int32Array;
  readonly line: Int32Array;
  readonly column: Int32Array;
  /** 0 where there is none. */
  readonly address: BigUint64Array;
  /** -1 where there is none. */
  readonly mapping: Int32Array;
  readonly flags: Uint8Array;
  /** Text of `profile.frame.type` or the like: go, native, kernel, v8js; 0 where unknown. */
  readonly kind: Int32Array;
}

export interface ProfileMappings {
  readonly count: number;
  readonly start: BigUint64Array;
  readonly limit: BigUint64Array;
  readonly offset: BigUint64Array;
  readonly file: Int32Array;
  readonly buildId: Int32Array;
  /** What is known of all its locations, as bits: 1 functions, 2 files, 4 lines, 8 inlined functions. */
  readonly flags: Uint8Array;
}

/**
 * All stacks as one trie from the outermost frame inwards: a stack is the number of its innermost node. A node comes
 * after its parent, so that one sweep backwards sums subtrees and no recursion is needed.
 */
export interface ProfileStacks {
  readonly count: number;
  /** -1 for an outermost frame. */
  readonly parent: Int32Array;
  readonly frame: Int32Array;
}

export interface ProfileSamples {
  readonly count: number;
  /** A node of the trie; -1 for an empty stack. */
  readonly stack: Int32Array;
  /** One column per sample type. Whole numbers are exact below 2^53; what is beyond is told in `notes`. */
  readonly values: readonly Float64Array[];
  /** A set of `labelSets`; 0 is the empty set. */
  readonly labels: Int32Array;
  /** Nanoseconds since the profile's beginning, ascending; `undefined` where the format has no order in time. */
  readonly time: Float64Array | undefined;
  /** An index of `links`, -1 for none; `undefined` where there are none at all. */
  readonly link: Int32Array | undefined;
}

/** Set n has the labels [starts[n], starts[n + 1]). Set 0 is empty. */
export interface LabelSets {
  readonly count: number;
  readonly starts: Int32Array;
  readonly key: Int32Array;
  /** The text of a string label; -1 for a numeric one. */
  readonly text: Int32Array;
  /** NaN for a string label. */
  readonly number: Float64Array;
  /** Text of a numeric label's unit; 0 where there is none. */
  readonly unit: Int32Array;
}

export interface ProfileLink {
  /** Lower-case hex. */
  readonly traceId: string;
  readonly spanId: string;
}
