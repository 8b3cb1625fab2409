// The samples of a run for the PromQL engine: selectors become series of the index, series become columns.
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { QueryError } from '../promql/engine/query-error.ts';
import type { Queryable, SeriesColumns } from '../promql/engine/queryable.ts';
import { histogramWeight } from '../promql/engine/value.ts';
import { mergedSeries } from './merged-series.ts';
import { createSeriesReader } from './series-reader.ts';
import type { MetricIndex } from './metric-index.ts';
import { SeriesSamples } from './series-samples.ts';

export interface RunQueryableOptions {
  readonly alive: Alive;
  /** Samples that one selector may load, histograms by their size; PromQL's own limit comes on top. */
  readonly mostSamples: number;
}

/** Samples loaded between two looks whether somebody still waits. */
const turn = 8192;

/** The index is brought up to date with every selector. */
export function createRunQueryable(reader: MetricsSource, index: MetricIndex, options: RunQueryableOptions): Queryable {
  const columnsOf = createSeriesReader(reader, index, options.alive);

  function select(matchers: readonly Matcher[], from: number, to: number): readonly SeriesColumns[] {
    index.refresh();
    const samples = new SeriesSamples();
    const found: SeriesColumns[] = [];
    let loaded = 0;
    let since = 0;
    for (const series of index.select(matchers)) {
      const columns = columnsOf(series, samples, from, to);
      const weight = columns === undefined ? 0 : weightOf(columns);
      since += 16 + weight;
      if (since >= turn) {
        since = 0;
        options.alive();
      }
      if (columns === undefined || !reaches(columns.times, from, to)) continue;
      loaded += weight;
      if (loaded > options.mostSamples)
        throw new QueryError('query processing would load too many samples into memory in query execution');
      found.push(columns);
    }
    return mergedSeries(found);
  }

  return { select };
}

/** Samples of a series in memory; a histogram counts as many as floats of its size. */
function weightOf({ times, histograms = [] }: SeriesColumns): number {
  let weight = times.length;
  for (const histogram of histograms) if (histogram !== undefined) weight += histogramWeight(histogram) - 1;
  return weight;
}

/** Whether one of the ascending times lies between the two. */
function reaches(times: Float64Array, from: number, to: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return low < times.length && (times[low] as number) <= to;
}
