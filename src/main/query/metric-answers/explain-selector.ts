// Why a selector finds nothing: its name, one of its labels, or the time. The first cause is told.
import type { QueryFinding } from '../../../contract/metrics.ts';
import { isoOfUnixNanos } from '../../../contract/iso-time.ts';
import { unixNanosOfMillis } from '../../../contract/time.ts';
import { Temporality } from '../../../contract/metric-batch.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { IndexedSeries } from '../metrics/metric-index.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import type { VectorSelector } from '../promql/syntax/ast.ts';
import { formatDuration } from '../promql/syntax/literals.ts';
import { printMatcher } from '../promql/syntax/print.ts';
import { livenessOf } from './chosen-series.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { rateWindow, selectorOf } from './natural-query.ts';
import { nearestTexts } from './nearest-texts.ts';
import type { QueryPlaces } from './remarks.ts';
import { callOf, nameOf, reachOf, type SelectorInQuery } from './selectors.ts';

export interface ExplainContext {
  readonly run: MetricsRun;
  readonly keeper: MetricFactsKeeper;
  readonly places: QueryPlaces;
  readonly start: number;
  readonly end: number;
  readonly alive: Alive;
}

const lookbackMillis = 300_000;
const mostSuggestions = 5;
/** Values of a label that are told. */
const mostValues = 8;

/** `undefined`: it finds series with samples. */
export function explainSelector(context: ExplainContext, found: SelectorInQuery): QueryFinding | undefined {
  const { run, alive } = context;
  const series = run.index(alive).select(found.selector.matchers);
  if (series.length === 0) return unknownName(context, found.selector) ?? unknownLabel(context, found.selector);
  return notThen(context, found, series) ?? tooShort(context, found, series) ?? deltaAsCounter(context, found, series);
}

function findingAt(
  { places }: ExplainContext,
  selector: VectorSelector,
  kind: QueryFinding['kind'],
  text: string,
  suggestions: QueryFinding['suggestions'] = [],
): QueryFinding {
  return { kind, text, ...places.place(selector), suggestions };
}

function unknownName(context: ExplainContext, selector: VectorSelector): QueryFinding | undefined {
  const name = nameOf(selector);
  if (name === undefined) return undefined;
  const known = context.run.index(context.alive).labelValues(metricName);
  if (known.has(name)) return undefined;
  const near = nearestTexts(name, known.keys(), mostSuggestions);
  const text =
    near.length === 0
      ? `No metric is named ${name}, and none has a name like it.`
      : `No metric is named ${name}. ${difference(name, near)}`;
  const suggestions = near.map((other) => ({ label: other, query: renamed(context, selector, other) }));
  return findingAt(context, selector, 'unknown-metric', text, suggestions);
}

/** What sets a name apart from the nearest ones, as far as there are words for it. */
function difference(asked: string, near: readonly string[]): string {
  const [first = '', second] = near;
  if (folded(asked) === folded(first)) {
    const longer =
      second?.startsWith(`${folded(asked)}_`) === true ? `; Prometheus' name for it goes on: ${second}` : '';
    return `It is sent as ${first}, which an expression writes as ${selectorOf(first)}${longer}.`;
  }
  if (!first.startsWith(`${asked}_`)) return `The nearest is ${first}.`;
  const ending = first.slice(asked.length);
  if (ending === '_total') return `Counters end in _total: ${first}.`;
  if (/^_(bucket|sum|count)$/.test(ending))
    return `It is a histogram; its series end in _bucket, _sum and _count: ${first}.`;
  return `The name goes on: ${first}.`;
}

function folded(text: string): string {
  return text.replaceAll(/[^a-zA-Z0-9]+/g, '_').toLowerCase();
}

function renamed({ places }: ExplainContext, selector: VectorSelector, name: string): string {
  const others = selector.matchers.filter((one) => one.name !== metricName).map(printMatcher);
  const plain = selectorOf(name);
  const text =
    others.length === 0
      ? plain
      : plain.startsWith('{')
        ? `${plain.slice(0, -1)},${others.join(',')}}`
        : `${plain}{${others.join(',')}}`;
  return places.replaced(withoutModifiers(places, selector), text);
}

/** The part of a selector that names series: what stands behind (`offset`, `@`) stays. */
function withoutModifiers(
  places: QueryPlaces,
  selector: VectorSelector,
): { readonly start: number; readonly end: number } {
  const text = places.text(selector);
  const brace = text.lastIndexOf('}');
  const length = brace === -1 ? (/^[^\s@[]+/.exec(text)?.[0].length ?? text.length) : brace + 1;
  return { start: selector.start, end: selector.start + new TextEncoder().encode(text.slice(0, length)).length };
}

function unknownLabel(context: ExplainContext, selector: VectorSelector): QueryFinding {
  const index = context.run.index(context.alive);
  const byName = selector.matchers.filter(({ name }) => name === metricName);
  const others = selector.matchers.filter(({ name }) => name !== metricName);
  const named = index.select(byName);
  const of = nameOf(selector) ?? 'No series';
  for (const matcher of others) {
    if (index.select([...byName, matcher]).length > 0) continue;
    const values = valuesOf(named, matcher.name);
    if (values.size === 0) {
      const names = new Set(named.flatMap(({ labels }) => labels.names.filter((name) => name !== metricName)));
      const near = nearestTexts(matcher.name, names, mostSuggestions);
      const told = [...names].toSorted().join(', ');
      return findingAt(
        context,
        selector,
        'unknown-label',
        `${of} has no label ${matcher.name}. It has: ${told === '' ? 'none' : told}.`,
        near.map((name) => ({ label: name, query: rewritten(context, selector, matcher, { name }) })),
      );
    }
    const near = nearestTexts(matcher.value, values.keys(), mostSuggestions);
    const told = [...values].toSorted(([, a], [, b]) => b - a).map(([value]) => JSON.stringify(value));
    const more = told.length > mostValues ? ` and ${told.length - mostValues} more` : '';
    return findingAt(
      context,
      selector,
      'no-such-value',
      `No series of ${of} meets ${printMatcher(matcher)}. Its values are ${told.slice(0, mostValues).join(', ')}${more}.`,
      near.map((value) => ({ label: value, query: rewritten(context, selector, matcher, { value }) })),
    );
  }
  const all = others.map(printMatcher).join(', ');
  return findingAt(context, selector, 'no-series', `${of} has series for each of ${all}, but none for all of them.`);
}

function valuesOf(series: readonly IndexedSeries[], label: string): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { labels } of series) {
    const value = labels.get(label);
    if (value !== '') values.set(value, (values.get(value) ?? 0) + 1);
  }
  return values;
}

/** The query with one condition about another label, or about another value. */
function rewritten(
  { places }: ExplainContext,
  selector: VectorSelector,
  matcher: Matcher,
  change: { readonly name?: string; readonly value?: string },
): string {
  const conditions = selector.matchers
    .filter((one) => one.name !== metricName || selector.name === '')
    .map((one) => {
      if (one !== matcher) return printMatcher(one);
      return printMatcher({ ...one, ...change, op: change.value === undefined ? one.op : '=' });
    });
  const text = `${selector.name}{${conditions.join(',')}}`;
  return places.replaced(withoutModifiers(places, selector), text);
}

function notThen(
  context: ExplainContext,
  found: SelectorInQuery,
  series: readonly IndexedSeries[],
): QueryFinding | undefined {
  const { run, start, end, alive } = context;
  const reach = reachOf(found, start, end, lookbackMillis);
  if (reach === undefined || series.some(livenessOf(run, reach, alive))) return undefined;
  const { metrics } = run.reader;
  let first = Infinity;
  let last = -Infinity;
  for (const { stream } of series) {
    if (stream === 0) continue;
    for (const [from, to] of metrics.ranges(stream, -Infinity, Infinity)) {
      first = Math.min(first, from);
      last = Math.max(last, to);
    }
  }
  const what = nameOf(found.selector) ?? 'The selected series';
  if (last === -Infinity) {
    const gone = `${what} is known, but none of its samples is kept any more.`;
    return findingAt(context, found.selector, 'not-received-then', gone);
  }
  const text =
    last < reach.from
      ? `${what} was last received at ${clock(last)}, before the time that is looked at.`
      : first > reach.to
        ? `${what} was first received at ${clock(first)}, after the time that is looked at.`
        : `${what} was received from ${clock(first)} to ${clock(last)}, but not within the time that is looked at.`;
  return {
    ...findingAt(context, found.selector, 'not-received-then', text),
    received: { from: first, to: last },
  };
}

/** `2026-11-21 19:33:50 UTC`. */
function clock(millis: number): string {
  const text = isoOfUnixNanos(unixNanosOfMillis(Math.floor(millis / 1000) * 1000));
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}

function tooShort(
  context: ExplainContext,
  found: SelectorInQuery,
  series: readonly IndexedSeries[],
): QueryFinding | undefined {
  const { matrix, selector } = found;
  const func = callOf(found)?.func.name ?? '';
  if (matrix === undefined || !needsTwo.has(func)) return undefined;
  const metrics = new Set(series.map(({ metric }) => metric));
  const spacing = Math.max(...[...metrics].map((metric) => context.keeper.of(metric, context.alive).spacing));
  if (spacing === 0 || matrix.rangeMillis >= 2 * spacing) return undefined;
  const window = formatDuration(rateWindow(spacing));
  const text = `${func} needs two samples, and samples of ${nameOf(selector) ?? 'these series'} come every ${formatDuration(spacing)}: a window of ${formatDuration(matrix.rangeMillis)} rarely holds two.`;
  const bracket = { start: selector.end, end: matrix.end };
  const rest = context.places.text(bracket);
  const close = rest.indexOf(']');
  const query = context.places.replaced(bracket, `[${window}]${close === -1 ? '' : rest.slice(close + 1)}`);
  return findingAt(context, selector, 'window-too-short', text, [{ label: `[${window}]`, query }]);
}

/** Functions that answer nothing for a single sample. */
const needsTwo: ReadonlySet<string> = new Set([
  'rate',
  'increase',
  'delta',
  'irate',
  'idelta',
  'deriv',
  'predict_linear',
]);

/** The deltas as sent are no counter: each sample stands for itself. */
function deltaAsCounter(
  context: ExplainContext,
  found: SelectorInQuery,
  series: readonly IndexedSeries[],
): QueryFinding | undefined {
  const func = callOf(found)?.func.name ?? '';
  const { run, alive } = context;
  const delta = series.find(
    ({ view, metric }) => view === 'sent' && run.reader.metrics.metric(metric).temporality === Temporality.delta,
  );
  if (delta === undefined || !['rate', 'increase', 'irate'].includes(func)) return undefined;
  const { translated } = run.index(alive).namesOf(run.reader.metrics.metric(delta.metric));
  const suggestions =
    translated === undefined ? [] : [{ label: translated, query: renamed(context, found.selector, translated) }];
  return findingAt(
    context,
    found.selector,
    'delta-as-counter',
    `${nameOf(found.selector) ?? 'It'} is sent as deltas, and the name as sent means these: ${func} takes each smaller one for a restart. The name as Prometheus writes it adds them up.`,
    suggestions,
  );
}
