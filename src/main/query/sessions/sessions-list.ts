// sessions.list: the sessions of a run, in the asked order.
import type { SessionListAnswer, SessionListRequest, SessionSummary } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import { Statements } from '../statements.ts';
import type { SessionIndex } from './session-index.ts';
import { sessionSummary } from './session-summary.ts';

type Order = SessionListRequest['order'];

export function sessionsList(index: SessionIndex, request: SessionListRequest, alive: Alive): SessionListAnswer {
  const table = index.table(alive);
  const statements = new Statements(index.reader);
  const { text, from = 0n, to, order, descending, offset, limit } = request;
  const needle = text.trim().toLowerCase();
  const found: SessionSummary[] = [];
  for (const [i, id] of [...table.sessions.keys()].entries()) {
    if (i % 256 === 0) alive();
    const summary = sessionSummary(index.reader, statements, table, id);
    if (summary === undefined || summary.last < from || (to !== undefined && summary.first > to)) continue;
    if (needle === '' || textsOf(summary).some((one) => one.toLowerCase().includes(needle))) found.push(summary);
  }
  const sign = descending ? -1 : 1;
  found.sort((a, b) => sign * compare(valueOf(a, order), valueOf(b, order)) || compare(a.id, b.id));
  return {
    sessions: found.slice(offset, offset + limit),
    total: found.length,
    complete: table.complete,
    cursor: table.cursor,
  };
}

function textsOf({ id, services, keys }: SessionSummary): readonly string[] {
  return [id, ...services, ...keys];
}

function valueOf(session: SessionSummary, order: Order): bigint | number | string {
  if (order === 'duration') return session.last - session.first;
  if (order === 'services') return session.services.join(', ');
  if (order === 'tokens') return session.inputTokens + session.outputTokens;
  return session[order];
}

function compare<T extends bigint | number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
