// Log records as the window asks for and receives them. Bulk answers are columns, one entry per record.
// The order of records is that of their times; records of one time are in their order of arrival.
import type { RunId, SpanId, TraceId } from './ids.ts';
import type { DurationNanos, UnixNanos } from './time.ts';
import type { SpanDetails } from './traces.ts';
import type { Attribute, AttributeValue } from './values.ts';

/**
 * The address of a record: the how-manieth record of the run it was, from 0, in order of arrival. It stays the same when
 * the record moves from the journal into a block and when older records are evicted. An integer below 2^53.
 */
export type LogSequence = number;

/** A place in the order of records. `time` is LogColumns.time. */
export interface LogKey {
  readonly time: UnixNanos;
  readonly sequence: LogSequence;
}

/** Which records a question is about. */
export interface LogSelection {
  readonly run: RunId;
  /** Search text; empty for all. */
  readonly where: string;
  /** Within [from, to], by LogColumns.time. */
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
}

export interface LogListRequest extends LogSelection {
  /** Only records before (older than) this place. */
  readonly before?: LogKey | undefined;
  /** Only records after (newer than) this place. */
  readonly after?: LogKey | undefined;
  /** From which end of what is left rows are taken, and their order in the answer. */
  readonly order: 'newest' | 'oldest';
  /** 1 to 1000. */
  readonly limit: number;
}

/** Longest preview of a body in UTF-16 units. */
export const bodyPreviewLength = 512;

export interface LogColumns {
  readonly rows: number;
  /** LogSequence per row. */
  readonly sequence: Float64Array;
  /** What records are ordered by, Unix nanoseconds: the record's time, or where it has none the time it was observed; 0 without either. */
  readonly time: BigUint64Array;
  /** As sent, Unix nanoseconds; 0 where the sender gave none. */
  readonly observed: BigUint64Array;
  /** SeverityNumber 0 (not given) to 24. */
  readonly severity: Uint8Array;
  /** Indexes into `texts`. */
  readonly severityText: Uint32Array;
  readonly service: Uint32Array;
  readonly scope: Uint32Array;
  readonly eventName: Uint32Array;
  /** The body's text form, at most `bodyPreviewLength` long. */
  readonly body: readonly string[];
  /** Length of the whole text form in UTF-16 units. */
  readonly bodyLength: Uint32Array;
  /** ValueKind of the body: 1 text, 7 map, … */
  readonly bodyKind: Uint8Array;
  /** 16 bytes per row; all zero where there is none. */
  readonly traceIds: Uint8Array;
  /** 8 bytes per row; all zero where there is none. */
  readonly spanIds: Uint8Array;
  readonly texts: readonly string[];
}

export interface LogListAnswer extends LogColumns {
  /** Records of the selection, wherever the page begins. */
  readonly total: number;
  readonly totalIs: 'exact' | 'at least';
  /** Are there more beyond the last row, in the order of the answer? */
  readonly more: boolean;
  /** Records from this one on arrived after the answer: to be sent as `after` of logs.tail. */
  readonly next: LogSequence;
  /** Commit cursor that the answer is true for. */
  readonly cursor: number;
}

/**
 * What arrived since: to follow live. `after` is the `next` of the last answer; without it the newest that are there.
 * Of more than `limit` records the last to arrive are given and the others counted in `skipped`.
 */
export interface LogTailRequest {
  readonly run: RunId;
  readonly where: string;
  readonly after?: LogSequence | undefined;
  /** 1 to 1000. */
  readonly limit: number;
}

/** Rows in order of arrival. */
export interface LogTailAnswer extends LogColumns {
  /** To be sent as `after` of the next question. */
  readonly next: LogSequence;
  /** Matching records since `after` that are not among the rows. */
  readonly skipped: number;
  readonly cursor: number;
}

/** Everything that was sent about one record. */
export interface LogDetails {
  readonly sequence: LogSequence;
  /** As LogColumns.time. */
  readonly time: UnixNanos;
  /** As sent; 0 where the sender gave none. */
  readonly sentTime: UnixNanos;
  readonly observed: UnixNanos;
  readonly severity: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AttributeValue;
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
  readonly flags: number;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  readonly resource: SpanDetails['resource'];
  readonly scope: SpanDetails['scope'];
}

export interface LogContextRequest {
  readonly run: RunId;
  readonly sequence: LogSequence;
  /** Records before and after it in time, 0 to 500 each. */
  readonly before: number;
  readonly after: number;
  /** Which others count: of the same resource (one process), of the same service, or all. */
  readonly of: 'resource' | 'service' | 'all';
}

/** Rows oldest first. */
export interface LogContextAnswer extends LogColumns {
  /** The row of the record itself. */
  readonly row: number;
}

/** Severity classes by number: 0 not given, then the four SeverityNumbers each of trace to fatal. */
export const severityClasses = ['none', 'trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export const severityClass = (severity: number): number => (severity === 0 ? 0 : 1 + ((severity - 1) >> 2));

/**
 * How far an answer over many records came in the time a question may take (about two seconds). It goes from the newest
 * on; what was read is remembered, so that asking again goes on from there until it is exact.
 */
export interface LogReach {
  readonly exact: boolean;
  /** Everything after this time was counted; 0 where it is exact. */
  readonly since: UnixNanos;
}

export interface LogHistogramRequest extends LogSelection {
  /** At most so many, 1 to 2000. */
  readonly buckets: number;
}

/** Buckets of one width (1, 2 or 5 times a power of ten, or whole minutes, hours, days), aligned to 1970; the first and last may be cut by `from` and `to`. */
export interface LogHistogram extends LogReach {
  readonly start: UnixNanos;
  readonly width: DurationNanos;
  readonly buckets: number;
  /** counts[7 * bucket + class]; see severityClasses. */
  readonly counts: Uint32Array;
  /** Records in the buckets. */
  readonly total: number;
  /** Matching records with times before 1990 or after 2200, which have no bucket unless `from` and `to` are given. */
  readonly outside: number;
}

export interface LogFacetsRequest extends LogSelection {
  /** An attribute or a value of the body as a search names it (`http.route`, `resource.host.name`, `body.user.id`): its values are counted. */
  readonly field?: string | undefined;
}

export interface LogFacets extends LogReach {
  readonly total: number;
  /** Records by SeverityNumber, 25 entries. */
  readonly severities: Uint32Array;
  /** Most first; at most 1000 each. Records without an event name have none. */
  readonly services: readonly LogFacetValue[];
  readonly scopes: readonly LogFacetValue[];
  readonly eventNames: readonly LogFacetValue[];
  /** Of the asked field, by text form; at most 200. */
  readonly values: readonly LogFacetValue[];
  /** false: there were so many different ones that counts may be too low and rare ones are missing. */
  readonly valuesAreExact: boolean;
}
export interface LogFacetValue {
  readonly text: string;
  readonly records: number;
}

/** What can be asked for as a field of the newest records. */
export interface LogField {
  /** As a search names it: `http.route`, `resource.host.name`, `body.user.id`; quoted where needed. */
  readonly field: string;
  readonly of: 'log' | 'resource' | 'scope' | 'body';
}

export interface LogValuesRequest {
  readonly run: RunId;
  /** LogSequences, at most 1000. */
  readonly sequences: Float64Array;
  /** As in LogFacetsRequest, at most 50. */
  readonly fields: readonly string[];
}

export interface LogValues {
  /** Per field the text forms of its values, one per asked record; `undefined` where it has none. At most `bodyPreviewLength` long each. */
  readonly values: readonly (readonly (string | undefined)[])[];
}

/** Asks for the patterns of messages: see src/main/query/logs/patterns/README.md. */
export interface LogPatternsRequest extends LogSelection {
  /** 1 to 500. */
  readonly limit: number;
  /** At most so many buckets of time, 1 to 200. */
  readonly buckets: number;
}

export interface LogPattern {
  /** Words and placeholders. `pattern = "…"` as a search finds its records. */
  readonly pattern: string;
  readonly records: number;
  /** Records by severity class, 7 counts. */
  readonly classes: Uint32Array;
  readonly first: UnixNanos;
  readonly last: UnixNanos;
  /** The newest record of it. */
  readonly example: LogSequence;
  readonly exampleText: string;
  /** Records by bucket. */
  readonly counts: Uint32Array;
}

export interface LogPatterns extends LogReach {
  /** Most frequent first. */
  readonly patterns: readonly LogPattern[];
  /** How many there are, and how many records were looked at. */
  readonly total: number;
  readonly records: number;
  /** Buckets as in LogHistogram. */
  readonly start: UnixNanos;
  readonly width: DurationNanos;
  readonly buckets: number;
}

/** Rows oldest first; at most 10,000, the oldest. */
export interface TraceLogs extends LogColumns {
  readonly total: number;
  readonly cursor: number;
}

/** Where and how severe the records are, oldest first; at most 1,000,000, the oldest. Columns as in LogColumns. */
export interface TraceLogMarks extends Pick<LogColumns, 'rows' | 'time' | 'severity' | 'spanIds'> {
  readonly total: number;
  readonly cursor: number;
}

export interface LogsMethods {
  /** Pages of records. Fails with `bad-request` where the search text cannot be read. */
  'logs.list': { request: LogListRequest; answer: LogListAnswer };
  'logs.tail': { request: LogTailRequest; answer: LogTailAnswer };
  /** Fails with `not-found` for a record that is not stored (any more). */
  'logs.record': { request: { readonly run: RunId; readonly sequence: LogSequence }; answer: LogDetails };
  'logs.context': { request: LogContextRequest; answer: LogContextAnswer };
  'logs.histogram': { request: LogHistogramRequest; answer: LogHistogram };
  'logs.facets': { request: LogFacetsRequest; answer: LogFacets };
  'logs.patterns': { request: LogPatternsRequest; answer: LogPatterns };
  /** Sorted by place, then by name; at most 2000. */
  'logs.fields': { request: { readonly run: RunId }; answer: { readonly fields: readonly LogField[] } };
  /** Fields of given records as columns of a table. */
  'logs.values': { request: LogValuesRequest; answer: LogValues };
  /** The log records of one trace. No rows where there are none. */
  'trace.logs': { request: { readonly run: RunId; readonly traceId: TraceId }; answer: TraceLogs };
  /** All of them without texts, for traces with more than `trace.logs` answers. */
  'trace.logMarks': { request: { readonly run: RunId; readonly traceId: TraceId }; answer: TraceLogMarks };
}
