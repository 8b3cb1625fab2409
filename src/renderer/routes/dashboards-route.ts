// `/dashboards?find=&pin=&new=&run=`: the list. `/dashboards/<id>?from=&to=&var-<name>=&note=&panel=&edit=&run=`: one dashboard, its
// time as Grafana writes it (`now-15m`, Unix milliseconds), its variables, one panel alone, and what is edited (edit-place.ts).
// Those that come with the app have `app~` before their id. `pin` is a chart that wants a place on a dashboard.
import type { RunId } from '../../contract/ids.ts';
import { editText, parseEdit, type EditPlace } from './edit-place.ts';
import { href, runOf, type Params } from './href.ts';
import type { Place } from './router.ts';

export const dashboardsPath = '/dashboards';

export interface DashboardView {
  readonly run: RunId | undefined;
  /** undefined: the list. */
  readonly id: string | undefined;
  /** As the dashboard says when undefined. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Chosen values by the name of the variable. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
  /** Names of annotations that are on or off other than the dashboard has them. */
  readonly switched: readonly string[];
  /** Key of the panel that is shown alone. */
  readonly panel: string | undefined;
  readonly find: string;
  readonly pin: PinnedChart | undefined;
  /** What is edited; undefined: the dashboard is shown. */
  readonly edit: EditPlace | undefined;
  /** A new dashboard is about to be made. */
  readonly making: boolean;
}

/** A chart of queries that is to become a panel. */
export interface PinnedChart {
  readonly title: string;
  readonly queries: readonly string[];
  /** Unit of the values, by Grafana's ids; empty: none. */
  readonly unit: string;
}

export function dashboardsLink(view: Partial<DashboardView> = {}): string {
  const { id, variables = {}, pin } = view;
  const path = id === undefined ? dashboardsPath : `${dashboardsPath}/${encodeURIComponent(id)}`;
  const params: Params = [
    ['from', view.from],
    ['to', view.to],
    ...Object.entries(variables).flatMap(([name, values]) => values.map((value) => [`var-${name}`, value] as const)),
    ...(view.switched ?? []).map((name) => ['note', name] as const),
    ['panel', view.panel],
    ['edit', view.edit === undefined ? undefined : editText(view.edit)],
    ['find', view.find],
    ['new', view.making === true ? 'dashboard' : undefined],
    ...(pin === undefined
      ? []
      : [
          ['pin', pin.title || 'Chart'] as const,
          ...pin.queries.map((query) => ['q', query] as const),
          ['unit', pin.unit] as const,
        ]),
    ['run', view.run],
  ];
  return href(path, params);
}

/** `undefined` when the place is another page. */
export function parseDashboardsRoute({ path, search }: Pick<Place, 'path' | 'search'>): DashboardView | undefined {
  if (path !== dashboardsPath && !path.startsWith(`${dashboardsPath}/`)) return undefined;
  const id = idOf(path.slice(dashboardsPath.length + 1));
  const variables: Record<string, readonly string[]> = {};
  for (const key of new Set(search.keys())) {
    if (key.startsWith('var-') && key.length > 4) variables[key.slice(4)] = search.getAll(key);
  }
  const title = search.get('pin');
  const edit = search.get('edit');
  const queries = search.getAll('q').filter((query) => query.trim() !== '');
  return {
    run: runOf(search),
    id,
    from: search.get('from') || undefined,
    to: search.get('to') || undefined,
    variables,
    switched: search.getAll('note'),
    panel: search.get('panel') || undefined,
    find: search.get('find') ?? '',
    pin: title === null || queries.length === 0 ? undefined : { title, queries, unit: search.get('unit') ?? '' },
    edit: id === undefined || edit === null ? undefined : parseEdit(edit),
    making: id === undefined && search.has('new'),
  };
}

function idOf(part: string): string | undefined {
  try {
    return decodeURIComponent(part) || undefined;
  } catch {
    return undefined;
  }
}
