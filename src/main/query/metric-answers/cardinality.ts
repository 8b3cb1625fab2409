// `metrics.cardinality`: where the series of a run come from, by metric and by label, and which of them are new.
import type { Cardinality, CardinalityRow } from '../../../contract/metrics.ts';
import type { Alive, MetricsReader } from '../../store/reader-face.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { MetricsRun } from './metrics-run.ts';

const mostMetrics = 1000;
const mostLabels = 1000;
const mostPairs = 200;

interface Count {
  series: number;
  added: number;
}

/** `since`: Unix milliseconds; series whose stream began then or later are counted as added. */
export function metricsCardinality(run: MetricsRun, since: number, alive: Alive): Cardinality {
  run.refresh(alive);
  const { metrics } = run.reader;
  const series = run.index(alive).select([]);
  const newest = series.reduce((most, { stream }) => Math.max(most, stream), 0);
  const firstAdded = firstStreamSince(metrics, newest, since);
  const whole: Count = { series: 0, added: 0 };
  const byMetric = new Map<string, Count>();
  const byLabel = new Map<string, Count & { readonly values: Map<string, Count> }>();
  for (const { labels, stream } of series) {
    const added = stream >= firstAdded ? 1 : 0;
    if (whole.series % 2048 === 0) alive();
    add(whole, added);
    for (const [name, value] of labels.entries()) {
      if (name === metricName) {
        add(countOf(byMetric, value), added);
        continue;
      }
      let label = byLabel.get(name);
      if (label === undefined) byLabel.set(name, (label = { series: 0, added: 0, values: new Map<string, Count>() }));
      add(label, added);
      add(countOf(label.values, value), added);
    }
  }
  const pairs = [...byLabel].flatMap(([name, { values }]) =>
    rowsOf(values, mostPairs).map((row) => ({ ...row, text: `${name}=${JSON.stringify(row.text)}` })),
  );
  const labels = [...byLabel]
    .map(([text, { series: of, added, values }]) => ({ text, series: of, added, values: values.size }))
    .toSorted((a, b) => b.values - a.values || b.series - a.series);
  return {
    series: whole.series,
    added: whole.added,
    metrics: rowsOf(byMetric, mostMetrics),
    labels: labels.slice(0, mostLabels),
    pairs: pairs.toSorted((a, b) => b.series - a.series).slice(0, mostPairs),
  };
}

function countOf(counts: Map<string, Count>, text: string): Count {
  let count = counts.get(text);
  if (count === undefined) counts.set(text, (count = { series: 0, added: 0 }));
  return count;
}

function add(count: Count, added: number): void {
  count.series += 1;
  count.added += added;
}

function rowsOf(counts: ReadonlyMap<string, Count>, most: number): readonly CardinalityRow[] {
  return [...counts]
    .map(([text, { series, added }]) => ({ text, series, added }))
    .toSorted((a, b) => b.series - a.series)
    .slice(0, most);
}

/** Streams are numbered in the order in which they began: the first one whose oldest sample is not older. */
function firstStreamSince(metrics: MetricsReader, newest: number, since: number): number {
  let low = 1;
  let high = newest + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (metrics.ranges(middle, -Infinity, since - 1).length > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
