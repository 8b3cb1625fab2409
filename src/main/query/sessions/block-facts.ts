// What one block says about sessions. Blocks never change, so neither does this.
import type { SessionId } from '../../../contract/sessions.ts';
import type { TraceId } from '../../../contract/ids.ts';

/** Of the rows of a block that name one session, or one value of a joining key. */
export interface NamedRows {
  readonly keys: Set<string>;
  /** Numbers of the run's services. */
  readonly services: Set<number>;
  /** Traces of those rows, and how many of them are spans and failed spans. */
  readonly traces: Map<TraceId, NamedSpans>;
  logs: number;
  events: number;
  /** Log records and events that tell of a failure. */
  errors: number;
  /** Unix nanoseconds. */
  first: bigint;
  last: bigint;
  state: 'open' | 'ended' | 'unknown';
}

export interface NamedSpans {
  readonly spans: number;
  readonly failed: number;
}

export interface BlockFacts {
  readonly sessions: Map<SessionId, NamedRows>;
  /** Key and value of a joining key, with a line feed between. */
  readonly joins: Map<string, NamedRows>;
  /** Sessions named by a row that has the joining key too. */
  readonly joinedTo: Map<string, Set<SessionId>>;
  /** Tokens of models by trace: in, out. */
  readonly tokens: Map<TraceId, readonly [number, number]>;
}

export function noFacts(): BlockFacts {
  return { sessions: new Map(), joins: new Map(), joinedTo: new Map(), tokens: new Map() };
}

export function noRows(): NamedRows {
  return {
    keys: new Set(),
    services: new Set(),
    traces: new Map(),
    logs: 0,
    events: 0,
    errors: 0,
    first: 0n,
    last: 0n,
    state: 'unknown',
  };
}

export function addSpans(rows: NamedRows, trace: TraceId, spans: number, failed: number): void {
  const before = rows.traces.get(trace);
  rows.traces.set(trace, { spans: (before?.spans ?? 0) + spans, failed: (before?.failed ?? 0) + failed });
}

export function addTime(rows: NamedRows, from: bigint, to: bigint): void {
  if (from !== 0n && (rows.first === 0n || from < rows.first)) rows.first = from;
  if (to > rows.last) rows.last = to;
}

export function addRows(sum: NamedRows, more: NamedRows): void {
  for (const key of more.keys) sum.keys.add(key);
  for (const service of more.services) sum.services.add(service);
  for (const [trace, { spans, failed }] of more.traces) addSpans(sum, trace, spans, failed);
  sum.logs += more.logs;
  sum.events += more.events;
  sum.errors += more.errors;
  addTime(sum, more.first, more.last);
  if (more.state === 'ended' || sum.state === 'unknown') sum.state = more.state;
}

export function rowsIn<Key>(map: Map<Key, NamedRows>, key: Key): NamedRows {
  let rows = map.get(key);
  if (rows === undefined) {
    rows = noRows();
    map.set(key, rows);
  }
  return rows;
}
