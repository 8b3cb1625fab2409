// Goroutine dumps for the window: stacks in groups with states, waits and labels, against another dump, and over a series.
import type { ProfileRef } from './view.ts';

export interface GoroutineListRequest {
  readonly dump: ProfileRef;
  /** A dump to compare with. */
  readonly base?: ProfileRef | undefined;
  /** Part of a function, a file, a label or a creator; ignores case. */
  readonly find: string;
  /** Only groups with goroutines in this state; empty for all. */
  readonly state: string;
  /** Only groups with a goroutine that waits at least so many minutes. */
  readonly leastWait: number;
  readonly order: GoroutineOrder;
  readonly offset: number;
  readonly limit: number;
}

export const goroutineOrders = ['count', 'wait', 'change', 'name'] as const;
/** Descending, `name` ascending; `change` by how much a count differs from that of the base. */
export type GoroutineOrder = (typeof goroutineOrders)[number];

export interface GoroutineList {
  readonly groups: readonly GoroutineGroup[];
  /** Groups that match. */
  readonly total: number;
  readonly goroutines: number;
  /** Of the base. */
  readonly before: number | undefined;
  /** Of the whole dump, the most frequent first; empty where the dump names no states. */
  readonly states: readonly CountedText[];
  /** Minutes; 0 where nothing waits or the dump does not tell. */
  readonly longestWait: number;
  /** false: the dump only counts equal stacks, without states, waits and ids. */
  readonly tellsApart: boolean;
}

export interface CountedText {
  readonly text: string;
  readonly count: number;
}

/** Goroutines with the same stack of functions and lines. */
export interface GoroutineGroup {
  /** The same for the same stack in every dump. */
  readonly key: string;
  readonly count: number;
  /** In the base; `undefined` without one. */
  readonly before: number | undefined;
  readonly states: readonly CountedText[];
  /** The longest, whole minutes. */
  readonly waitMinutes: number;
  /** How many wait for a minute or more. */
  readonly waiting: number;
  readonly locked: number;
  /** `function at file:line`. */
  readonly creators: readonly CountedText[];
  /** `key=value`, at most twelve. */
  readonly labels: readonly CountedText[];
  /** Innermost first, at most a hundred. */
  readonly frames: readonly GoroutineFrame[];
  readonly depth: number;
  /** At most twenty. */
  readonly ids: readonly number[];
}

export interface GoroutineFrame {
  readonly function: string;
  readonly file: string;
  /** 0 where unknown. */
  readonly line: number;
}

/** What looks like a leak over dumps of one program. */
export interface GoroutineSeries {
  /** Goroutines of each dump. */
  readonly goroutines: Float64Array;
  readonly suspects: readonly GoroutineSuspect[];
}

export interface GoroutineSuspect {
  readonly group: GoroutineGroup;
  /** Per dump. */
  readonly counts: Float64Array;
  /** grows: never fewer, in the end more. stuck: some have been waiting for minutes and there are not fewer. */
  readonly why: 'grows' | 'stuck';
}

/** Dumps that are looked at together. */
export const mostGoroutineDumps = 60;

export interface GoroutineMethods {
  'goroutines.list': { request: GoroutineListRequest; answer: GoroutineList };
  /** `dumps` in the order of time, one at least. */
  'goroutines.series': { request: { readonly dumps: readonly ProfileRef[] }; answer: GoroutineSeries };
}
