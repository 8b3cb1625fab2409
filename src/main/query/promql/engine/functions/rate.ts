// rate, increase and delta: what a series grew in a window, extrapolated to the window's edges.
// Formula: Prometheus' extrapolatedRate. Counters that fall have started anew; nothing is extrapolated below zero.
import { extendedHistogramRate } from '../../histogram/extended-rate.ts';
import { type RateFunction, type RateRange, histogramRate } from '../../histogram/rate.ts';
import { startOverlaps, startsAnew } from '../../histogram/start-times.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';
import { extendedRate } from './extended-rate.ts';

export function rateFunction(kind: RateFunction): RangeFunction {
  return (window) => {
    const { floatCount, histogramCount, call } = window;
    if (histogramCount > 0) {
      if (floatCount > 0) window.report({ kind: 'mixed-floats-histograms' });
      else rateOfHistograms(window, kind);
    } else if (call.modifier !== 'none') {
      const value = extendedRate(window, kind);
      if (value !== undefined) window.float(value);
    } else {
      rateOfFloats(window, kind);
    }
  };
}

function rateOfHistograms(window: RangeWindow, kind: RateFunction): void {
  const { modifier, rangeMillis } = window.call;
  const range: RateRange = {
    rangeStart: window.startMillis,
    rangeEnd: window.endMillis,
    rangeSeconds: rangeMillis / 1000,
  };
  const samples = window.histogramWindow();
  const rate =
    modifier === 'none'
      ? histogramRate(samples, range, kind, window.report)
      : extendedHistogramRate(samples, range, kind, modifier === 'smoothed', window.report);
  if (rate !== undefined) window.histogram(rate);
}

function rateOfFloats(window: RangeWindow, kind: RateFunction): void {
  const { from, to } = window;
  const { times, values } = window.series;
  const gaps = to - from - 1;
  const starts = kind === 'delta' ? undefined : window.startTimes();
  const firstTime = times[from] as number;
  const first = values[from] as number;
  const start = starts === undefined ? 0 : (starts[from] as number);
  const knownStart = start !== 0 && start > window.startMillis && start < firstTime;
  if (gaps === 0 && !knownStart) return;

  const lastTime = times[to - 1] as number;
  let increase = (values[to - 1] as number) - first;
  if (kind !== 'delta') {
    increase = starts === undefined ? addDrops(window, increase) : addResets(window, starts, increase);
  }
  let sampled = (lastTime - firstTime) / 1000;
  const gap = gaps > 0 ? sampled / gaps : 0;
  const threshold = gap * 1.1;
  let toStart = (firstTime - window.startMillis) / 1000;
  if (knownStart) {
    // The series was zero at its start, which lies inside the window.
    toStart = 0;
    sampled = (lastTime - start) / 1000;
    increase += first;
  } else {
    if (toStart >= threshold) toStart = gap / 2;
    if (kind !== 'delta' && increase > 0 && first >= 0) {
      const toZero = sampled * (first / increase);
      if (toZero < toStart) toStart = toZero;
    }
  }
  let toEnd = (window.endMillis - lastTime) / 1000;
  if (toEnd >= threshold) toEnd = gap / 2;
  let factor = sampled === 0 ? 1 : (sampled + toStart + toEnd) / sampled;
  if (kind === 'rate') factor /= window.call.rangeMillis / 1000;
  window.float(increase * factor);
}

/** The increase plus the value before each fall. */
function addDrops(window: RangeWindow, increase: number): number {
  const drops = window.drops();
  if (drops.length === 0) return increase;
  const { from, to } = window;
  const { values } = window.series;
  let low = 0;
  let high = drops.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((drops[middle] as number) > from) high = middle;
    else low = middle + 1;
  }
  let total = increase;
  for (; low < drops.length && (drops[low] as number) < to; low++) {
    total += values[(drops[low] as number) - 1] as number;
  }
  return total;
}

/** Likewise, where samples also say when their counting began. */
function addResets(window: RangeWindow, starts: Float64Array, increase: number): number {
  const { times, values } = window.series;
  let total = increase;
  let overlapSeen = false;
  for (let at = window.from + 1; at < window.to; at++) {
    const [previousStart, start] = [starts[at - 1] as number, starts[at] as number];
    const previousTime = times[at - 1] as number;
    if (!overlapSeen && startOverlaps(previousStart, previousTime, start)) {
      window.report({ kind: 'start-time-overlap', occurrences: 1 });
      overlapSeen = true;
    }
    const previous = values[at - 1] as number;
    const fell = (values[at] as number) < previous;
    if (fell || startsAnew(previousStart, previousTime, start, times[at] as number)) total += previous;
  }
  return total;
}
