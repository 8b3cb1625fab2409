// Functions that make one number of all samples of a window: sums, means, extremes, spread, first and last.
import { kahanLow } from '../../histogram/kahan.ts';
import { histogramAverageOverTime, histogramSumOverTime } from '../../histogram/over-time.ts';
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import { quantileOf } from '../quantile.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';

type FloatsOf = (values: Float64Array, from: number, to: number) => number;

/** Functions that only know floats: histograms beside floats are told, histograms alone give nothing. */
function ofFloats(of: FloatsOf): RangeFunction {
  return (window) => {
    if (window.floatCount === 0) return;
    if (window.histogramCount > 0) window.report({ kind: 'ignored-in-mixed-range' });
    window.float(of(window.series.values, window.from, window.to));
  };
}

/** Functions of floats or of histograms, but not of both at once. */
function ofEither(of: FloatsOf, ofHistograms: (window: RangeWindow) => FloatHistogram | undefined): RangeFunction {
  return (window) => {
    if (window.histogramCount === 0) {
      window.float(of(window.series.values, window.from, window.to));
    } else if (window.floatCount > 0) {
      window.report({ kind: 'mixed-floats-histograms' });
    } else {
      const histogram = ofHistograms(window);
      if (histogram !== undefined) window.histogram(histogram);
    }
  };
}

export const sumOverTime = ofEither(sum, (window) => histogramSumOverTime(window.histogramWindow(), window.report));
export const averageOverTime = ofEither(meanOf, (window) =>
  histogramAverageOverTime(window.histogramWindow(), window.report),
);
export const maxOverTime = ofFloats(max);
export const minOverTime = ofFloats(min);
export const varianceOverTime = ofFloats(variance);
export const deviationOverTime = ofFloats((values, from, to) => Math.sqrt(variance(values, from, to)));
export const medianDeviationOverTime = ofFloats(medianDeviation);

export const countOverTime: RangeFunction = (window) => {
  window.float(window.floatCount + window.histogramCount);
};

export const presentOverTime: RangeFunction = (window) => {
  window.float(1);
};

export const quantileOverTime: RangeFunction = (window) => {
  if (window.floatCount === 0) return;
  const quantile = window.arg(0);
  if (!(quantile >= 0 && quantile <= 1)) window.report({ kind: 'invalid-quantile', quantile });
  if (window.histogramCount > 0) window.report({ kind: 'ignored-in-mixed-range' });
  window.float(quantileOf(quantile, window.series.values.slice(window.from, window.to)));
};

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  let low = 0;
  for (let at = from; at < to; at++) {
    const value = values[at] as number;
    const next = total + value;
    low += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // With an infinite sum on the way there are no low parts.
  return Number.isFinite(low) ? total + low : sumWithInfinity(values, from, to);
}

function sumWithInfinity(values: Float64Array, from: number, to: number): number {
  let total = 0;
  let low = 0;
  for (let at = from; at < to; at++) {
    const value = values[at] as number;
    low = kahanLow(value, total, low);
    total += value;
  }
  return Math.abs(total) === Number.POSITIVE_INFINITY ? total : total + low;
}

/** The mean of values from `from` up to `to`: of their sum; where that would overflow, a running mean from there on. */
export function meanOf(values: Float64Array, from: number, to: number): number {
  let total = values[from] as number;
  let low = 0;
  for (let at = from + 1; at < to; at++) {
    const value = values[at] as number;
    const next = total + value;
    low += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  const count = to - from;
  return Number.isFinite(low) && Number.isFinite(total)
    ? total / count + low / count
    : meanWithOverflow(values, from, to);
}

function meanWithOverflow(values: Float64Array, from: number, to: number): number {
  let total = values[from] as number;
  let low = 0;
  const count = to - from;
  for (let at = from + 1; at < to; at++) {
    const value = values[at] as number;
    if (Math.abs(total + value) === Number.POSITIVE_INFINITY) {
      return runningMean(values, from, at, to, { sum: total, low });
    }
    low = kahanLow(value, total, low);
    total += value;
  }
  return total / count + low / count;
}

function runningMean(
  values: Float64Array,
  from: number,
  summed: number,
  to: number,
  so: { readonly sum: number; readonly low: number },
): number {
  let average = so.sum / (summed - from);
  let low = so.low / (summed - from);
  for (let at = summed; at < to; at++) {
    const count = at - from + 1;
    const share = (count - 1) / count;
    const part = (values[at] as number) / count;
    low = kahanLow(part, share * average, share * low);
    average = share * average + part;
  }
  return average + low;
}

/** NaN only when all are. */
function max(values: Float64Array, from: number, to: number): number {
  let greatest = values[from] as number;
  for (let at = from + 1; at < to; at++) {
    const value = values[at] as number;
    if (value > greatest || Number.isNaN(greatest)) greatest = value;
  }
  return greatest;
}

function min(values: Float64Array, from: number, to: number): number {
  let least = values[from] as number;
  for (let at = from + 1; at < to; at++) {
    const value = values[at] as number;
    if (value < least || Number.isNaN(least)) least = value;
  }
  return least;
}

/** Of the population, by Welford's method. */
function variance(values: Float64Array, from: number, to: number): number {
  let average = 0;
  let averageLow = 0;
  let squares = 0;
  let squaresLow = 0;
  for (let at = from; at < to; at++) {
    const value = values[at] as number;
    const delta = value - (average + averageLow);
    const part = delta / (at - from + 1);
    averageLow = kahanLow(part, average, averageLow);
    average += part;
    const square = delta * (value - (average + averageLow));
    squaresLow = kahanLow(square, squares, squaresLow);
    squares += square;
  }
  return (squares + squaresLow) / (to - from);
}

/** The median of the distances from the median; NaN as soon as one value is. */
function medianDeviation(values: Float64Array, from: number, to: number): number {
  const window = values.slice(from, to);
  if (window.some(Number.isNaN)) return Number.NaN;
  const median = quantileOf(0.5, window);
  return quantileOf(
    0.5,
    window.map((value) => Math.abs(value - median)),
  );
}
