// `/sessions?find=&order=&session=&run=`: the sessions of a run, one of them selected. `/sessions/<id>?lanes=&bands=&type=&turn=&only=&fold=&find=&from=&to=&item=&run=`:
// one session's timeline; `type`, `turn`, `only` (lanes by name) and `fold` (lanes by id) repeat, `from` and `to` are nanoseconds since its beginning, `item` is the selected
// item: the place of an event in the run (`e12`) or a span id (`s00f0...`).
import type { RunId } from '../../contract/ids.ts';
import {
  sessionOrders,
  type SessionId,
  type SessionListRequest,
  type SessionTimelineRequest,
} from '../../contract/sessions.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';

/** Stands for the empty name of a lane, because parameters without a value are left out. */
const unnamed = '""';

export const sessionsPath = '/sessions';

export const laneKinds = ['node', 'service', 'stage'] as const satisfies readonly SessionTimelineRequest['lanes'][];
export const bandKinds = ['turn', 'correlation', 'none'] as const;

export interface SessionsView {
  readonly run: RunId | undefined;
  readonly find: string;
  readonly order: SessionListRequest['order'];
  readonly descending: boolean;
  readonly selected: SessionId | undefined;
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
  /** Only items of the lanes with these names; empty for all. */
  readonly only: readonly string[];
  /** Ids of lanes that are folded. */
  readonly folded: readonly string[];
  /** Text that items are marked by. */
  readonly find: string;
  /** Nanoseconds since the session's beginning; both or none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly item: string | undefined;
}

export function sessionsLink({
  run,
  find,
  order = 'last',
  descending = true,
  selected,
}: Partial<SessionsView> = {}): string {
  const usual = order === 'last' && descending;
  return href(sessionsPath, [
    ['find', find],
    ['order', usual ? undefined : `${descending ? '-' : ''}${order}`],
    ['session', selected],
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
    selected: (search.get('session') || undefined) as SessionId | undefined,
  };
}

export function sessionLink(view: Pick<SessionView, 'session'> & Partial<SessionView>): string {
  const { session, lanes, bands, types = [], turns = [], only = [], folded = [], find, from, to, item, run } = view;
  return href(`${sessionsPath}/${encodeURIComponent(session)}`, [
    ['lanes', lanes === 'node' ? undefined : lanes],
    ['bands', bands === 'turn' ? undefined : bands],
    ...types.map((type) => ['type', type] as const),
    ...turns.map((turn) => ['turn', turn] as const),
    ...only.map((lane) => ['only', lane === '' ? unnamed : lane] as const),
    ...folded.map((lane) => ['fold', lane.replace('\n', ':')] as const),
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
    only: search.getAll('only').map((lane) => (lane === unnamed ? '' : lane)),
    folded: search.getAll('fold').map((lane) => lane.replace(':', '\n')),
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
