// Spans in the order in which they arrived, for whoever follows a run. Bulk answers are columns, one entry per span.
import type { RunId } from './ids.ts';

/**
 * What arrived since: to follow live. `after` is the `next` of the last answer; without it the newest that are there.
 * Of more than `limit` spans the last to arrive are given and the others counted in `skipped`. A condition on the whole
 * trace (`trace.…`, `root.…`) is about what the run had of it by then.
 */
export interface SpanTailRequest {
  readonly run: RunId;
  /** Search text; empty for all. */
  readonly where: string;
  /** How many spans of the run were seen: an integer below 2^53. */
  readonly after?: number | undefined;
  /** 1 to 1000. */
  readonly limit: number;
}

/** Rows in order of arrival: request by request, those of one request by their ends. */
export interface SpanTailAnswer {
  readonly rows: number;
  /** Unix nanoseconds; a span without a start begins at its end. 0 without either. */
  readonly start: BigUint64Array;
  /** As sent, Unix nanoseconds. */
  readonly end: BigUint64Array;
  /** Nanoseconds; 0 where the end is before the start. */
  readonly duration: BigUint64Array;
  /** SpanKind 0 to 5. */
  readonly kind: Uint8Array;
  /** 0 unset, 1 ok, 2 error. */
  readonly status: Uint8Array;
  /** 1 where the span failed, by its status or by a habit of its sender (error-signs.ts). */
  readonly failed: Uint8Array;
  /** Indexes into `texts`. */
  readonly name: Uint32Array;
  readonly statusMessage: Uint32Array;
  readonly service: Uint32Array;
  readonly scope: Uint32Array;
  /** 16 bytes per row. */
  readonly traceIds: Uint8Array;
  /** 8 bytes per row; a root's parent is all zero. */
  readonly spanIds: Uint8Array;
  readonly parentIds: Uint8Array;
  readonly texts: readonly string[];
  /** To be sent as `after` of the next question. */
  readonly next: number;
  /** Matching spans since `after` that are not among the rows. */
  readonly skipped: number;
  /** Spans since `after` that were evicted before anybody asked: which of them match is not known. */
  readonly evicted: number;
  readonly cursor: number;
}

export interface SpansMethods {
  /** Fails with `bad-request` where the search text cannot be read. */
  'spans.tail': { request: SpanTailRequest; answer: SpanTailAnswer };
}
