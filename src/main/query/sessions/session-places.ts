// Where the spans and log records of one session lie.
import { hex, type TraceId } from '../../../contract/ids.ts';
import { joinKeys } from '../../../contract/session-keys.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import type { LogPart } from '../logs/log-run.ts';
import { traceIdBytes } from '../trace-get.ts';
import { tracePartsOf, type TracePart } from '../trace-parts.ts';
import type { BlockFacts, NamedRows } from './block-facts.ts';
import { eachKeyRow } from './key-rows.ts';
import type { SessionIndex } from './session-index.ts';
import { RowSessions } from './row-sessions.ts';
import { onceSent } from './once-sent.ts';
import { joinOf } from './session-join.ts';
import type { SessionTable } from './session-table.ts';

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
    const facts = part.summary === undefined ? undefined : index.logFactsOf(part.summary.block);
    alive();
    const block = index.logs.open(part);
    const owned = tracesOwned(block.traceIds, table, session);
    if (owned.size === 0 && facts !== undefined && !mayName(facts, table, session)) continue;
    const named = new RowSessions(block, index.reader, index.keys);
    const own = named.rowsOf(session);
    const more = new Set<number>();
    eachKeyRow(block, joinKeys, (row, text, key) => {
      if (named.at(row) === undefined && table.joined(joinOf(key, text)) === session) more.add(row);
    });
    if (owned.size > 0)
      for (let row = 0; row < block.count; row++)
        if (owned.has(block.trace[row] as number) && named.at(row) === undefined) more.add(row);
    const rows = more.size === 0 ? own : [...own, ...more].sort((a, b) => a - b);
    if (rows.length > 0) found.push({ part, rows });
  }
  return found;
}

const lateLogs = 60_000_000_000n;

/** Does a record of the block name the session, or a joining value of it? */
function mayName(facts: BlockFacts, table: SessionTable, session: SessionId): boolean {
  if (facts.sessions.has(session)) return true;
  for (const join of facts.joins.keys()) if (table.joined(join) === session) return true;
  return false;
}

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
    const parts = onceSent(tracePartsOf(index.reader, traceIdBytes(trace)));
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
  const all = new RowSessions(block, index.reader, index.keys);
  for (let row = 0; row < block.count && !all.isEmpty; row++) {
    const session = all.at(row)?.session;
    if (session !== undefined) own.set(row, session);
  }
  eachKeyRow(block, joinKeys, (row, text, key) => {
    const session = own.has(row) ? undefined : table.joined(joinOf(key, text));
    if (session !== undefined) own.set(row, session);
  });
  return own;
}
