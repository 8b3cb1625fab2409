// Where the spans and log records of one session lie.
import { hex, type TraceId } from '../../../contract/ids.ts';
import { joinKeys } from '../../../contract/session-keys.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import type { LogPart } from '../logs/log-run.ts';
import { traceIdBytes } from '../trace-get.ts';
import { tracePartsOf, type TracePart } from '../trace-parts.ts';
import type { NamedRows } from './block-facts.ts';
import { eachKeyRow } from './key-rows.ts';
import type { SessionIndex } from './session-index.ts';
import { joinOf } from './session-join.ts';
import type { SessionTable } from './session-table.ts';
import { sessionsOfRows } from './span-facts.ts';

export interface LogRowsOfPart {
  readonly part: LogPart;
  readonly rows: readonly number[];
}

/** Records that name the session, themselves or by a joining key, or are of a trace that belongs to it. */
export function logsOfSession(
  index: SessionIndex,
  table: SessionTable,
  session: SessionId,
  { first, last }: Pick<NamedRows, 'first' | 'last'>,
  alive: Alive,
): LogRowsOfPart[] {
  const found: LogRowsOfPart[] = [];
  for (const part of index.logs.parts) {
    // Records of its traces may come a little after its last span.
    if (part.latest < first || part.earliest > last + lateLogs) continue;
    alive();
    const block = index.logs.open(part);
    const rows = new Set<number>();
    for (const [row, named] of sessionsOfRows(block, index.reader, index.keys))
      if (named.session === session) rows.add(row);
    const elsewhere = sessionsOfRows(block, index.reader, index.keys);
    eachKeyRow(block, joinKeys, (row, text, key) => {
      if (!elsewhere.has(row) && table.joins.get(joinOf(key, text)) === session) rows.add(row);
    });
    const owned = tracesOwned(block.traceIds, table, session);
    if (owned.size > 0)
      for (let row = 0; row < block.count; row++)
        if (!elsewhere.has(row) && owned.has(block.trace[row] as number)) rows.add(row);
    if (rows.size > 0) found.push({ part, rows: [...rows].sort((a, b) => a - b) });
  }
  return found;
}

const lateLogs = 60_000_000_000n;

/** Numbers of the block's traces that belong to the session as a whole. */
function tracesOwned(traceIds: Uint8Array, table: SessionTable, session: SessionId): ReadonlySet<number> {
  const owned = new Set<number>();
  for (let number = 1; 16 * number < traceIds.length; number++)
    if (table.owns(session, hex(traceIds, 16 * number, 16) as TraceId)) owned.add(number);
  return owned;
}

/** Spans of the session: whole traces, and of traces that name several sessions what names this one, with all below it. */
export function spansOfSession(
  index: SessionIndex,
  table: SessionTable,
  session: SessionId,
  traces: Iterable<TraceId>,
  alive: Alive,
): TracePart[] {
  const found: TracePart[] = [];
  for (const trace of traces) {
    alive();
    const parts = tracePartsOf(index.reader, traceIdBytes(trace));
    found.push(...(table.owns(session, trace) ? parts : partsNaming(index, table, session, parts)));
  }
  return found;
}

function partsNaming(
  index: SessionIndex,
  table: SessionTable,
  session: SessionId,
  parts: readonly TracePart[],
): TracePart[] {
  const named = new Map<string, SessionId | undefined>();
  const parents = new Map<string, string>();
  for (const { block, rows } of parts) {
    const own = sessionsOfSpans(index, table, block);
    for (const row of rows) {
      const id = hex(block.spanIds, 8 * row, 8);
      const one = own.get(row);
      if (one !== undefined) named.set(id, one);
      parents.set(id, hex(block.parentIds, 8 * row, 8));
    }
  }
  return parts
    .map(({ block, rows }) => ({
      block,
      rows: rows.filter((row) => nearest(hex(block.spanIds, 8 * row, 8)) === session),
    }))
    .filter(({ rows }) => rows.length > 0);

  /** The session that the span or the nearest span above it names; what was found is kept. */
  function nearest(id: string): SessionId | undefined {
    const way: string[] = [];
    let at = id;
    while (!named.has(at) && parents.has(at)) {
      way.push(at);
      named.set(at, undefined);
      at = parents.get(at) as string;
    }
    const found = named.get(at);
    for (const one of way) named.set(one, found);
    return found;
  }
}

function sessionsOfSpans(index: SessionIndex, table: SessionTable, block: SpanBlock): Map<number, SessionId> {
  const own = new Map<number, SessionId>();
  for (const [row, { session }] of sessionsOfRows(block, index.reader, index.keys)) own.set(row, session);
  eachKeyRow(block, joinKeys, (row, text, key) => {
    const session = own.has(row) ? undefined : table.joins.get(joinOf(key, text));
    if (session !== undefined) own.set(row, session);
  });
  return own;
}
