// rate, increase and delta of floats from edge to edge of the window, for anchored and smoothed selectors: the value at
// an edge is the last one before it, or interpolated (smoothed). Windows then reach beyond the edges.
import type { RateFunction } from '../../histogram/rate.ts';
import { firstAfter } from '../range-series.ts';
import type { RangeWindow } from '../range-window.ts';
import { interpolate } from './interpolate.ts';

/** Undefined when nothing was measured inside the window. */
export function extendedRate(window: RangeWindow, kind: RateFunction): number | undefined {
  const { from, to, startMillis, endMillis } = window;
  const { times, values } = window.series;
  const smoothed = window.call.modifier === 'smoothed';
  const counter = kind !== 'delta';
  const newest = to - 1;
  let first = Math.max(from, firstAfter(times, startMillis, from, newest) - 1);
  // Times are whole milliseconds: at or after the edge is after the millisecond before it.
  let last = smoothed ? firstAfter(times, endMillis - 1, from, newest) : newest;
  const firstTime = times[first] as number;
  const lastTime = times[last] as number;
  if (lastTime <= startMillis) return undefined;
  if (smoothed && firstTime > endMillis) return undefined;

  const left =
    smoothed && firstTime < startMillis
      ? interpolate(window.series, first, startMillis, counter)
      : (values[first] as number);
  const right =
    smoothed && last > from && lastTime > endMillis
      ? interpolate(window.series, last - 1, endMillis, counter)
      : (values[last] as number);
  let increase = right - left;
  if (counter) {
    if (firstTime <= startMillis) first++;
    if (lastTime >= endMillis) last--;
    let previous = left;
    let lost = 0;
    for (let at = first; at <= last; at++) {
      const value = values[at] as number;
      if (value < previous) lost += previous;
      previous = value;
    }
    if (right < previous) lost += previous;
    increase += lost;
  }
  return kind === 'rate' ? increase / (window.call.rangeMillis / 1000) : increase;
}
