// Series as range functions read them: floats and histograms apart, staleness markers gone.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import { withHint } from '../histogram/float-histogram.ts';
import type { SeriesColumns } from './queryable.ts';
import { type RangeSeries, type StepSeries, absentSample, floatSample, histogramSample, noTimes } from './value.ts';

export function rangeSeriesOf(columns: SeriesColumns): RangeSeries {
  const { labels, times, values, stale, histograms, startTimes } = columns;
  if (stale === undefined && histograms === undefined) {
    return { ...noHistograms, labels, dropName: false, times, values, startTimes };
  }
  const floatRows: number[] = [];
  const histogramRows: number[] = [];
  const found: FloatHistogram[] = [];
  for (let row = 0; row < times.length; row++) {
    if (stale?.[row] === 1) continue;
    const histogram = histograms?.[row];
    if (histogram === undefined) floatRows.push(row);
    else {
      histogramRows.push(row);
      found.push(histogram);
    }
  }
  return {
    labels,
    dropName: false,
    times: pick(times, floatRows),
    values: pick(values, floatRows),
    startTimes: startTimes && pick(startTimes, floatRows),
    histogramTimes: pick(times, histogramRows),
    histograms: found,
    histogramStartTimes: startTimes && pick(startTimes, histogramRows),
  };
}

const noHistograms = { histogramTimes: noTimes, histograms: [], histogramStartTimes: undefined };

function pick(from: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => from[row] as number);
}

/**
 * The series of an evaluated expression at the times of its steps: what a subquery selects from. `times`: of all steps;
 * series without gaps share it.
 */
export function rangeSeriesOfSteps(series: StepSeries, times: Float64Array): RangeSeries {
  const { labels, dropName, kinds, values, histograms } = series;
  if (histograms === undefined && !kinds.includes(absentSample)) {
    return { ...noHistograms, labels, dropName, times, values, startTimes: undefined };
  }
  const floatSteps: number[] = [];
  const histogramSteps: number[] = [];
  for (let step = 0; step < times.length; step++) {
    if (kinds[step] === floatSample) floatSteps.push(step);
    else if (kinds[step] === histogramSample) histogramSteps.push(step);
  }
  return {
    labels,
    dropName,
    times: pick(times, floatSteps),
    values: pick(values, floatSteps),
    startTimes: undefined,
    histogramTimes: pick(times, histogramSteps),
    histograms: histogramSteps.map((step) => histograms?.[step] as FloatHistogram),
    histogramStartTimes: undefined,
  };
}

/**
 * Without what histograms say about resets: the samples of a subquery are not neighbours in the store, so a reset may lie
 * between them, or one be seen twice.
 */
export function withUnknownResets(series: RangeSeries): RangeSeries {
  const forget = (histogram: FloatHistogram) =>
    histogram.hint === 'gauge' ? histogram : withHint(histogram, 'unknown');
  return series.histograms.length === 0 ? series : { ...series, histograms: series.histograms.map(forget) };
}

/** Only the samples with fromMillis < time <= toMillis; undefined when there is none. */
export function cutRange(series: RangeSeries, fromMillis: number, toMillis: number): RangeSeries | undefined {
  const from = firstAfter(series.times, fromMillis);
  const to = firstAfter(series.times, toMillis);
  const histogramsFrom = firstAfter(series.histogramTimes, fromMillis);
  const histogramsTo = firstAfter(series.histogramTimes, toMillis);
  if (from >= to && histogramsFrom >= histogramsTo) return undefined;
  return {
    ...series,
    times: series.times.subarray(from, to),
    values: series.values.subarray(from, to),
    startTimes: series.startTimes?.subarray(from, to),
    histogramTimes: series.histogramTimes.subarray(histogramsFrom, histogramsTo),
    histograms: series.histograms.slice(histogramsFrom, histogramsTo),
    histogramStartTimes: series.histogramStartTimes?.subarray(histogramsFrom, histogramsTo),
  };
}

/** The first place with a time after the given one; the length when there is none. */
export function firstAfter(times: Float64Array, millis: number, low = 0, high = times.length): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((times[middle] as number) > millis) to = middle;
    else from = middle + 1;
  }
  return from;
}
