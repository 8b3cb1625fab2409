// `metrics.list` and `metrics.sparklines`: every metric of a run at a glance.
import type { MetricList, MetricsMethods, Sparklines } from '../../../contract/metrics.ts';
import type { Alive, MetricRow } from '../../store/reader-face.ts';
import { evaluate } from '../promql/engine/evaluate.ts';
import { floatSample } from '../promql/engine/value.ts';
import { parseExpr } from '../promql/syntax/parse.ts';
import { compareUtf8 } from '../promql/syntax/utf8-order.ts';
import type { MetricFactsKeeper } from './metric-facts.ts';
import type { MetricsRun } from './metrics-run.ts';
import { naturalQuery, rateWindow } from './natural-query.ts';

/** Services told per metric. */
const mostSources = 20;

export function metricsList(run: MetricsRun, keeper: MetricFactsKeeper, alive: Alive): MetricList {
  const cursor = run.refresh(alive);
  const index = run.index(alive);
  const metrics = run.reader.metrics.metrics().toSorted((a, b) => compareUtf8(a.name, b.name) || a.number - b.number);
  const texts = new Map<string, number>([['', 0]]);
  const textOf = (text: string): number => {
    let number = texts.get(text);
    if (number === undefined) texts.set(text, (number = texts.size));
    return number;
  };
  const facts = metrics.map(({ number }) => {
    alive();
    return keeper.of(number, alive);
  });
  const natural = metrics.map((metric, row) => naturalQuery(run, metric, rateWindow(facts[row]?.spacing ?? 0), alive));
  const column = (of: (metric: MetricRow, row: number) => number): Uint32Array => Uint32Array.from(metrics, of);
  const bytes = (of: (metric: MetricRow, row: number) => number): Uint8Array => Uint8Array.from(metrics, of);
  return {
    rows: metrics.length,
    number: column(({ number }) => number),
    name: column(({ name }) => textOf(name)),
    translated: column((metric) => textOf(index.namesOf(metric).translated ?? '')),
    unit: column(({ unit }) => textOf(unit)),
    description: column(({ description }) => textOf(description)),
    kind: bytes(({ kind }) => kind),
    temporality: bytes(({ temporality }) => temporality),
    monotonic: bytes(({ monotonic }) => Number(monotonic)),
    series: Uint32Array.from(facts, ({ streams }) => streams.length),
    last: Float64Array.from(facts, ({ last }) => last),
    spacing: Float64Array.from(facts, ({ spacing }) => spacing),
    view: Uint8Array.from(natural, ({ view }) => view),
    query: Uint32Array.from(natural, ({ query }) => textOf(query)),
    sources: metrics.map(({ number }) => [...index.ofMetric(number).jobs].toSorted(compareUtf8).slice(0, mostSources)),
    texts: [...texts.keys()],
    cursor,
  };
}

export function metricsSparklines(
  run: MetricsRun,
  keeper: MetricFactsKeeper,
  { metrics, end, span, points }: MetricsMethods['metrics.sparklines']['request'],
  alive: Alive,
): Sparklines {
  run.refresh(alive);
  const step = Math.max(1, Math.round(span / (points - 1)));
  const start = end - step * (points - 1);
  const known = new Map(run.reader.metrics.metrics().map((metric) => [metric.number, metric]));
  const values = new Float64Array(metrics.length * points).fill(Number.NaN);
  for (const [row, number] of metrics.entries()) {
    const metric = known.get(number);
    if (metric === undefined) continue;
    const window = Math.max(rateWindow(keeper.of(number, alive).spacing), step);
    const query = naturalQuery(run, metric, window, alive).summary;
    values.set(lineOf(run, query, { start, end, step, points }, alive), row * points);
  }
  return { start, step, points, values };
}

interface LineTimes {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly points: number;
}

/** A metric that is too large for a line has none. */
function lineOf(run: MetricsRun, query: string, { start, end, step, points }: LineTimes, alive: Alive): Float64Array {
  const line = new Float64Array(points).fill(Number.NaN);
  const parsed = parseExpr(query);
  if (parsed.kind === 'wrong') return line;
  const evaluated = evaluate(parsed.value, {
    query,
    startMillis: start,
    endMillis: end,
    stepMillis: step,
    queryable: run.queryable(alive, mostLineSamples),
    maxSamples: mostLineSamples,
    alive,
  });
  if (evaluated.kind !== 'done' || evaluated.value.kind !== 'matrix') return line;
  const [series] = evaluated.value.series;
  if (series === undefined) return line;
  for (let at = 0; at < points; at++) if (series.kinds[at] === floatSample) line[at] = series.values[at] as number;
  return line;
}

const mostLineSamples = 5_000_000;
