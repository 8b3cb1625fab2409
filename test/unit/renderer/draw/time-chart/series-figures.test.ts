import { expect, it } from 'vitest';
import { gappedValues } from '../../../../../src/renderer/draw/time-chart/gapped-values.ts';
import { seriesFigures } from '../../../../../src/renderer/draw/time-chart/series-figures.ts';

it('leaves gaps out of the figures', () => {
  expect(seriesFigures([null, 4, null, -2, 1, null])).toEqual({ last: 1, min: -2, max: 4, mean: 1, sum: 3, count: 3 });
  const none = seriesFigures([null, null]);
  expect([none.last, none.min, none.max, none.mean]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  expect(none.count).toBe(0);
});

it('makes gaps of what is not there or has no place on an axis', () => {
  const values = Float64Array.of(9, 1, 2, Number.NaN, Number.POSITIVE_INFINITY, 5);
  expect(gappedValues(values, Uint8Array.of(1, 1, 0, 1, 1, 2), 1, 5)).toEqual([1, null, null, null, null]);
});
