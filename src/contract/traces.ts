// Traces as the window asks for and receives them. Bulk answers are columns, one entry per row.
import type { RunId, TraceId } from './ids.ts';
import type { LinkRecord, ResourceRecord, ScopeRecord, SpanRecord } from './otlp-records.ts';
import type { DurationNanos, UnixNanos } from './time.ts';

export interface TraceFilter {
  /** A search (docs/search-language.md); the trace or one of its spans fulfils it. Empty for everything. */
  readonly where?: string | undefined;
  /** Trace start within [from, to]. */
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
}

export interface TraceListRequest {
  readonly run: RunId;
  readonly filter: TraceFilter;
  /** Rows to skip from the newest. */
  readonly offset: number;
  /** 1 to 1000. */
  readonly limit: number;
}

/** One row of the list. */
export interface TraceSummary {
  readonly traceId: TraceId;
  /** Service and name of the root span, or of the earliest span while the root is missing. */
  readonly rootService: string;
  readonly rootOperation: string;
  readonly rootMissing: boolean;
  readonly start: UnixNanos;
  readonly duration: DurationNanos;
  readonly spans: number;
  readonly errors: number;
  /** Span counts by service, most first, at most 8; `moreServices` counts the rest. */
  readonly services: readonly { readonly name: string; readonly spans: number; readonly errors: number }[];
  readonly moreServices: number;
}

export interface TraceListAnswer {
  readonly rows: readonly TraceSummary[];
  /** Rows that match; a lower bound when `totalIsExact` is false. */
  readonly total: number;
  readonly totalIsExact: boolean;
  /** Commit cursor that the answer is true for. */
  readonly cursor: number;
}

/**
 * Points for the latency scatter: newest first, at most `limit`. Of more traces an even sample over time, with the first,
 * the last, the longest and the failed ones always among them (of very many failed ones, a sample of half the limit).
 */
export interface ScatterRequest {
  readonly run: RunId;
  readonly filter: TraceFilter;
  readonly limit: number;
}
export interface ScatterAnswer {
  readonly count: number;
  /** Traces that match. */
  readonly total: number;
  /** `about`: estimated. `at least`: the newest that were found before the search was cut short. */
  readonly totalIs: 'exact' | 'about' | 'at least';
  /** 16 bytes per point. */
  readonly traceIds: Uint8Array;
  /** Unix milliseconds and milliseconds. */
  readonly startMillis: Float64Array;
  readonly durationMillis: Float64Array;
  readonly spans: Uint32Array;
  readonly errors: Uint32Array;
  /** Index into `serviceNames`: the root's service. */
  readonly service: Uint16Array;
  readonly serviceNames: readonly string[];
}

/** What the filter bar offers. */
export interface FacetsAnswer {
  readonly services: readonly { readonly name: string; readonly spans: number; readonly errors: number }[];
  /** Of the asked service, or of all; at most 1000, most frequent first. */
  readonly operations: readonly { readonly name: string; readonly spans: number }[];
  /** Attribute keys seen, at most 2000, sorted. */
  readonly attributeKeys: readonly string[];
}

/** Bits of TraceColumns.marks. */
export const SpanMark = {
  /** status code error, or an exception event, or a sender's own way to say error; see error-signs.ts */
  error: 1,
  /** its parent id is not among the spans received */
  orphan: 2,
  /** another span of the trace has the same span id */
  duplicate: 4,
  /** the parent chain ran into a cycle; this span was cut loose to show it */
  cycle: 8,
  /** has events / links */
  events: 16,
  links: 32,
  /** end is before start */
  negative: 64,
  /** end is zero or equals start and the sender marks it unfinished */
  unfinished: 128,
} as const;

/**
 * One trace as columns, rows in waterfall order (depth-first; children by start, then by span id).
 * A subtree is the contiguous range [row, row + subtree[row]).
 * A missing parent is a row of its own: `missing[row] = 1`, its id is the absent parent's, its time is the hull of its children.
 */
export interface TraceColumns {
  readonly traceId: TraceId;
  readonly rows: number;
  /** Spans received (rows without placeholders). */
  readonly spans: number;
  /** Exact resends that were left out; the list of traces counts them. */
  readonly resent: number;
  readonly errors: number;
  /** Hull of all spans with plausible times; offsets are relative to `start`. */
  readonly start: UnixNanos;
  readonly duration: DurationNanos;
  /** 8 bytes per row. */
  readonly spanIds: Uint8Array;
  /** Row of the parent, or -1. */
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  /** Rows in the subtree, itself included. */
  readonly subtree: Uint32Array;
  /** Exact start, Unix nanoseconds. */
  readonly startNanos: BigUint64Array;
  /** Nanoseconds relative to `start`; and length (may be negative). */
  readonly offset: Float64Array;
  readonly length: Float64Array;
  readonly service: Uint16Array;
  readonly name: Uint32Array;
  readonly kind: Uint8Array;
  /** 0 unset, 1 ok, 2 error. */
  readonly status: Uint8Array;
  readonly marks: Uint8Array;
  readonly missing: Uint8Array;
  /** Errors in the subtree below the row, itself not included. */
  readonly errorsBelow: Uint32Array;
  /** The trace's services, then the run's others: a service has the same colour in every view of a run. */
  readonly serviceNames: readonly string[];
  readonly names: readonly string[];
  readonly cursor: number;
}

export interface SpanLink extends LinkRecord {
  /** true where the linked trace is stored in the same run. */
  readonly known: boolean;
}

/** Everything that was sent about one span. */
export interface SpanDetails extends SpanRecord {
  readonly links: readonly SpanLink[];
  readonly resource: ResourceRecord & { readonly service: string; readonly sender: string };
  readonly scope: ScopeRecord;
}
