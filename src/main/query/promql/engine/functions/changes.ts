// resets and changes: how often neighbouring samples of a window say that a counter started anew, or differ at all.
import { detectReset } from '../../histogram/detect-reset.ts';
import { equalHistograms } from '../../histogram/equal-histograms.ts';
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import { startsAnew } from '../../histogram/start-times.ts';
import { firstAfter } from '../range-series.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';

interface Sample {
  millis: number;
  startMillis: number;
  value: number;
  histogram: FloatHistogram | undefined;
}

export const resets = counting(({ histogram: before, ...previous }, { histogram, ...current }) => {
  if ((before === undefined) !== (histogram === undefined)) return true;
  if (startsAnew(previous.startMillis, previous.millis, current.startMillis, current.millis)) return true;
  if (before !== undefined && histogram !== undefined) return detectReset(histogram, before);
  return current.value < previous.value;
});

export const changes = counting((previous, current) => {
  const { histogram } = current;
  if ((previous.histogram === undefined) !== (histogram === undefined)) return true;
  if (previous.histogram !== undefined && histogram !== undefined) {
    return !equalHistograms(histogram, previous.histogram);
  }
  const bothNaN = Number.isNaN(current.value) && Number.isNaN(previous.value);
  return current.value !== previous.value && !bothNaN;
});

function counting(counts: (previous: Sample, current: Sample) => boolean): RangeFunction {
  return (window) => {
    const first = firstSamples(window);
    if (first === undefined) return;
    let previous: Sample | undefined;
    let total = 0;
    for (const sample of samples(window, first.float, first.histogram)) {
      if (previous !== undefined && counts(previous, sample)) total++;
      previous = sample;
    }
    window.float(total);
  };
}

/** Floats and histograms in order of time. */
function* samples(window: RangeWindow, firstFloat: number, firstHistogram: number): Generator<Sample> {
  const { times, values, histogramTimes, histograms, histogramStartTimes } = window.series;
  const starts = window.startTimes();
  const histogramStarts = window.call.startTimestamps ? histogramStartTimes : undefined;
  let float = firstFloat;
  let histogram = firstHistogram;
  while (float < window.to || histogram < window.histogramsTo) {
    const floatTime = float < window.to ? (times[float] as number) : Number.POSITIVE_INFINITY;
    const histogramTime =
      histogram < window.histogramsTo ? (histogramTimes[histogram] as number) : Number.POSITIVE_INFINITY;
    if (floatTime < histogramTime) {
      const value = values[float] as number;
      yield { millis: floatTime, startMillis: starts?.[float] ?? 0, value, histogram: undefined };
      float++;
    } else {
      const startMillis = histogramStarts?.[histogram] ?? 0;
      yield { millis: histogramTime, startMillis, value: 0, histogram: histograms[histogram] };
      histogram++;
    }
  }
}

/**
 * Where to begin. Anchored: with the newest sample at or before the window's start, of whichever kind; undefined when
 * there is none after it.
 */
function firstSamples(window: RangeWindow): { readonly float: number; readonly histogram: number } | undefined {
  const { from, to, histogramsFrom, histogramsTo } = window;
  if (window.call.modifier !== 'anchored') return { float: from, histogram: histogramsFrom };
  const { times, histogramTimes } = window.series;
  const float = firstAfter(times, window.startMillis, from, to);
  const histogram = firstAfter(histogramTimes, window.startMillis, histogramsFrom, histogramsTo);
  if (float >= to && histogram >= histogramsTo) return undefined;
  const floatBefore = float > from ? (times[float - 1] as number) : Number.NEGATIVE_INFINITY;
  const histogramBefore =
    histogram > histogramsFrom ? (histogramTimes[histogram - 1] as number) : Number.NEGATIVE_INFINITY;
  if (floatBefore === histogramBefore && float === from) return { float, histogram };
  return floatBefore >= histogramBefore ? { float: float - 1, histogram } : { float, histogram: histogram - 1 };
}
