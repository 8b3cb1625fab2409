// Sessions: what a user of the observed service did, as far as spans and log records name it. A session is known by the
// text of one of the session keys; which keys count, how records join, and how events pair stands in docs/sessions.md.
import type { Brand, RunId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';

/** The value of a session key, as sent. */
export type SessionId = Brand<string, 'SessionId'>;

export interface SessionSummary {
  readonly id: SessionId;
  /** The attribute keys that named it, such as `session.id`. */
  readonly keys: readonly string[];
  readonly services: readonly string[];
  readonly first: UnixNanos;
  readonly last: UnixNanos;
  /** Log records with an event name; records without one; spans; traces that belong to it. */
  readonly events: number;
  readonly logs: number;
  readonly spans: number;
  readonly traces: number;
  readonly errors: number;
  /** Of models, where said; 0 otherwise. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** What its source said of its end; `unknown` where nothing says it. */
  readonly state: 'open' | 'ended' | 'unknown';
}

/** Columns of the list. */
export const sessionOrders = [
  'id',
  'state',
  'services',
  'first',
  'last',
  'duration',
  'events',
  'logs',
  'spans',
  'traces',
  'errors',
  'tokens',
] as const;
export type SessionOrder = (typeof sessionOrders)[number];

export interface SessionListRequest {
  readonly run: RunId;
  /** Within id, services and keys, whatever the case; empty for all. */
  readonly text: string;
  readonly from?: UnixNanos | undefined;
  readonly to?: UnixNanos | undefined;
  readonly order: SessionOrder;
  readonly descending: boolean;
  readonly offset: number;
  /** 1 to 1000. */
  readonly limit: number;
}

export interface SessionListAnswer {
  /** Those from `offset` on, as asked. */
  readonly sessions: readonly SessionSummary[];
  readonly offset: number;
  readonly total: number;
  /** false: there are so many sessions that those of the oldest blocks were left out. */
  readonly complete: boolean;
  /** Commit cursor that the answer is true for. */
  readonly cursor: number;
}

/** How an item is drawn. */
export const ItemShape = {
  /** A moment. */
  tick: 0,
  /** From a start to an end. */
  bar: 1,
  /** It began; its end may still come. */
  open: 2,
  /** It began, and no end can come: its session is over, or others of its name began after it; it lasts so long (0: to the end). */
  endless: 3,
  /** Its end came without a start; the length is what the end says, or none. */
  headless: 4,
} as const;
export type ItemShape = (typeof ItemShape)[keyof typeof ItemShape];

/** Bits of `flags`. */
export const ItemFlag = {
  error: 1,
  /** The sender cut texts of it. */
  truncated: 2,
  /** It tells of items that were dropped before they came here. */
  loss: 4,
  /** It tells of a time in which nothing could be received. */
  gap: 8,
  /** It ended and began at the same instant because its sender never saw it end. */
  unfinished: 16,
} as const;

/** What an item stands for. */
export const ItemSource = { event: 0, log: 1, span: 2 } as const;

export interface TimelineLane {
  readonly id: string;
  readonly name: string;
  /** What the lane stands for. */
  readonly kind: 'node' | 'service' | 'stage';
  /** Greatest number of items of the lane that overlap, at most 100: how many rows it wants. */
  readonly depth: number;
}

export interface SessionTimelineRequest {
  readonly run: RunId;
  readonly session: SessionId;
  readonly lanes: 'node' | 'service' | 'stage';
  /** 1 to 200,000: of more items those with the latest starts are left out and counted. */
  readonly limit: number;
}

/** Items in the order of their starts, as columns. Indexes into `texts` have 0 for "none". */
export interface SessionTimeline {
  readonly session: SessionSummary;
  /** What `start` counts from. */
  readonly origin: UnixNanos;
  readonly items: number;
  /** Nanoseconds since `origin`; exact, as sessions are shorter than 104 days. */
  readonly start: Float64Array;
  /** Nanoseconds; 0 for ticks, and for what is open. */
  readonly duration: Float64Array;
  readonly shape: Uint8Array;
  readonly flags: Uint8Array;
  readonly source: Uint8Array;
  /** Index into `lanes`, and the row within the lane, from 0. */
  readonly lane: Uint32Array;
  readonly row: Uint8Array;
  /** Event name or span name. */
  readonly name: Uint32Array;
  /** A short text about it, at most 120 UTF-16 units. */
  readonly preview: Uint32Array;
  readonly turn: Uint32Array;
  readonly correlation: Uint32Array;
  /** LogSequence of the event (of the start, for a pair), and of the end of a pair; -1 for none. */
  readonly sequence: Float64Array;
  readonly endSequence: Float64Array;
  /** Index into `traceIds` (16 bytes each); 0 for none. */
  readonly trace: Uint32Array;
  readonly traceIds: Uint8Array;
  /** 8 bytes per item; all zero where there is none. */
  readonly spanIds: Uint8Array;
  readonly lanes: readonly TimelineLane[];
  readonly texts: readonly string[];
  /** Items beyond the limit. */
  readonly left: number;
  /** Known to be missing, with words: drops told by the sender, gaps of the connection. */
  readonly losses: readonly { readonly at: UnixNanos; readonly count: number; readonly why: string }[];
  readonly cursor: number;
}

export interface SessionsOfTraceRequest {
  readonly run: RunId;
  readonly traceId: TraceId;
}

export interface SessionsOfTraceAnswer {
  /** The first few that its spans name, themselves or by a joining key. */
  readonly sessions: readonly SessionId[];
  /** Further ones. */
  readonly more: number;
}

export interface SessionsMethods {
  'sessions.list': { request: SessionListRequest; answer: SessionListAnswer };
  'sessions.ofTrace': { request: SessionsOfTraceRequest; answer: SessionsOfTraceAnswer };
  'sessions.timeline': { request: SessionTimelineRequest; answer: SessionTimeline };
}
