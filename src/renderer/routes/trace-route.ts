// `/traces/<trace id>?view=&span=&run=`: one trace in one of its views, perhaps with a span selected.
// Further params say how a view is set: colour, path, times, order, weight, by, find, mode, and in the view `logs` scope
// and record, in the view `graph` at, in the flame graph zoom; each is left out while it is as usual.
import { parseSpanId, parseTraceId, type RunId, type SpanId, type TraceId } from '../../contract/ids.ts';
import type { FlameOrder, FlameWeight } from '../../contract/trace-analysis.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';
import { tracesPath } from './traces-route.ts';

/** What the trace page can show of a trace; the first is shown where the address names none. */
export const traceViewNames = ['waterfall', 'flame', 'table', 'graph', 'logs', 'chat'] as const;
export type TraceViewName = (typeof traceViewNames)[number];

/** What gives spans their colour: their service, kind or status, or an attribute by its key. */
export type ColourBy = 'service' | 'kind' | 'status' | `@${string}`;

/** Whether the critical path is marked, and whether only its spans are listed. */
export type ShowPath = 'off' | 'on' | 'only';

/** Times as they were sent, or with the estimated skew of clocks taken out. */
export type ShownTimes = 'sent' | 'corrected';

/** What the self-time table sums. */
export type TableBy = 'operation' | 'service';

/** What becomes of spans that are no match of find: the matches are marked, the others dimmed, or not listed. */
export const findModes = ['highlight', 'dim', 'hide'] as const;
export type FindMode = (typeof findModes)[number];
/** What the merged list is of: everything, the selected span with what is below it, or the span alone. */
export type TraceScope = 'trace' | 'subtree' | 'span';

export interface TraceView {
  readonly traceId: TraceId;
  readonly view: TraceViewName;
  readonly span: SpanId | undefined;
  readonly colour: ColourBy;
  readonly path: ShowPath;
  readonly times: ShownTimes;
  readonly order: FlameOrder;
  readonly weight: FlameWeight;
  readonly by: TableBy;
  /** Search text; empty: nothing is looked for. */
  readonly find: string;
  readonly mode: FindMode;
  readonly scope: TraceScope;
  /** LogSequence of the selected log record. */
  readonly record: number | undefined;
  /** The selected box or arrow of the graph. */
  readonly at: string | undefined;
  /** A span of the frame that fills the width of the flame graph; undefined for the whole trace. */
  readonly zoom: SpanId | undefined;
  readonly run: RunId | undefined;
}

export function traceLink(view: {
  readonly traceId: TraceId;
  readonly view?: TraceViewName;
  readonly span?: SpanId | undefined;
  readonly colour?: ColourBy;
  readonly path?: ShowPath;
  readonly times?: ShownTimes;
  readonly order?: FlameOrder;
  readonly weight?: FlameWeight;
  readonly by?: TableBy;
  readonly find?: string;
  readonly mode?: FindMode;
  readonly scope?: TraceScope;
  readonly record?: number | undefined;
  readonly at?: string | undefined;
  readonly zoom?: SpanId | undefined;
  readonly run?: RunId | undefined;
}): string {
  return href(`${tracesPath}/${view.traceId}`, [
    ['view', view.view === 'waterfall' ? undefined : view.view],
    ['span', view.span],
    ['colour', view.colour === 'service' ? undefined : view.colour],
    ['path', view.path === 'off' ? undefined : view.path],
    ['times', view.times === 'sent' ? undefined : view.times],
    ['order', view.order === 'merged' ? undefined : view.order],
    ['weight', view.weight === 'self' ? undefined : view.weight],
    ['by', view.by === 'operation' ? undefined : view.by],
    ['find', view.find],
    ['mode', view.mode === 'highlight' ? undefined : view.mode],
    ['scope', view.scope === 'trace' ? undefined : view.scope],
    ['record', view.record?.toString()],
    ['at', view.at],
    ['zoom', view.zoom],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page or names no possible trace id. */
export function parseTraceRoute(place: Pick<Place, 'path' | 'search'>): TraceView | undefined {
  const id = /^\/traces\/([0-9a-fA-F]{32})$/.exec(place.path)?.[1];
  const traceId = id === undefined ? undefined : parseTraceId(id);
  if (traceId === undefined) return undefined;
  const { search } = place;
  return {
    traceId,
    view: traceViewNames.find((name) => name === search.get('view')) ?? 'waterfall',
    span: parseSpanId(search.get('span') ?? ''),
    colour: colourBy(search.get('colour') ?? ''),
    path: search.get('path') === 'on' ? 'on' : search.get('path') === 'only' ? 'only' : 'off',
    times: search.get('times') === 'corrected' ? 'corrected' : 'sent',
    order: search.get('order') === 'time' ? 'time' : 'merged',
    weight: search.get('weight') === 'critical' ? 'critical' : 'self',
    by: search.get('by') === 'service' ? 'service' : 'operation',
    find: search.get('find') ?? '',
    mode: findModes.find((name) => name === search.get('mode')) ?? 'highlight',
    scope: search.get('scope') === 'span' ? 'span' : search.get('scope') === 'subtree' ? 'subtree' : 'trace',
    record: /^\d{1,15}$/.test(search.get('record') ?? '') ? Number(search.get('record')) : undefined,
    at: search.get('at') || undefined,
    zoom: parseSpanId(search.get('zoom') ?? ''),
    run: runOf(search),
  };
}

function colourBy(text: string): ColourBy {
  if (text === 'kind' || text === 'status') return text;
  return text.length > 1 && text.startsWith('@') ? `@${text.slice(1)}` : 'service';
}
