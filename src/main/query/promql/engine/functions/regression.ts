// deriv and predict_linear: a straight line through the floats of a window, by least squares.
import { kahanLow } from '../../histogram/kahan.ts';
import type { RangeFunction, RangeWindow } from '../range-window.ts';

/** Per second. */
export const deriv: RangeFunction = (window) => {
  if (!hasTwoFloats(window)) return;
  // Times relative to one in the window keep the sums small.
  const line = lineThrough(window, window.series.times[window.from] as number);
  window.float(line.slope);
};

/** The value that the line has `arg(0)` seconds after the step. */
export const predictLinear: RangeFunction = (window) => {
  if (!hasTwoFloats(window)) return;
  const line = lineThrough(window, window.stepMillis);
  window.float(line.slope * window.arg(0) + line.intercept);
};

function hasTwoFloats(window: RangeWindow): boolean {
  if (window.floatCount > 0 && window.histogramCount > 0) window.report({ kind: 'ignored-in-mixed-range' });
  return window.floatCount >= 2;
}

interface Line {
  /** Per second. */
  readonly slope: number;
  readonly intercept: number;
}

class Sum {
  total = 0;
  #low = 0;

  add(value: number): void {
    this.#low = kahanLow(value, this.total, this.#low);
    this.total += value;
  }

  get exact(): number {
    return this.total + this.#low;
  }
}

function lineThrough(window: RangeWindow, originMillis: number): Line {
  const { times, values } = window.series;
  const first = values[window.from] as number;
  const [x, y, xy, x2] = [new Sum(), new Sum(), new Sum(), new Sum()];
  let constant = true;
  for (let at = window.from; at < window.to; at++) {
    const value = values[at] as number;
    if (at > window.from && value !== first) constant = false;
    const seconds = ((times[at] as number) - originMillis) / 1000;
    x.add(seconds);
    y.add(value);
    xy.add(seconds * value);
    x2.add(seconds * seconds);
  }
  if (constant) {
    const infinite = Math.abs(first) === Number.POSITIVE_INFINITY;
    return infinite ? { slope: Number.NaN, intercept: Number.NaN } : { slope: 0, intercept: first };
  }
  const count = window.floatCount;
  const covariance = xy.exact - (x.exact * y.exact) / count;
  const variance = x2.exact - (x.exact * x.exact) / count;
  const slope = covariance / variance;
  return { slope, intercept: y.exact / count - (slope * x.exact) / count };
}
