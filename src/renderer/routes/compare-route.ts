// `/compare?left=<run>/<trace>&right=<run>/<trace>&show=slower,added&sort=delta&pair=<span>~<span>`: two traces, and
// which of their rows are listed. Runs are always named, the live one too: each side keeps its own.
// Groups of traces have an address of their own form: compare-groups-route.ts.
import { parseSpanId, parseTraceId, runId, type RunId, type SpanId, type TraceId } from '../../contract/ids.ts';
import { href } from './href.ts';
import type { Place } from './router.ts';

export const comparePath = '/compare';

export interface TraceSide {
  readonly run: RunId;
  readonly traceId: TraceId;
}

/** Kinds of rows that can be listed alone; `errors` are rows where only one side failed. */
export const rowKinds = ['slower', 'faster', 'added', 'removed', 'errors', 'same'] as const;
export type RowKind = (typeof rowKinds)[number];

export const rowOrders = ['tree', 'delta', 'self'] as const;
export type RowOrder = (typeof rowOrders)[number];

/** The span of each side in a row; one of them may be missing. */
export interface SpanPair {
  readonly left: SpanId | undefined;
  readonly right: SpanId | undefined;
}

export interface TracesComparison {
  readonly left: TraceSide;
  readonly right: TraceSide;
  /** Empty: all kinds. */
  readonly show: readonly RowKind[];
  readonly order: RowOrder;
  readonly pair: SpanPair | undefined;
}

export function compareTracesLink(view: Pick<TracesComparison, 'left' | 'right'> & Partial<TracesComparison>): string {
  const { left, right, show = [], order = 'tree', pair } = view;
  return href(comparePath, [
    ['left', `${left.run}/${left.traceId}`],
    ['right', `${right.run}/${right.traceId}`],
    ['show', rowKinds.filter((kind) => show.includes(kind)).join(',')],
    ['sort', order === 'tree' ? undefined : order],
    ['pair', pair === undefined ? undefined : `${pair.left ?? ''}~${pair.right ?? ''}`],
  ]);
}

/** `undefined` when the place is another page or does not name two traces. */
export function parseCompareTraces({ path, search }: Pick<Place, 'path' | 'search'>): TracesComparison | undefined {
  const left = sideOf(search.get('left') ?? '');
  const right = sideOf(search.get('right') ?? '');
  if (path !== comparePath || left === undefined || right === undefined) return undefined;
  const shown = (search.get('show') ?? '').split(',');
  return {
    left,
    right,
    show: rowKinds.filter((kind) => shown.includes(kind)),
    order: rowOrders.find((order) => order === search.get('sort')) ?? 'tree',
    pair: pairOf(search.get('pair') ?? ''),
  };
}

export function isComparePath(place: Pick<Place, 'path'>): boolean {
  return place.path === comparePath;
}

function sideOf(text: string): TraceSide | undefined {
  const at = text.lastIndexOf('/');
  const traceId = parseTraceId(text.slice(at + 1));
  return at <= 0 || traceId === undefined ? undefined : { run: runId(text.slice(0, at)), traceId };
}

function pairOf(text: string): SpanPair | undefined {
  const [left = '', right = ''] = text.split('~');
  const pair = { left: parseSpanId(left), right: parseSpanId(right) };
  return pair.left === undefined && pair.right === undefined ? undefined : pair;
}
