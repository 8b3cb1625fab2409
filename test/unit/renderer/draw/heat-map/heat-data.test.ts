import { describe, expect, it } from 'vitest';
import {
  bucketSums,
  heatOfClassic,
  heatOfHistograms,
  onlyBucket,
} from '../../../../../src/renderer/draw/heat-map/heat-data.ts';

const times = { start: 1000, step: 500, steps: 2 };

describe('cells of a distribution', () => {
  it('takes classic buckets apart, whatever their order', () => {
    const heat = heatOfClassic(
      [
        { upper: Infinity, values: [10, null] },
        { upper: 1, values: [4, 2] },
        { upper: 5, values: [9, 2] },
      ],
      times,
    );
    expect(heat.bounds).toEqual([0, 1, 5, Infinity]);
    expect([...heat.counts]).toEqual([4, 5, 1, 2, 0, 0]);
    expect(bucketSums(heat)).toEqual([
      { lower: 0, upper: 1, count: 6 },
      { lower: 1, upper: 5, count: 5 },
      { lower: 5, upper: Infinity, count: 1 },
    ]);
  });

  it('keeps one empty row beside what is held, not more', () => {
    const bounds = [1, 2, 3, 4, 5, 6];
    const heat = heatOfClassic(
      bounds.map((upper) => ({ upper, values: [upper >= 4 ? 7 : 0, null] })),
      times,
    );
    expect(heat.bounds).toEqual([2, 3, 4, 5]);
  });

  it('divides a wide bucket among the rows that finer ones make', () => {
    const heat = heatOfHistograms(
      {
        count: 2,
        series: Uint32Array.of(0, 0),
        step: Uint32Array.of(0, 1),
        total: Float64Array.of(4, 6),
        sum: Float64Array.of(1, 1),
        bucketStart: Uint32Array.of(0, 1, 3),
        lower: Float64Array.of(1, 1, 2),
        upper: Float64Array.of(4, 2, 4),
        bucketCount: Float64Array.of(4, 5, 1),
      },
      times,
    );
    expect(heat.bounds).toEqual([1, 2, 4]);
    expect([...heat.counts]).toEqual([2, 2, 5, 1]);
  });

  it('has no cells where nothing was observed', () => {
    expect(bucketSums(heatOfClassic([], times))).toEqual([]);
  });
});

describe('all mass in one bucket', () => {
  const sums = (counts: readonly number[]) => counts.map((count, at) => ({ lower: at * 5, upper: at * 5 + 5, count }));

  it('is told when a percentile would be made up', () => {
    expect(onlyBucket(sums([990, 10, 0]))).toEqual({ lower: 0, upper: 5, count: 990 });
    expect(onlyBucket(sums([900, 100, 0]))).toBeUndefined();
    expect(onlyBucket(sums([0, 0]))).toBeUndefined();
  });

  it('is no matter in a narrow bucket', () => {
    expect(onlyBucket([{ lower: 1, upper: 1.2, count: 5 }])).toBeUndefined();
    expect(onlyBucket([{ lower: 1, upper: Infinity, count: 5 }])).toBeDefined();
  });
});
