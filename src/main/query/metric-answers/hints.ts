// `metrics.hints`: where a query that has an answer may say something else than it seems to.
import { MetricKind } from '../../../contract/metric-batch.ts';
import type { MetricsMethods, PromqlRequest, QueryFinding } from '../../../contract/metrics.ts';
import type { Alive, MetricRow } from '../../store/reader-face.ts';
import { walk } from '../promql/syntax/ast.ts';
import { formatDuration } from '../promql/syntax/literals.ts';
import { printExpr } from '../promql/syntax/print.ts';
import { prometheusType } from './metadata.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { rateWindow } from './natural-query.ts';
import type { HintContext } from './hint-context.ts';
import { oneBucketHint } from './one-bucket.ts';
import { quantileWithoutLe } from './quantile-without-le.ts';
import { QueryPlaces } from './remarks.ts';
import { aggregationsOf, callOf, nameOf, selectorsOf, type SelectorInQuery } from './selectors.ts';
import { exprOf } from './series-questions.ts';

export function metricsHints(
  run: MetricsRun,
  keeper: MetricFactsKeeper,
  request: PromqlRequest,
  alive: Alive,
): MetricsMethods['metrics.hints']['answer'] {
  run.refresh(alive);
  const expr = exprOf(request.query);
  const context: HintContext = { run, keeper, places: new QueryPlaces(request.query), request, alive };
  const found: (QueryFinding | undefined)[] = selectorsOf(expr).flatMap((one) => {
    const metric = metricOf(context, one);
    if (metric === undefined) return [];
    return [
      rateOfGauge(context, one, metric),
      counterWithoutRate(context, one, metric),
      statesTwice(context, one, metric),
    ];
  });
  walk(expr, (one) => {
    if (one.kind === 'Call' && one.func.name === 'histogram_quantile')
      found.push(quantileWithoutLe(context, one) ?? oneBucketHint(context, one));
  });
  return { findings: found.filter((one) => one !== undefined) };
}

/** The metric of a selector's series, where they are of one kind. */
function metricOf({ run, alive }: HintContext, { selector }: SelectorInQuery): MetricRow | undefined {
  const numbers = new Set<number>();
  for (const { metric } of run.index(alive).select(selector.matchers)) numbers.add(metric);
  const rows = [...numbers].filter((number) => number !== 0).map((number) => run.reader.metrics.metric(number));
  const [first] = rows;
  return rows.every((row) => prometheusType(row) === (first && prometheusType(first))) ? first : undefined;
}

function rateOfGauge(context: HintContext, found: SelectorInQuery, metric: MetricRow): QueryFinding | undefined {
  const call = callOf(found);
  if (found.matrix === undefined || call === undefined || !['rate', 'increase', 'irate'].includes(call.func.name))
    return undefined;
  if (prometheusType(metric) !== 'gauge') return undefined;
  const { places } = context;
  const name = nameOf(found.selector) ?? metric.name;
  const selector = places.text(found.selector);
  return {
    kind: 'rate-of-gauge',
    text: `${name} is a gauge: it may fall, and ${call.func.name} takes every fall for a restart from zero. That is right only where it holds a running total.`,
    ...places.place(call),
    suggestions: [
      { label: 'its value', query: places.replaced(call, selector) },
      { label: 'its change', query: places.replaced(call, `deriv(${places.text(found.matrix)})`) },
    ],
  };
}

/** Functions and operators that make sense of a counter's plain value. */
const plainValueFunctions: ReadonlySet<string> = new Set([
  'absent',
  'histogram_avg',
  'histogram_count',
  'histogram_fraction',
  'histogram_quantile',
  'histogram_quantiles',
  'histogram_stddev',
  'histogram_stdvar',
  'histogram_sum',
  'start_timestamp',
  'timestamp',
]);

function counterWithoutRate(context: HintContext, found: SelectorInQuery, metric: MetricRow): QueryFinding | undefined {
  const { selector, matrix, around } = found;
  if (matrix !== undefined || !isCounting(context, found, metric)) return undefined;
  const sensible = around.some(
    (one) =>
      one.kind === 'SubqueryExpr' ||
      (one.kind === 'Call' && plainValueFunctions.has(one.func.name)) ||
      (one.kind === 'AggregateExpr' && (one.op === 'count' || one.op === 'group')),
  );
  if (sensible) return undefined;
  const { places, keeper, alive } = context;
  const window = formatDuration(rateWindow(keeper.of(metric.number, alive).spacing));
  const text = places.text(selector);
  return {
    kind: 'counter-without-rate',
    text: `${nameOf(selector) ?? metric.name} is a counter: its value is what has added up since a process started. Its rate says what happens now.`,
    ...places.place(selector),
    suggestions: [{ label: `rate over ${window}`, query: places.replaced(selector, rated(text, window)) }],
  };
}

/** `x offset 5m` becomes `rate(x[1m] offset 5m)`. */
function rated(selector: string, window: string): string {
  const brace = selector.lastIndexOf('}');
  const length = brace === -1 ? (/^[^\s@]+/.exec(selector)?.[0].length ?? selector.length) : brace + 1;
  return `rate(${selector.slice(0, length)}[${window}]${selector.slice(length)})`;
}

/** Whether the selected series only ever grow. */
function isCounting({ run, alive }: HintContext, { selector }: SelectorInQuery, metric: MetricRow): boolean {
  const type = prometheusType(metric);
  const name = nameOf(selector) ?? '';
  const [series] = run.index(alive).select(selector.matchers);
  if (series === undefined || series.view === 'sent') return false;
  if (type === 'counter') return !name.endsWith('_created');
  if (type !== 'histogram' && type !== 'summary') return false;
  if (/_(min|max|created)$/.test(name) || series.labels.has('quantile')) return false;
  return metric.kind === MetricKind.exponentialHistogram || /_(bucket|sum|count)$/.test(name);
}

/** Words for states in which a thing is not done yet. */
const begun: ReadonlySet<string> = new Set([
  'queued',
  'pending',
  'waiting',
  'created',
  'submitted',
  'scheduled',
  'started',
  'starting',
  'running',
  'active',
  'processing',
  'in_progress',
]);
/** Words for the states that one thing goes through, one after the other. */
const states: ReadonlySet<string> = new Set([
  ...begun,
  'succeeded',
  'success',
  'completed',
  'complete',
  'finished',
  'done',
  'failed',
  'cancelled',
  'canceled',
  'retried',
]);

/** A counter that is raised at every change of state counts a thing once per state it went through. */
function statesTwice(context: HintContext, found: SelectorInQuery, metric: MetricRow): QueryFinding | undefined {
  if (prometheusType(metric) !== 'counter') return undefined;
  const [aggregation] = aggregationsOf(found).filter(({ op }) => op === 'sum');
  if (aggregation === undefined) return undefined;
  const { run, places, alive } = context;
  const series = run.index(alive).select(found.selector.matchers);
  for (const label of ['state', 'status', 'phase', 'stage']) {
    const keeps = aggregation.without !== aggregation.grouping.includes(label);
    if (keeps) continue;
    const values = new Set(
      series.map(({ labels }) => labels.get(label)).filter((value) => states.has(value.toLowerCase())),
    );
    const first = [...values].filter((value) => begun.has(value.toLowerCase()));
    const last = [...values].filter((value) => !begun.has(value.toLowerCase()));
    if (first.length === 0 || last.length === 0) continue;
    const grouping = aggregation.without
      ? aggregation.grouping.filter((name) => name !== label)
      : [...aggregation.grouping, label];
    const changed = printExpr({ ...aggregation, grouping });
    return {
      kind: 'states-counted-twice',
      text: `The sum adds up different values of ${label} (${[...first, ...last].join(', ')}). If it is counted at every change of state, each thing is counted once per state.`,
      ...places.place(aggregation),
      suggestions: [
        { label: `apart by ${label}`, query: places.replaced(aggregation, changed) },
        ...last.slice(0, 3).map((value) => ({
          label: `only ${value}`,
          query: places.replaced(found.selector, withCondition(places.text(found.selector), label, value)),
        })),
      ],
    };
  }
  return undefined;
}

function withCondition(selector: string, label: string, value: string): string {
  const condition = `${label}=${JSON.stringify(value)}`;
  const brace = selector.lastIndexOf('}');
  if (brace === -1) {
    const length = /^[^\s@]+/.exec(selector)?.[0].length ?? selector.length;
    return `${selector.slice(0, length)}{${condition}}${selector.slice(length)}`;
  }
  const empty = /\{\s*$/.test(selector.slice(0, brace));
  return `${selector.slice(0, brace)}${empty ? '' : ','}${condition}${selector.slice(brace)}`;
}
