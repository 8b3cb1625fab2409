// `metrics.cardinality`: where the series of a run come from, by metric and by label, and which of them are new.
import type { Cardinality, CardinalityRow } from '../../../contract/metrics.ts';
import { MOST_SERIES } from '../../../contract/series-limit.ts';
import type { Alive } from '../../store/reader-face.ts';
import { metricName } from '../promql/engine/labels.ts';
import type { MetricsRun } from './metrics-run.ts';

const mostMetrics = 1000;
const mostLabels = 1000;
const mostPairs = 200;

/** `since`: Unix milliseconds; series that have no older sample are counted as added. */
export function metricsCardinality(run: MetricsRun, since: number, alive: Alive): Cardinality {
  run.refresh(alive);
  const { metrics } = run.reader;
  const index = run.index(alive);
  const { labels } = index;
  const added = index.seriesSince(since, alive);
  const addedOf = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + (added[number] as number), 0);
  const counted: (CardinalityRow & { readonly values: number })[] = [];
  const pairs: CardinalityRow[] = [];
  let byMetric: readonly CardinalityRow[] = [];
  for (const name of labels.names()) {
    const rows: CardinalityRow[] = [];
    for (const [text, numbers] of labels.values(name)) {
      rows.push({ text, series: numbers.length, added: addedOf(numbers) });
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
      added: sum((row) => row.added),
      values: rows.length,
    });
    for (const row of largest(rows, mostPairs)) pairs.push({ ...row, text: `${name}=${JSON.stringify(row.text)}` });
  }
  return {
    series: labels.count,
    added: added.reduce((sum, one) => sum + one, 0),
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
