// double_exponential_smoothing: a moving average that follows the trend.
// Source: https://en.wikipedia.org/wiki/Exponential_smoothing
import { QueryError } from '../query-error.ts';
import type { RangeFunction } from '../range-window.ts';

export const doubleExponentialSmoothing: RangeFunction = (window) => {
  const smoothing = window.arg(0);
  const trendFactor = window.arg(1);
  if (smoothing <= 0 || smoothing >= 1) throw invalid('smoothing', 'sf', smoothing);
  if (trendFactor <= 0 || trendFactor >= 1) throw invalid('trend', 'tf', trendFactor);
  if (window.floatCount > 0 && window.histogramCount > 0) window.report({ kind: 'ignored-in-mixed-range' });
  if (window.floatCount < 2) return;
  const { values } = window.series;
  let before = 0;
  let level = values[window.from] as number;
  let trend = (values[window.from + 1] as number) - level;
  for (let at = window.from + 1; at < window.to; at++) {
    if (at > window.from + 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    before = level;
    level = smoothing * (values[at] as number) + (1 - smoothing) * (before + trend);
  }
  window.float(level);
};

function invalid(name: string, short: string, got: number): QueryError {
  return new QueryError(`invalid ${name} factor. Expected: 0 < ${short} < 1, got: ${got.toFixed(6)}`);
}
