// A range selector as the result of an instant query: the samples of its window. Anchored and smoothed ones get samples
// at the edges of the range, taken over from before it or interpolated.
import type { MatrixSelector } from '../syntax/ast.ts';
import { interpolate } from './functions/interpolate.ts';
import { QueryError } from './query-error.ts';
import { selectRange } from './range-selector.ts';
import { cutRange, firstAfter } from './range-series.ts';
import { modifierOf } from './range-window.ts';
import type { Scope } from './scope.ts';
import type { RangeSeries } from './value.ts';

export function evaluateRange(expr: MatrixSelector, scope: Scope, func: string): readonly RangeSeries[] {
  const { bounds, series } = selectRange(expr, scope, func);
  const end = bounds.ends[0] as number;
  const start = end - bounds.rangeMillis;
  const modifier = modifierOf(expr);
  const results: RangeSeries[] = [];
  for (const one of series) {
    const cut = cutRange(one, start - bounds.beforeMillis, end + bounds.afterMillis);
    if (cut === undefined) continue;
    if (modifier === 'none') {
      results.push(cut);
      scope.session.budget.take(cut.times.length + cut.histograms.length);
      continue;
    }
    if (cut.histograms.length > 0) throw new QueryError(`${modifier} modifier is not supported with histograms`);
    const extended = extend(cut, start, end, modifier === 'smoothed');
    if (extended === undefined) continue;
    scope.session.budget.take(extended.times.length);
    results.push(extended);
  }
  return results;
}

/** Samples at both edges and those between them; undefined when nothing was measured after the start. */
function extend(series: RangeSeries, start: number, end: number, smoothed: boolean): RangeSeries | undefined {
  const { times, values } = series;
  const newest = times.length - 1;
  let first = Math.max(0, firstAfter(times, start, 0, newest) - 1);
  let last = smoothed ? firstAfter(times, end - 1, 0, newest) : newest;
  if ((times[last] as number) <= start) return undefined;
  const left =
    smoothed && (times[first] as number) < start ? interpolate(series, first, start, false) : (values[first] as number);
  const right =
    smoothed && last > 0 && (times[last] as number) > end
      ? interpolate(series, last - 1, end, false)
      : (values[last] as number);
  if ((times[first] as number) <= start) first++;
  if ((times[last] as number) >= end) last--;
  const inner = last >= first ? [first, last + 1] : [first, first];
  return {
    ...series,
    times: Float64Array.of(start, ...times.subarray(inner[0], inner[1]), end),
    values: Float64Array.of(left, ...values.subarray(inner[0], inner[1]), right),
    startTimes: undefined,
  };
}
