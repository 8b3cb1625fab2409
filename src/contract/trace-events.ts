// The events of all spans of a trace, for lists that merge them with spans and log records.
import type { RunId, TraceId } from './ids.ts';

/** Rows oldest first; at most 20,000, the oldest. */
export interface TraceEvents {
  readonly rows: number;
  /** Events of the trace, resent spans counted once. */
  readonly total: number;
  /** 8 bytes per row: the event's span. */
  readonly spanIds: Uint8Array;
  /** Unix nanoseconds. */
  readonly time: BigUint64Array;
  /** Indexes into `texts`. */
  readonly name: Uint32Array;
  /** What an exception says: type and message. Empty for other events. */
  readonly exception: Uint32Array;
  readonly texts: readonly string[];
}

export interface TraceEventsMethods {
  /** Fails with `not-found` where no span of the trace is stored. */
  'trace.events': { request: { readonly run: RunId; readonly traceId: TraceId }; answer: TraceEvents };
}
