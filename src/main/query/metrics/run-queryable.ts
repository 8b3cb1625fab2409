// The samples of a run for the PromQL engine: selectors become series of the index, series become columns.
import { MetricKind, Temporality } from '../../../contract/metric-batch.ts';
import type { Alive, RunReader } from '../../store/reader-face.ts';
import type { Matcher } from '../promql/engine/matcher.ts';
import { QueryError } from '../promql/engine/query-error.ts';
import type { Queryable, SeriesColumns } from '../promql/engine/queryable.ts';
import { mergedSeries } from './merged-series.ts';
import type { IndexedSeries, MetricIndex } from './metric-index.ts';
import { customHistograms, type HistogramColumns, nativeHistograms } from './series-histograms.ts';
import { type SampleColumns, SeriesSamples } from './series-samples.ts';
import { targetInfoTimes } from './target-info.ts';

export interface RunQueryableOptions {
  readonly alive: Alive;
  /** Samples that one selector may load; PromQL's own limit comes on top. */
  readonly mostSamples: number;
}

/** Samples loaded between two looks whether somebody still waits. */
const turn = 8192;

/** The index is brought up to date with every selector. */
export function createRunQueryable(reader: RunReader, index: MetricIndex, options: RunQueryableOptions): Queryable {
  const { metrics } = reader;

  function columnsOf(series: IndexedSeries, samples: SeriesSamples, from: number, to: number): Columns {
    if (series.view === 'target-info') return targetInfo(series, from, to);
    const segments = metrics.segments(series.stream, from, to);
    if (segments.length === 0) return undefined;
    const { source } = series;
    if (source.kind === 'slot') return samples.slot(segments, source.slot, source.accumulate);
    const { kind, temporality } = metrics.metric(series.metric);
    const delta = temporality === Temporality.delta;
    if (source.kind === 'native') {
      const otlp = kind === MetricKind.exponentialHistogram;
      return nativeHistograms(segments, { otlp, delta, accumulate: source.accumulate });
    }
    return customHistograms(segments, source.layout, delta);
  }

  function targetInfo(series: IndexedSeries, from: number, to: number): Columns {
    const streams = index.streamsOf(series.resource);
    const ranges = streams.flatMap((stream) => metrics.ranges(stream, from, to));
    const times = targetInfoTimes(ranges, from, to);
    return { times, values: new Float64Array(times.length).fill(1), stale: undefined, startTimes: undefined };
  }

  function select(matchers: readonly Matcher[], from: number, to: number): readonly SeriesColumns[] {
    index.refresh();
    const samples = new SeriesSamples();
    const found: SeriesColumns[] = [];
    let loaded = 0;
    let since = 0;
    for (const series of index.select(matchers)) {
      const columns = columnsOf(series, samples, from, to);
      since += 16 + (columns?.times.length ?? 0);
      if (since >= turn) {
        since = 0;
        options.alive();
      }
      if (columns === undefined || !reaches(columns.times, from, to)) continue;
      loaded += columns.times.length;
      if (loaded > options.mostSamples)
        throw new QueryError('query processing would load too many samples into memory in query execution');
      found.push(seriesOf(series, columns));
    }
    return mergedSeries(found);
  }

  return { select };
}

type Columns = SampleColumns | HistogramColumns | undefined;

function seriesOf({ labels }: IndexedSeries, columns: SampleColumns | HistogramColumns): SeriesColumns {
  const { times, values, stale, startTimes } = columns;
  return {
    labels,
    times,
    values,
    ...(stale === undefined ? {} : { stale }),
    ...(startTimes === undefined ? {} : { startTimes }),
    ...('histograms' in columns ? { histograms: columns.histograms } : {}),
  };
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
