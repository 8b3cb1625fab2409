import { describe, expect, it } from 'vitest';
import { stacked } from '../../../../../src/renderer/draw/time-chart/stacked.ts';

describe('stacking', () => {
  const series = [
    { values: [1, 2, null] },
    { values: [3, null, 5] },
    { values: [1, 1, 1], hidden: true },
    { values: [4, 4, 5] },
  ];

  it('adds what lies below; a gap adds nothing and stays one', () => {
    expect(stacked(series, 'normal')).toEqual([
      [1, 2, null],
      [4, null, 5],
      [1, 1, 1],
      [8, 6, 10],
    ]);
  });

  it('scales the whole of each time to 100', () => {
    expect(stacked(series, 'percent').at(-1)).toEqual([100, 100, 100]);
    expect(stacked([{ values: [0] }, { values: [0] }], 'percent')).toEqual([[0], [0]]);
  });

  it('keeps stacks apart, and what is in none as it is', () => {
    const values = [2, 4];
    const parts = [{ values }, { values, stack: 'x' }, { values, stack: false as const }, { values }];
    expect(stacked(parts, 'normal')).toEqual([values, values, values, [4, 8]]);
    expect(stacked(parts, 'percent').map((one) => one[0])).toEqual([50, 100, 2, 100]);
  });
});
