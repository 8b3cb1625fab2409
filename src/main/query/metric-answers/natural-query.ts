// How a metric is best looked at, as PromQL: counters by their rate, histograms by how many observations come, all
// else by its value.
import { MetricKind, Temporality } from '../../../contract/metric-batch.ts';
import { NaturalView } from '../../../contract/metrics.ts';
import type { Alive, MetricRow } from '../../store/reader-face.ts';
import { metricName } from '../promql/engine/labels.ts';
import { makeMatcher } from '../promql/engine/matcher.ts';
import { quoteGo } from '../promql/syntax/go-quote.ts';
import { formatDuration } from '../promql/syntax/literals.ts';
import { prometheusType } from './metadata.ts';
import type { MetricsRun } from './metrics-run.ts';

export interface NaturalQuery {
  /** NaturalView. */
  readonly view: number;
  /** One series of the answer per stream. */
  readonly query: string;
  /** Everything in one number, as a sparkline shows it. */
  readonly summary: string;
}

const shortestWindow = 1000;
const unknownSpacingWindow = 60_000;

/** The shortest window that always holds enough for a rate. `spacing`: milliseconds, 0 where it is not known. */
export function rateWindow(spacing: number): number {
  return spacing === 0 ? unknownSpacingWindow : Math.max(shortestWindow, Math.ceil((4 * spacing) / 1000) * 1000);
}

/** `window`: milliseconds over which rates are taken. */
export function naturalQuery(run: MetricsRun, metric: MetricRow, window: number, alive: Alive): NaturalQuery {
  const { translated, sent } = run.index(alive).namesOf(metric);
  const name = translated ?? sent ?? metric.name;
  const over = `[${formatDuration(window)}]`;
  const exists = (text: string): boolean => hasSeries(run, text, alive);
  const type = prometheusType(metric);
  if (type === 'counter') {
    // Prometheus refuses the name: only the deltas as sent can be seen, which add up by themselves.
    if (translated === undefined && metric.temporality === Temporality.delta) {
      const query = `sum_over_time(${selectorOf(name)}${over})`;
      return { view: NaturalView.value, query, summary: `sum(${query})` };
    }
    // OpenMetrics' families go without the ending of their samples.
    const counter = metric.kind > MetricKind.summary && exists(`${name}_total`) ? `${name}_total` : name;
    const query = `rate(${selectorOf(counter)}${over})`;
    return { view: NaturalView.rate, query, summary: `sum(${query})` };
  }
  if (type === 'histogram' || type === 'summary' || type === 'gaugehistogram') {
    const count = exists(`${name}_count`);
    const rate = `rate(${selectorOf(count ? `${name}_count` : name)}${over})`;
    const query = count ? rate : `histogram_count(${rate})`;
    return { view: NaturalView.countRate, query, summary: `sum(${query})` };
  }
  const info = type === 'info' && !exists(name) && exists(`${name}_info`);
  const query = selectorOf(info ? `${name}_info` : name);
  return { view: NaturalView.value, query, summary: `avg(${query})` };
}

/** A name as an expression: in braces and quotes where it must be. */
export function selectorOf(name: string): string {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) && !words.has(name.toLowerCase()) ? name : `{${quoteGo(name)}}`;
}

/** Names that the language reads as something else. */
const words: ReadonlySet<string> = new Set(['inf', 'nan', 'start', 'end', 'step', 'range']);

export function hasSeries(run: MetricsRun, name: string, alive: Alive): boolean {
  const made = makeMatcher(metricName, '=', name);
  return made.kind === 'ok' && run.index(alive).select([made.matcher]).length > 0;
}
