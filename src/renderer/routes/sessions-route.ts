// `/sessions?find=&order=&run=`: the sessions of a run. `/sessions/<id>?lanes=&bands=&type=&turn=&find=&from=&to=&item=&run=`: one
// session's timeline; `type` and `turn` repeat, `from` and `to` are nanoseconds since its beginning, `item` is the selected
// item: the place of an event in the run (`e12`) or a span id (`s00f0...`).
import type { RunId } from '../../contract/ids.ts';
import type { SessionId, SessionListRequest, SessionTimelineRequest } from '../../contract/sessions.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

export const sessionsPath = '/sessions';

export const sessionOrders = [
  'last',
  'first',
  'duration',
  'events',
  'spans',
  'errors',
  'tokens',
  'id',
] as const satisfies readonly SessionListRequest['order'][];
export const laneKinds = ['node', 'service', 'stage'] as const satisfies readonly SessionTimelineRequest['lanes'][];
export const bandKinds = ['turn', 'correlation', 'none'] as const;

export interface SessionsView {
  readonly run: RunId | undefined;
  readonly find: string;
  readonly order: SessionListRequest['order'];
  readonly descending: boolean;
}

export interface SessionView {
  readonly run: RunId | undefined;
  readonly session: SessionId;
  readonly lanes: SessionTimelineRequest['lanes'];
  readonly bands: (typeof bandKinds)[number];
  /** Only items with these names; empty for all. */
  readonly types: readonly string[];
  /** Only items of these turns; empty for all. */
  readonly turns: readonly string[];
  /** Text that items are marked by. */
  readonly find: string;
  /** Nanoseconds since the session's beginning; both or none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly item: string | undefined;
}

export function sessionsLink({ run, find, order = 'last', descending = true }: Partial<SessionsView> = {}): string {
  const usual = order === 'last' && descending;
  return href(sessionsPath, [
    ['find', find],
    ['order', usual ? undefined : `${descending ? '-' : ''}${order}`],
    ['run', run],
  ]);
}

export function parseSessionsRoute({ path, search }: Pick<Place, 'path' | 'search'>): SessionsView | undefined {
  if (path !== sessionsPath) return undefined;
  const text = search.get('order') ?? '-last';
  const order = sessionOrders.find((one) => one === text.replace(/^-/, ''));
  return {
    run: runOf(search),
    find: search.get('find') ?? '',
    order: order ?? 'last',
    descending: order === undefined || text.startsWith('-'),
  };
}

export function sessionLink(view: Pick<SessionView, 'session'> & Partial<SessionView>): string {
  const { session, lanes, bands, types = [], turns = [], find, from, to, item, run } = view;
  return href(`${sessionsPath}/${encodeURIComponent(session)}`, [
    ['lanes', lanes === 'node' ? undefined : lanes],
    ['bands', bands === 'turn' ? undefined : bands],
    ...types.map((type) => ['type', type] as const),
    ...turns.map((turn) => ['turn', turn] as const),
    ['find', find],
    ['from', from === undefined ? undefined : String(Math.round(from))],
    ['to', to === undefined ? undefined : String(Math.round(to))],
    ['item', item],
    ['run', run],
  ]);
}

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseSessionRoute({ path, search }: Pick<Place, 'path' | 'search'>): SessionView | undefined {
  if (!path.startsWith(`${sessionsPath}/`)) return undefined;
  const session = decoded(path.slice(sessionsPath.length + 1));
  if (session === undefined || session === '') return undefined;
  const from = nanosOf(search.get('from'));
  const to = nanosOf(search.get('to'));
  const held = from !== undefined && to !== undefined && to > from;
  return {
    run: runOf(search),
    session: session as SessionId,
    lanes: laneKinds.find((kind) => kind === search.get('lanes')) ?? 'node',
    bands: bandKinds.find((kind) => kind === search.get('bands')) ?? 'turn',
    types: search.getAll('type'),
    turns: search.getAll('turn'),
    find: search.get('find') ?? '',
    from: held ? from : undefined,
    to: held ? to : undefined,
    item: search.get('item') || undefined,
  };
}

function nanosOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
