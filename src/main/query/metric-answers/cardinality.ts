// `metrics.cardinality`: where the series of a run come from, by metric and by label, and which of them are new.
import type { Cardinality, CardinalityRow } from '../../../contract/metrics.ts';
import { MOST_SERIES } from '../../../contract/series-limit.ts';
import type { Alive, MetricsReader } from '../../store/reader-face.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { MetricsRun } from './metrics-run.ts';

const mostMetrics = 1000;
const mostLabels = 1000;
const mostPairs = 200;

/** `since`: Unix milliseconds; series whose stream began then or later are counted as added. */
export function metricsCardinality(run: MetricsRun, since: number, alive: Alive): Cardinality {
  run.refresh(alive);
  const { metrics } = run.reader;
  const index = run.index(alive);
  const { labels } = index;
  const firstAdded = index.firstSeriesFrom(firstStreamSince(metrics, index.lastStream, since));
  const counted: (CardinalityRow & { readonly values: number })[] = [];
  const pairs: CardinalityRow[] = [];
  let byMetric: readonly CardinalityRow[] = [];
  for (const name of labels.names()) {
    const rows: CardinalityRow[] = [];
    for (const [text, numbers] of labels.values(name)) {
      rows.push({ text, series: numbers.length, added: numbers.length - countBelow(numbers, firstAdded) });
      if (rows.length % 2048 === 0) alive();
    }
    if (name === metricName) {
      byMetric = largest(rows, mostMetrics);
      continue;
    }
    const sum = (of: (row: CardinalityRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
    counted.push({
      text: name,
      series: sum(({ series }) => series),
      added: sum(({ added }) => added),
      values: rows.length,
    });
    for (const { text, series, added } of largest(rows, mostPairs))
      pairs.push({ text: `${name}=${JSON.stringify(text)}`, series, added });
  }
  return {
    series: labels.count,
    added: labels.count - firstAdded,
    limit: MOST_SERIES,
    refused: metrics.refused(),
    metrics: byMetric,
    labels: counted.toSorted((a, b) => b.values - a.values || b.series - a.series).slice(0, mostLabels),
    pairs: largest(pairs, mostPairs),
  };
}

function largest(rows: readonly CardinalityRow[], most: number): readonly CardinalityRow[] {
  return rows.toSorted((a, b) => b.series - a.series).slice(0, most);
}

/** How many of the ascending numbers are below. */
function countBelow(numbers: readonly number[], bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
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
