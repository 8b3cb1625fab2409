// `/metrics?view=&metric=&q=&name=&hide=&last=&from=&to=&step=&as=&style=&stack=&unit=&only=&off=&by=&sort=&find=&run=`: queries in
// PromQL over a stretch of time, or one metric in its natural way. `q` repeats, one per query; `name` and `hide` say which query
// they are about by its number. `off` repeats, one per series that is not drawn. Times are ISO texts and durations; all in the
// address, so that a link shows the same again.
import { durationParam, parseDuration } from '../../contract/duration-text.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../contract/iso-time.ts';
import type { RunId } from '../../contract/ids.ts';
import { durationNanos, unixNanos } from '../../contract/time.ts';
import { href, runOf, type Params } from './href.ts';
import type { Place } from './router.ts';

export const metricsPath = '/metrics';

/** Explore: queries. Histogram: one distribution over time. Cardinality: what the series are made of. */
export const metricsViews = ['explore', 'histogram', 'cardinality'] as const;
export type MetricsViewName = (typeof metricsViews)[number];

/** Over time, or the values at the end of the range. */
export const metricsForms = ['chart', 'table'] as const;
export type MetricsForm = (typeof metricsForms)[number];

export const metricsStyles = ['line', 'area', 'bars', 'points', 'steps'] as const;
export type MetricsStyle = (typeof metricsStyles)[number];

/** What the series are counted by. */
export const cardinalityParts = ['metrics', 'labels', 'pairs'] as const;
export type CardinalityPart = (typeof cardinalityParts)[number];

export interface MetricsQuery {
  readonly text: string;
  /** How its series are called; `{{label}}` stands for a value. Empty: by their labels. */
  readonly name: string;
  readonly hidden: boolean;
}

export interface MetricsView {
  readonly run: RunId | undefined;
  readonly view: MetricsViewName;
  /** The metric that is selected in the list, by its name as sent. */
  readonly metric: string | undefined;
  readonly queries: readonly MetricsQuery[];
  /** Milliseconds up to now, following. */
  readonly last: number;
  /** Unix milliseconds; a held range, instead of `last`. Both or none. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Milliseconds between two points; undefined: chosen by range, width and spacing. */
  readonly step: number | undefined;
  readonly as: MetricsForm;
  readonly style: MetricsStyle;
  readonly stack: boolean;
  /** Of the values; undefined: by metric and query. */
  readonly unit: string | undefined;
  /** The series that is shown alone, by its labels. */
  readonly only: string | undefined;
  /** Series that are not drawn, by their labels. */
  readonly off: readonly string[];
  readonly by: CardinalityPart;
  /** What the table of the view is sorted by, a column or a label. */
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
  /** What the list of metrics is searched for. */
  readonly find: string;
}

export const usualLast = 15 * 60_000;

const nanos = (millis: number): bigint => BigInt(Math.round(millis)) * 1_000_000n;
const isoOf = (millis: number | undefined): string | undefined =>
  millis === undefined ? undefined : isoOfUnixNanos(unixNanos(nanos(millis)));
const millisOf = (text: string | null): number | undefined => {
  const time = unixNanosOfIso(text ?? '');
  return time === undefined ? undefined : Number(time / 1_000_000n);
};
const spanOf = (text: string | null): number | undefined => {
  const span = parseDuration(text ?? '');
  return span === undefined || span < 1_000_000n ? undefined : Number(span / 1_000_000n);
};

export function metricsLink(view: Partial<MetricsView> = {}): string {
  const { queries = [], off = [], last, from, to, step } = view;
  const params: Params = [
    ['view', view.view === 'explore' ? undefined : view.view],
    ['metric', view.metric],
    ...queries.map(({ text }) => ['q', text === '' ? ' ' : text] as const),
    ...queries.flatMap(({ name }, at) => (name === '' ? [] : [['name', `${at} ${name}`] as const])),
    ['hide', queries.flatMap(({ hidden }, at) => (hidden ? [at] : [])).join(' ')],
    ['last', last === undefined || last === usualLast ? undefined : durationParam(unixDuration(last))],
    ['from', isoOf(from)],
    ['to', isoOf(to)],
    ['step', step === undefined ? undefined : durationParam(unixDuration(step))],
    ['as', view.as === 'chart' ? undefined : view.as],
    ['style', view.style === 'line' ? undefined : view.style],
    ['stack', view.stack === true ? 'on' : undefined],
    ['unit', view.unit],
    ['only', view.only],
    ...off.map((series) => ['off', series] as const),
    ['by', view.by === 'metrics' ? undefined : view.by],
    ['sort', view.sort === undefined ? undefined : `${view.sort.column} ${view.sort.descending ? 'desc' : 'asc'}`],
    ['find', view.find],
    ['run', view.run],
  ];
  return href(metricsPath, params);
}

function sortOf(text: string | null): MetricsView['sort'] {
  const [, column, direction] = /^(.+) (asc|desc)$/s.exec(text ?? '') ?? [];
  return column === undefined ? undefined : { column, descending: direction === 'desc' };
}

const unixDuration = (millis: number) => durationNanos(nanos(millis));

/** `undefined` when the place is another page. Params that make no sense are ignored. */
export function parseMetricsRoute({ path, search }: Pick<Place, 'path' | 'search'>): MetricsView | undefined {
  if (path !== metricsPath) return undefined;
  const from = millisOf(search.get('from'));
  const to = millisOf(search.get('to'));
  const held = from !== undefined && to !== undefined && from < to;
  const hidden = new Set((search.get('hide') ?? '').split(' '));
  const names = new Map(
    search.getAll('name').flatMap((text): readonly (readonly [string, string])[] => {
      const [, at, name] = /^(\d+) (.+)$/s.exec(text) ?? [];
      return at === undefined || name === undefined ? [] : [[at, name]];
    }),
  );
  return {
    run: runOf(search),
    view: metricsViews.find((view) => view === search.get('view')) ?? 'explore',
    metric: search.get('metric') || undefined,
    queries: search.getAll('q').map((text, at) => ({
      text: text === ' ' ? '' : text,
      name: names.get(String(at)) ?? '',
      hidden: hidden.has(String(at)),
    })),
    last: spanOf(search.get('last')) ?? usualLast,
    from: held ? from : undefined,
    to: held ? to : undefined,
    step: spanOf(search.get('step')),
    as: metricsForms.find((form) => form === search.get('as')) ?? 'chart',
    style: metricsStyles.find((style) => style === search.get('style')) ?? 'line',
    stack: search.get('stack') === 'on',
    unit: search.get('unit') || undefined,
    only: search.get('only') || undefined,
    off: search.getAll('off'),
    by: cardinalityParts.find((part) => part === search.get('by')) ?? 'metrics',
    sort: sortOf(search.get('sort')),
    find: search.get('find') ?? '',
  };
}
