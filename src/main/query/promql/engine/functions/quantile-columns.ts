// quantile_over_time over all windows of a series of floats: one sorted window that moves along.
import type { FloatColumnsFunction } from '../range-window.ts';
import { SortedWindow } from '../sorted-window.ts';
import { floatSample } from '../value.ts';

export const quantileColumns: FloatColumnsFunction = (window, { from, to }, results, kinds) => {
  const { values } = window.series;
  const quantiles = window.call.args[0];
  const sorted = new SortedWindow();
  let first = 0;
  let next = 0;
  for (let step = 0; step < results.length; step++) {
    const begin = from[step] as number;
    const end = to[step] as number;
    if (end <= begin) continue;
    if (begin >= next) {
      sorted.clear();
      first = begin;
      next = begin;
    }
    while (first < begin) sorted.remove(values[first++] as number);
    while (next < end) sorted.add(values[next++] as number);
    const quantile = quantiles?.[step] ?? Number.NaN;
    if (!(quantile >= 0 && quantile <= 1)) window.report({ kind: 'invalid-quantile', quantile });
    results[step] = sorted.quantile(quantile);
    kinds[step] = floatSample;
  }
};
