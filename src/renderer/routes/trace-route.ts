// `/traces/<trace id>?span=<span id>&run=`: one trace, perhaps with a span selected.
import { parseSpanId, parseTraceId, type RunId, type SpanId, type TraceId } from '../../contract/ids.ts';
import { href, runOf } from './href.ts';
import type { Place } from './router.ts';
import { tracesPath } from './traces-route.ts';

export interface TraceView {
  readonly traceId: TraceId;
  readonly span: SpanId | undefined;
  readonly run: RunId | undefined;
}

export function traceLink(view: {
  readonly traceId: TraceId;
  readonly span?: SpanId | undefined;
  readonly run?: RunId | undefined;
}): string {
  return href(`${tracesPath}/${view.traceId}`, [
    ['span', view.span],
    ['run', view.run],
  ]);
}

/** `undefined` when the place is another page or names no possible trace id. */
export function parseTraceRoute(place: Pick<Place, 'path' | 'search'>): TraceView | undefined {
  const id = /^\/traces\/([0-9a-fA-F]{32})$/.exec(place.path)?.[1];
  const traceId = id === undefined ? undefined : parseTraceId(id);
  if (traceId === undefined) return undefined;
  return { traceId, span: parseSpanId(place.search.get('span') ?? ''), run: runOf(place.search) };
}
