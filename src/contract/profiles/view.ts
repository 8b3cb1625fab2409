// Which part of a profile somebody looks at. Every question about a profile carries one; the engine keeps what it made of
// the newest few, so that questions of one page share their work.
import type { RunId } from '../ids.ts';

/** A stored profile: its number in its run, and which one of a file that holds several. */
export interface ProfileRef {
  readonly run: RunId;
  readonly profile: number;
  /** 0 where a file holds one. */
  readonly part: number;
}

/** What frames are merged by. pprof's granularities, and the package or module of a function. */
export type ProfileGrouping = 'function' | 'file-function' | 'file' | 'line' | 'address' | 'package';

/** Siblings by their weight, by their name, or as they came (only where samples have times). */
export type ProfileOrder = 'weight' | 'name' | 'time';

export interface ProfileView extends ProfileRef {
  /** Index of the sample type. */
  readonly type: number;
  readonly grouping: ProfileGrouping;
  readonly order: ProfileOrder;
  /** From the innermost frame outwards. */
  readonly inverted: boolean;
  readonly filter: ProfileFilter;
  /** A profile to compare with: what is shown is this profile against the base. */
  readonly base?: ProfileRef | undefined;
  /** Scales the base's total to this profile's before comparing. */
  readonly normalized: boolean;
}

/** Regular expressions as pprof's options of the same names have them; empty for none. Frames match by name, file or mapping. */
export interface ProfileFilter {
  /** Only stacks with a frame that matches. */
  readonly focus: string;
  readonly ignore: string;
  /** Frames that match are taken out of their stacks. */
  readonly hide: string;
  readonly show: string;
  /** Frames outside of the first that matches are taken away. */
  readonly showFrom: string;
  /** A frame that matches keeps what it calls to itself: stacks end there. Not of pprof, so its files have whole stacks. */
  readonly collapse: string;
  /** A function that calls itself directly is one frame. Not of pprof either. */
  readonly mergeRecursion: boolean;
  /** `key=expression`, `key=10:20ms`, or an expression over all texts, as pprof's tagfocus. */
  readonly tagFocus: string;
  readonly tagIgnore: string;
  /** Label keys whose values become outermost (innermost) frames. */
  readonly tagRoot: readonly string[];
  readonly tagLeaf: readonly string[];
  /** Only samples of this span or trace: `<trace>`, `<span>` or `<trace>-<span>` in hexadecimal digits (sample-spans.ts). */
  readonly span: string;
  /** Nanoseconds since the profile's beginning; only where samples have times. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export const noProfileFilter: ProfileFilter = {
  focus: '',
  ignore: '',
  hide: '',
  show: '',
  showFrom: '',
  collapse: '',
  mergeRecursion: false,
  tagFocus: '',
  tagIgnore: '',
  tagRoot: [],
  tagLeaf: [],
  span: '',
  from: undefined,
  to: undefined,
};
