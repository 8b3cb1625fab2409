import { expect, it } from 'vitest';
import { RowIntervals } from '../../../../../src/renderer/draw/waterfall/row-intervals.ts';

const path = new RowIntervals({
  rows: 4,
  fingerprint: 0,
  segments: 5,
  row: Uint32Array.of(0, 1, 2, 1, 0),
  from: Float64Array.of(0, 10, 20, 30, 60),
  to: Float64Array.of(10, 20, 30, 50, 70),
  total: 60,
});

it('finds the parts of a row in order', () => {
  expect([...path.of(1)]).toEqual([10, 20, 30, 50]);
  expect([...path.of(3)]).toEqual([]);
  expect([0, 1, 2, 3].map((row) => path.has(row))).toEqual([true, true, true, false]);
  expect([...path.flags()]).toEqual([1, 1, 1, 0]);
});

it('joins the parts of a closed subtree', () => {
  expect([...path.under(1, 3)]).toEqual([10, 50]);
  expect([...path.under(0, 4)]).toEqual([0, 50, 60, 70]);
  expect(path.under(0, 4)).toBe(path.under(0, 4));
});
