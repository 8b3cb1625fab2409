// sessions.list: the sessions of a run, in the asked order. The last order is kept: pages of it are asked one after the other.
import type { SessionListAnswer, SessionListRequest, SessionSummary } from '../../../contract/sessions.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { KeptSession, SessionSummaries } from './session-summaries.ts';

type Order = SessionListRequest['order'];

export class SessionsList {
  readonly #summaries: SessionSummaries;
  #kept: { readonly key: string; readonly found: readonly SessionSummary[] } | undefined;

  constructor(summaries: SessionSummaries) {
    this.#summaries = summaries;
  }

  answer(request: SessionListRequest, alive: Alive): SessionListAnswer {
    const { table, sessions } = this.#summaries.all(alive);
    const { text, from, to, order, descending, offset, limit } = request;
    const key = [table.cursor, from, to, order, descending, text].join('\n');
    if (this.#kept?.key !== key) this.#kept = { key, found: ordered(sessions.values(), request, alive) };
    const { found } = this.#kept;
    return {
      sessions: found.slice(offset, offset + limit),
      offset,
      total: found.length,
      complete: table.complete,
      cursor: table.cursor,
    };
  }
}

function ordered(
  sessions: Iterable<KeptSession>,
  { text, from, to, order, descending }: SessionListRequest,
  alive: Alive,
): readonly SessionSummary[] {
  const needle = text.trim().toLowerCase();
  const found: SessionSummary[] = [];
  const keys: (number | string)[] = [];
  for (const one of sessions) {
    const { summary } = one;
    if ((from !== undefined && summary.last < from) || (to !== undefined && summary.first > to)) continue;
    if (needle !== '' && !one.text.includes(needle)) continue;
    if (found.length % 4096 === 0) alive();
    found.push(summary);
    keys.push(keyOf(summary, order));
  }
  const sign = descending ? -1 : 1;
  const places = Uint32Array.from(found, (_, i) => i).sort((a, b) => {
    const [one, other] = [keys[a] as number | string, keys[b] as number | string];
    if (one !== other) return one < other ? -sign : sign;
    return byName(found[a] as SessionSummary, found[b] as SessionSummary);
  });
  return Array.from(places, (i) => found[i] as SessionSummary);
}

/** Times as numbers: sessions that begin within a microsecond are in the order of their names. */
function keyOf(session: SessionSummary, order: Order): number | string {
  if (order === 'duration') return Number(session.last - session.first);
  if (order === 'services') return session.services.join(', ');
  if (order === 'tokens') return session.inputTokens + session.outputTokens;
  const value = session[order];
  return typeof value === 'bigint' ? Number(value / 1000n) : value;
}

function byName({ id: a }: SessionSummary, { id: b }: SessionSummary): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
