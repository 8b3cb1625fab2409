// sessions.timeline: what happened in one session, as columns of items in the order of their starts.
import { ContractError } from '../../../contract/errors.ts';
import type { SessionTimeline, SessionTimelineRequest } from '../../../contract/sessions.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import { ItemColumns } from './item-columns.ts';
import { LaneNumbers } from './lane-numbers.ts';
import { pairEvents } from './pair-events.ts';
import type { SessionIndex } from './session-index.ts';
import { addLogItems, addSpanItems, type ItemSink, type Loss } from './session-items.ts';
import { logsOfSession, spansOfSession } from './session-places.ts';
import type { SessionSummaries } from './session-summaries.ts';
import { ToldByEvents } from './told-by-events.ts';
import { TextNumbers } from './text-numbers.ts';
import { timelineColumns } from './timeline-columns.ts';

/** Records and spans that are read, as a multiple of the items that are asked for. */
const readPerItem = 5;

/** Throws ContractError `not-found` for a session that nothing names. */
export function sessionsTimeline(
  index: SessionIndex,
  summaries: SessionSummaries,
  request: SessionTimelineRequest,
  alive: Alive,
): SessionTimeline {
  const { session: id, limit } = request;
  const { table, summary: session } = summaries.one(id, alive);
  const { reader, logs } = index;
  const named = table.rowsOf(id);
  if (named === undefined || session === undefined)
    throw new ContractError('not-found', `no span and no log record of this run names a session ${JSON.stringify(id)}`);
  const places = [
    ...logsOfSession(index, table, id, session, alive).map((place) => ({ ...place, kind: 'logs' as const })),
    ...spansOfSession(index, table, id, named.traces.keys(), alive).map((place) => ({
      ...place,
      kind: 'spans' as const,
    })),
  ];
  const all = places.reduce((sum, { rows }) => sum + rows.length, 0);
  const most = limit * readPerItem;
  const columns = new ItemColumns(session.first, Math.min(all, most));
  const texts = new TextNumbers();
  const losses: Loss[] = [];
  const sink: ItemSink = { reader, columns, texts, lanes: new LaneNumbers(request.lanes, texts), losses };
  let events = 0;
  let twice = 0;
  let told: ToldByEvents | undefined;
  for (const place of places) {
    const rows = place.rows.slice(0, most - columns.count);
    if (rows.length === 0) break;
    alive();
    if (place.kind === 'spans') {
      told ??= new ToldByEvents(sink, events);
      const others = told.others({ block: place.block, rows: rows as typeof place.rows });
      twice += rows.length - others.length;
      addSpanItems(sink, { block: place.block, rows: others });
    } else {
      const { part } = place;
      const times = logs.timesOf(part);
      addLogItems(sink, { block: logs.open(part), rows: rows as typeof place.rows, first: part.first, times });
      events = columns.count;
    }
  }
  alive();
  const paired = pairEvents({ ...columns, order: columns.eventsInOrder(events) }, texts, session.state === 'ended');
  alive();
  const { origin, items, ...drawn } = timelineColumns(sink, events, paired, limit);
  return {
    ...drawn,
    items,
    session,
    origin: unixNanos(origin),
    left: paired.count - events - items + all - twice,
    losses,
    cursor: table.cursor,
  };
}
