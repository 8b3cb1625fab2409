// `/traces/<trace id>?view=&span=&colour=&run=`: one trace in one of its views, perhaps with a span selected.
import { parseSpanId, parseTraceId, type RunId, type SpanId, type TraceId } from '../../contract/ids.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';
import { tracesPath } from './traces-route.ts';

/** What the trace page can show of a trace; the first is shown where the address names none. */
export const traceViewNames = ['waterfall', 'flame', 'table', 'graph', 'logs', 'chat'] as const;
export type TraceViewName = (typeof traceViewNames)[number];

/** What gives spans their colour: their service, kind or status, or an attribute by its key. */
export type ColourBy = 'service' | 'kind' | 'status' | `@${string}`;

export interface TraceView {
  readonly traceId: TraceId;
  readonly view: TraceViewName;
  readonly span: SpanId | undefined;
  readonly colour: ColourBy;
  readonly run: RunId | undefined;
}

export function traceLink(view: {
  readonly traceId: TraceId;
  readonly view?: TraceViewName;
  readonly span?: SpanId | undefined;
  readonly colour?: ColourBy;
  readonly run?: RunId | undefined;
}): string {
  return href(`${tracesPath}/${view.traceId}`, [
    ['view', view.view === 'waterfall' ? undefined : view.view],
    ['span', view.span],
    ['colour', view.colour === 'service' ? undefined : view.colour],
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
    run: runOf(search),
  };
}

function colourBy(text: string): ColourBy {
  if (text === 'kind' || text === 'status') return text;
  return text.length > 1 && text.startsWith('@') ? `@${text.slice(1)}` : 'service';
}
