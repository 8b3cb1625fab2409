// Questions about the program points of a stored DHAT file. Nodes are numbers of the tree that an AllocationView names;
// -1 - n is the aggregate of what is insignificant below node n.
import type { RunId } from '../ids.ts';
import type { DhatFacts } from './dhat.ts';

export interface AllocationFile {
  readonly run: RunId;
  readonly profile: number;
}

export interface AllocationView extends AllocationFile {
  /** A place in `allocationMetrics`. */
  readonly metric: number;
  /** Frames as the file has them, or calls of one function as one. */
  readonly frames: 'line' | 'function';
  /** From the allocation outwards, as DHAT's viewer has it, or from the program's entry inwards. */
  readonly from: 'allocation' | 'entry';
  /** Only points with a frame that has this text, in either case; empty for all. */
  readonly filter: string;
}

/** What is summed of points, in the file's units; NaN where it is not recorded or not known. */
export interface AllocationColumns {
  readonly totalBytes: Float64Array;
  readonly totalBlocks: Float64Array;
  readonly lifetimes: Float64Array;
  readonly peakBytes: Float64Array;
  readonly peakBlocks: Float64Array;
  readonly endBytes: Float64Array;
  readonly endBlocks: Float64Array;
  readonly readBytes: Float64Array;
  readonly writeBytes: Float64Array;
}

export type AllocationNumbers = { readonly [K in keyof AllocationColumns]: number };

export interface OpenedAllocations {
  readonly facts: DhatFacts;
  readonly points: number;
  /** Of the whole file. */
  readonly totals: AllocationNumbers;
  readonly notes: readonly string[];
}

/** Bits of AllocationRows.state. */
export const AllocationRow = { significant: 1, leads: 2, aggregate: 4, open: 8, foldable: 16 } as const;

/** Rows of the sorted tree, from `offset` on. */
export interface AllocationRows extends AllocationColumns {
  readonly offset: number;
  /** Rows in sight, all of them. */
  readonly total: number;
  /** Row of the node that was to be found; -1 where it is not in sight. */
  readonly found: number;
  /** The whole file's sums, which shares are of. */
  readonly root: AllocationNumbers;
  /** Points that the filter left, and all. */
  readonly points: number;
  readonly allPoints: number;
  /** The metric's rule of significance with its numbers. */
  readonly rule: string;
  readonly node: Int32Array;
  readonly depth: Int32Array;
  /** Bits of AllocationRow. */
  readonly state: Uint8Array;
  /** Children as shown; of an aggregate how many it stands for. */
  readonly children: Int32Array;
  /** Place among its siblings from 1, and their number. */
  readonly place: Int32Array;
  readonly siblings: Int32Array;
  /** Positions from the root: `1.2.3`. */
  readonly ids: readonly string[];
  /** The first of the node's own frames without its address, and the last where it has several; empty where it has none. */
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly frames: Int32Array;
  /** Of leaves: what the file says, and what it must have been at least; NaN for others. */
  readonly maximumBytes: Float64Array;
  readonly maximumBlocks: Float64Array;
}

export interface AllocationNode {
  readonly id: string;
  /** As the reference viewer writes a significant node, line by line. */
  readonly lines: readonly string[];
  readonly numbers: AllocationNumbers;
  /** Innermost first, all the way. */
  readonly stack: readonly string[];
  /** How many of the stack's frames are the node's own. */
  readonly own: number;
  readonly points: number;
  /** Of a program point with lifetimes. `atLeast` is greater than what the file says where that cannot be. */
  readonly maximum:
    | { readonly bytes: number; readonly blocks: number; readonly atLeastBytes: number; readonly atLeastBlocks: number }
    | undefined;
  /** Accesses per byte, Infinity where saturated; empty where they are not known. */
  readonly accesses: Float64Array;
  /** 16-bit counters of a point below have wrapped, so that counts are too low. */
  readonly wrapped: boolean;
  /** Nodes and aggregates on the way to it that are closed unless opened. */
  readonly closedAbove: readonly number[];
  readonly above: readonly number[];
}

/** Ready-made questions about program points. */
export const allocationQuestions = [
  'leaks',
  'peak',
  'churn',
  'short-lived',
  'tiny',
  'untouched',
  'never-read',
  'never-written',
  'low-access',
  'high-access',
] as const;

export type AllocationQuestion = (typeof allocationQuestions)[number];

export interface AskedQuestion {
  readonly question: AllocationQuestion;
  /** `undefined` where the file records what it needs; else what is missing. */
  readonly missing: 'lifetimes' | 'accesses' | undefined;
  readonly points: number;
  /** What they hold at t-end and at t-gmax where the question is about that; else all that they allocated. */
  readonly bytes: number;
  readonly blocks: number;
}

/** Program points, sorted by what the question is about. */
export interface AllocationPoints extends AllocationColumns {
  readonly offset: number;
  readonly total: number;
  /** In the tree as the file has it (frames by line, from the allocation, no filter). */
  readonly node: Int32Array;
  /** The allocation and its first caller that is of no allocator and no standard library, without addresses. */
  readonly site: readonly string[];
  readonly caller: readonly string[];
  /** Total bytes by the most the point held at once (at most, where that is only known to be too low); NaN without lifetimes. */
  readonly turnover: Float64Array;
}

export interface AllocationSymbols {
  readonly offset: number;
  readonly total: number;
  /** The function with its file or library. */
  readonly name: readonly string[];
  /** Points it allocates in, and points it is in the stack of. */
  readonly selfPoints: Int32Array;
  readonly points: Int32Array;
  /** Allocated by the function itself. */
  readonly self: AllocationColumns;
  /** With what it calls. */
  readonly all: AllocationColumns;
  readonly root: AllocationNumbers;
}

/** All of them can be summed over subtrees, sorted by and compared. */
export const allocationColumnNames = [
  'totalBytes',
  'totalBlocks',
  'lifetimes',
  'peakBytes',
  'peakBlocks',
  'endBytes',
  'endBlocks',
  'readBytes',
  'writeBytes',
] as const satisfies (keyof AllocationColumns)[];

export type AllocationColumn = (typeof allocationColumnNames)[number];

export interface AllocationDiff {
  readonly offset: number;
  readonly total: number;
  /** Sums of the whole files. */
  readonly before: number;
  readonly after: number;
  /** Functions of the stack, the allocation first; or one function. */
  readonly name: readonly string[];
  readonly beforeValues: Float64Array;
  readonly afterValues: Float64Array;
  readonly beforeBlocks: Float64Array;
  readonly afterBlocks: Float64Array;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** All fail with `bad-request` for a file that is not DHAT's, and with `not-found` for one that is not there. */
export interface AllocationsMethods {
  'allocations.open': { request: AllocationFile; answer: OpenedAllocations };
  'allocations.tree': {
    request: AllocationView &
      Page & {
        /** Nodes that are closed although they are open by themselves, and the other way round. */
        readonly folded: readonly number[];
        readonly opened: readonly number[];
        /** A node whose row is wanted. */
        readonly find?: number | undefined;
      };
    answer: AllocationRows;
  };
  'allocations.node': { request: AllocationView & { readonly node: number }; answer: AllocationNode };
  /** The whole tree as DHAT's viewer would show it, by the view's metric. */
  'allocations.text': { request: AllocationView; answer: { readonly text: string } };
  'allocations.questions': { request: AllocationFile; answer: { readonly questions: readonly AskedQuestion[] } };
  'allocations.points': {
    request: AllocationFile & Page & { readonly question: AllocationQuestion; readonly filter: string };
    answer: AllocationPoints;
  };
  'allocations.bySymbol': {
    request: AllocationFile &
      Page & { readonly sort: AllocationColumn; readonly by: 'self' | 'all'; readonly filter: string };
    answer: AllocationSymbols;
  };
  /** From `base` to the file, the largest change first. */
  'allocations.diff': {
    request: AllocationFile &
      Page & {
        readonly base: AllocationFile;
        readonly column: AllocationColumn;
        readonly by: 'stack' | 'function';
        readonly filter: string;
      };
    answer: AllocationDiff;
  };
}
