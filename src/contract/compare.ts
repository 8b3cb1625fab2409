// Comparing two traces, which may lie in two runs: both as they are, and the rows that align them.
// docs/trace-analysis.md tells how spans are paired and when a pair counts as slower or faster.
import type { RunId, TraceId } from './ids.ts';
import type { TraceColumns } from './traces.ts';

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
