// sessions.timeline: what happened in one session, as columns of items in the order of their starts.
import { ContractError } from '../../../contract/errors.ts';
import { ItemFlag, ItemShape, type SessionTimeline, type SessionTimelineRequest } from '../../../contract/sessions.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import { Statements } from '../statements.ts';
import { laneRows } from './lane-rows.ts';
import { pairEvents, type PairedItem } from './pair-events.ts';
import type { SessionIndex } from './session-index.ts';
import { itemsOfLogs, itemsOfSpans, type Loss, type RawItem } from './session-items.ts';
import { logsOfSession, spansOfSession } from './session-places.ts';
import { sessionSummary } from './session-summary.ts';

/** Throws ContractError `not-found` for a session that nothing names. */
export function sessionsTimeline(index: SessionIndex, request: SessionTimelineRequest, alive: Alive): SessionTimeline {
  const table = index.table(alive);
  const { session: id, lanes, limit } = request;
  const named = table.sessions.get(id);
  const session = sessionSummary(index.reader, new Statements(index.reader), table, id);
  if (named === undefined || session === undefined)
    throw new ContractError('not-found', `no span and no log record of this run names a session ${JSON.stringify(id)}`);
  const losses: Loss[] = [];
  const events: RawItem[] = [];
  for (const { part, rows } of logsOfSession(index, table, id, session, alive)) {
    const block = index.logs.open(part);
    const times = index.logs.timesOf(part).at;
    events.push(...itemsOfLogs(index.reader, { block, rows, first: part.first, times }, lanes, losses));
  }
  const spans: RawItem[] = [];
  for (const part of spansOfSession(index, table, id, named.traces.keys(), alive))
    spans.push(...itemsOfSpans(index.reader, part, lanes));
  alive();
  events.sort(byTime);
  const origin = [session.first, ...events.slice(0, 1).map(({ at }) => at), ...spans.map(({ at }) => at)].reduce(
    (least, at) => (at !== 0n && (least === 0n || at < least) ? at : least),
    0n,
  );
  const laneNumbers = new Numbering();
  for (const { laneKind, lane } of [...events, ...spans]) laneNumbers.of(`${laneKind}\n${lane}`);
  const since = ({ at }: RawItem): number => Number(at - origin);
  const paired = pairEvents(
    events.map((event) => ({
      name: event.name,
      at: since(event),
      lane: laneNumbers.of(`${event.laneKind}\n${event.lane}`),
      pair: event.pair,
      took: event.took,
    })),
    session.state === 'ended',
  );
  const all = [
    ...paired.map((item): Placed => ({ ...item, first: events[item.begin] as RawItem, last: events[item.end] })),
    ...spans.map((span): Placed => {
      const bar = { start: since(span), duration: span.took, shape: span.took > 0 ? ItemShape.bar : ItemShape.tick };
      return { ...bar, name: span.name, begin: 0, end: -1, first: span, last: undefined };
    }),
  ].sort((a, b) => a.start - b.start);
  alive();
  return {
    ...columnsOf(all.slice(0, limit), laneNumbers),
    session,
    origin: unixNanos(origin),
    left: Math.max(0, all.length - limit),
    losses,
    cursor: table.cursor,
  };
}

interface Placed extends PairedItem {
  readonly first: RawItem;
  readonly last: RawItem | undefined;
}

type Columns = Omit<SessionTimeline, 'session' | 'origin' | 'left' | 'losses' | 'cursor'>;

function columnsOf(items: readonly Placed[], laneNumbers: Numbering): Columns {
  const count = items.length;
  const texts = new Numbering();
  texts.of('');
  const columns = {
    start: Float64Array.from(items, ({ start }) => start),
    duration: Float64Array.from(items, ({ duration }) => duration),
    shape: Uint8Array.from(items, ({ shape }) => shape),
    flags: Uint8Array.from(items, ({ first, last }) => first.flags | (last?.flags ?? 0)),
    source: Uint8Array.from(items, ({ first }) => first.source),
    lane: Uint32Array.from(items, ({ first }) => laneNumbers.of(`${first.laneKind}\n${first.lane}`)),
    name: Uint32Array.from(items, ({ name }) => texts.of(name)),
    preview: Uint32Array.from(items, ({ first, last }) => texts.of(last?.preview || first.preview)),
    turn: Uint32Array.from(items, ({ first, last }) => texts.of(first.turn || (last?.turn ?? ''))),
    correlation: Uint32Array.from(items, ({ first, last }) => texts.of(first.correlation || (last?.correlation ?? ''))),
    sequence: Float64Array.from(items, ({ first }) => first.sequence),
    endSequence: Float64Array.from(items, ({ first, last }) =>
      last === undefined || last === first ? -1 : last.sequence,
    ),
    traceIds: new Uint8Array(16 * count),
    spanIds: new Uint8Array(8 * count),
  };
  for (const [i, { first }] of items.entries()) {
    if (first.traceId !== undefined) columns.traceIds.set(first.traceId, 16 * i);
    if (first.spanId !== undefined) columns.spanIds.set(first.spanId, 8 * i);
  }
  // A gap is about all lanes: it takes no room in one.
  const ends = Float64Array.from(items, ({ start, duration, shape, first }) => {
    if ((first.flags & ItemFlag.gap) !== 0) return -1;
    return shape === ItemShape.open || shape === ItemShape.endless ? Infinity : start + duration;
  });
  const { row, depth } = laneRows(columns.lane, columns.start, ends, laneNumbers.texts.length);
  return {
    ...columns,
    items: count,
    row,
    lanes: laneNumbers.texts.map((text, number) => {
      const [kind = 'service', name = ''] = text.split('\n');
      return { id: text, name, kind: kind as SessionTimelineRequest['lanes'], depth: depth[number] ?? 1 };
    }),
    texts: texts.texts,
  };
}

function byTime(a: RawItem, b: RawItem): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.sequence - b.sequence;
}

class Numbering {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}
