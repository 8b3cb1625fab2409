// One series of the index as columns: out of its stream's blocks, or, of `target_info`, out of when its resource sent.
import { MetricKind, Temporality } from '../../../contract/metric-batch.ts';
import type { Alive, MetricsSource } from '../../store/reader-face.ts';
import type { SeriesColumns } from '../promql/engine/queryable.ts';
import type { IndexedSeries, MetricIndex } from './metric-index.ts';
import { customHistograms, type HistogramColumns, nativeHistograms } from './series-histograms.ts';
import type { SampleColumns, SeriesSamples } from './series-samples.ts';
import { targetInfoTimes } from './target-info.ts';

type Columns = SampleColumns | HistogramColumns | undefined;

/** Whole blocks: samples outside of the asked time may be among them. `undefined` where there are none. */
export type ReadSeries = (
  series: IndexedSeries,
  samples: SeriesSamples,
  from: number,
  to: number,
) => SeriesColumns | undefined;

export function createSeriesReader(
  { metrics }: Pick<MetricsSource, 'metrics'>,
  index: MetricIndex,
  alive: Alive,
): ReadSeries {
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
    const times = targetInfoTimes(ranges, from, to, alive);
    return { times, values: new Float64Array(times.length).fill(1), stale: undefined, startTimes: undefined };
  }

  return (series, samples, from, to) => {
    const columns = columnsOf(series, samples, from, to);
    return columns === undefined ? undefined : seriesOf(series, columns);
  };
}

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
