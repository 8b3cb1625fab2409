// Comparing two traces, or two groups of traces, of one run or of two.
// docs/trace-analysis.md tells how spans are paired and when a pair counts as slower or faster.
import type { RunId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';
import type { TraceColumns, TraceFilter } from './traces.ts';

export interface ComparedTrace {
  readonly run: RunId;
  readonly traceId: TraceId;
}

export interface CompareMethods {
  /** Fails with `not-found` where a side's run does not hold its trace. */
  'traces.compare': {
    request: { readonly left: ComparedTrace; readonly right: ComparedTrace };
    answer: TraceComparison;
  };
  /** Looks at the newest traces of each side, as many as `GroupFacts.traces` says. */
  'traces.compareGroups': {
    request: { readonly left: ComparedGroup; readonly right: ComparedGroup };
    answer: GroupComparison;
  };
}

/** Values of TraceComparison.change, seen from left to right. */
export const Change = { same: 0, added: 1, removed: 2, slower: 3, faster: 4 } as const;
export type Change = (typeof Change)[keyof typeof Change];

/** Values of TraceComparison.error: which side of the row failed. `appeared` only the right one, `gone` only the left one. */
export const ErrorChange = { none: 0, both: 1, appeared: 2, gone: 3 } as const;
export type ErrorChange = (typeof ErrorChange)[keyof typeof ErrorChange];

/** A pair is slower or faster when its durations differ by more than both of these; `fraction` is of the shorter one. */
export const leastChange = { fraction: 0.1, nanos: 10_000 } as const;

export interface ComparedSide {
  readonly columns: TraceColumns;
  /** Per row of the trace: nanoseconds outside of its children. */
  readonly self: Float64Array;
}

/**
 * Rows of the merged tree in depth-first order: every row of each trace is in exactly one of them.
 * A subtree is the contiguous range [row, row + subtree[row]).
 */
export interface TraceComparison {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly rows: number;
  /** Row of the side's trace, or -1. */
  readonly leftRow: Int32Array;
  readonly rightRow: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  readonly subtree: Uint32Array;
  readonly change: Uint8Array;
  readonly error: Uint8Array;
  /** Right minus left, nanoseconds; NaN where a side is missing, is a placeholder or has no end. */
  readonly delta: Float64Array;
  readonly selfDelta: Float64Array;
  /** Rows by `Change`, and by `ErrorChange`. */
  readonly changes: readonly number[];
  readonly errors: readonly number[];
}

/** All traces of a run that a filter lets through. */
export interface ComparedGroup {
  readonly run: RunId;
  readonly filter: TraceFilter;
}

/** Counts by bin (duration-bins.ts), from the bin `first` on. */
export interface Distribution {
  readonly first: number;
  readonly counts: Uint32Array;
}

/** Durations are nanoseconds, quantiles within 2.2 %; NaN where there is nothing. */
export interface GroupFacts {
  /** Traces that were looked at, newest first, and all that match; `total` is a lower bound when `totalIsExact` is false. */
  readonly traces: number;
  readonly total: number;
  readonly totalIsExact: boolean;
  /** Spans of the traces looked at, and those of them whose operation is not compared: one of very many. */
  readonly spans: number;
  readonly spansLeftOut: number;
  /** Traces with a failed span. */
  readonly errors: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Of the durations of traces. */
  readonly durations: Distribution;
  /** Starts of the oldest and the newest trace that was looked at. */
  readonly first: UnixNanos | undefined;
  readonly last: UnixNanos | undefined;
}

/** One entry per operation of GroupComparison. */
export interface GroupOperations {
  readonly spans: Uint32Array;
  readonly errors: Uint32Array;
  readonly p50: Float64Array;
  readonly p90: Float64Array;
  readonly p99: Float64Array;
  /** Nanoseconds outside of children, of all its spans. */
  readonly self: Float64Array;
  readonly durations: readonly Distribution[];
}

export interface GroupComparison {
  readonly left: GroupFacts;
  readonly right: GroupFacts;
  /** Service and name of each operation, by the time that both sides spent in it; at most 1000. */
  readonly operations: readonly { readonly service: string; readonly name: string }[];
  /** How many there are. */
  readonly operationCount: number;
  readonly leftOperations: GroupOperations;
  readonly rightOperations: GroupOperations;
  /** `Change` per operation, by the median duration. */
  readonly change: Uint8Array;
}
