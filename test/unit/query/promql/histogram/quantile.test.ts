import { describe, expect, it } from 'vitest';
import { classicFraction, classicQuantile } from '../../../../../src/main/query/promql/histogram/classic-quantile.ts';
import type { ClassicBucket } from '../../../../../src/main/query/promql/histogram/classic-buckets.ts';
import { histogramFraction } from '../../../../../src/main/query/promql/histogram/fraction.ts';
import { histogramQuantile } from '../../../../../src/main/query/promql/histogram/quantile.ts';
import { histogramAverage, histogramVariance } from '../../../../../src/main/query/promql/histogram/statistics.ts';
import { trimHistogram } from '../../../../../src/main/query/promql/histogram/trim.ts';
import { testExpression } from '../../../../promql/test-expression.ts';
import { h, noNotes, noteList } from './literals.ts';

const quantile = (q: number, fields: string): number => histogramQuantile(q, h(fields), noNotes);
const fraction = (lower: number, upper: number, fields: string): number =>
  histogramFraction(lower, upper, h(fields), noNotes);

describe('quantile of a native histogram', () => {
  const positive = 'count:12 sum:100 z_bucket:2 z_bucket_w:0.001 buckets:[2 3 0 5]';

  it('interpolates on a logarithmic scale inside a bucket', () => {
    // 4 of 12 up to 1; the 5 highest are in (4,8].
    expect(quantile(1, positive)).toBe(8);
    expect(quantile(9.5 / 12, positive)).toBeCloseTo(2 ** 2.5, 12);
    expect(quantile(5.5 / 12, positive)).toBeCloseTo(2 ** 0.5, 12);
    expect(quantile(0.5, 'count:2 sum:-3 n_buckets:[0 2]')).toBeCloseTo(-Math.SQRT2, 12);
  });

  it('takes the zero bucket to end at 0 where there are only buckets of one sign', () => {
    expect(quantile(1 / 12, positive)).toBeCloseTo(0.0005, 12);
    expect(quantile(0.25, 'count:4 sum:-1 z_bucket:4 z_bucket_w:0.001')).toBeCloseTo(-0.0005, 12);
    expect(quantile(0.75, 'count:4 sum:-1 z_bucket:2 z_bucket_w:0.001 n_buckets:[2]')).toBeCloseTo(-0.0005, 12);
  });

  it('is linear between custom bounds, and never leaves them', () => {
    const custom = 'schema:-53 count:10 sum:50 custom_values:[5 10] buckets:[4 4 2]';
    expect(quantile(0.2, custom)).toBe(2.5);
    expect(quantile(0.6, custom)).toBe(7.5);
    expect(quantile(0.95, custom)).toBe(10);
    expect(quantile(0.2, 'schema:-53 count:2 sum:-9 custom_values:[-5 5] buckets:[2]')).toBe(-5);
  });

  it('has answers outside 0 to 1 and without observations', () => {
    expect([-0.1, 1.1, Number.NaN].map((q) => quantile(q, positive))).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect(quantile(0.5, '')).toBeNaN();
  });

  it('tells of observations of NaN', () => {
    const nans = h('count:10 sum:NaN buckets:[2 2]');
    const skewed = noteList();
    expect(histogramQuantile(0.4, nans, skewed.report)).toBe(2);
    expect(skewed.notes).toEqual([{ kind: 'quantile-nan-skew' }]);
    const above = noteList();
    expect(histogramQuantile(0.5, nans, above.report)).toBeNaN();
    expect(above.notes).toEqual([{ kind: 'quantile-nan-result' }]);
  });
});

describe('fraction of a native histogram', () => {
  const positive = 'count:12 sum:100 z_bucket:2 z_bucket_w:0.001 buckets:[2 3 0 5]';

  it('is the counterpart of the quantile', () => {
    for (const q of [0.05, 0.2, 0.4, 0.7, 0.9]) {
      expect(fraction(Number.NEGATIVE_INFINITY, quantile(q, positive), positive)).toBeCloseTo(q, 12);
    }
    expect(fraction(1, 2, positive)).toBe(0.25);
    expect(fraction(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, positive)).toBe(1);
    expect(fraction(-2, -1, 'count:4 sum:-3 n_buckets:[2 2]')).toBe(0.5);
  });

  it('knows nothing about the inside of infinite custom buckets', () => {
    const custom = 'schema:-53 count:10 sum:50 custom_values:[-5 5] buckets:[4 4 2]';
    expect(fraction(-5, 5, custom)).toBe(0.4);
    expect(fraction(Number.NEGATIVE_INFINITY, -6, custom)).toBe(0.4);
    expect(fraction(7, Number.POSITIVE_INFINITY, custom)).toBeCloseTo(0.2, 12);
  });

  it('has answers for odd bounds and without observations', () => {
    expect(fraction(2, 1, positive)).toBe(0);
    expect(fraction(Number.NaN, 1, positive)).toBeNaN();
    expect(fraction(0, 1, '')).toBeNaN();
    const { notes, report } = noteList();
    expect(histogramFraction(0, 4, h('count:4 sum:NaN buckets:[1 1]'), report)).toBe(0.5);
    expect(notes).toEqual([{ kind: 'fraction-nans' }]);
  });
});

it('estimates average and variance from the middles of buckets', () => {
  const histogram = h('count:4 sum:10 z_bucket:1 offset:1 buckets:[1 2]');
  expect(histogramAverage(histogram)).toBe(2.5);
  const expected = (2.5 ** 2 + (Math.SQRT2 - 2.5) ** 2 + 2 * (Math.sqrt(8) - 2.5) ** 2) / 4;
  expect(histogramVariance(histogram)).toBeCloseTo(expected, 12);
  const custom = h('schema:-53 count:2 sum:8 custom_values:[0 2 4 8] offset:1 buckets:[1 0 1]');
  expect(histogramVariance(custom)).toBe(((1 - 4) ** 2 + (6 - 4) ** 2) / 2);
});

describe('trimming', () => {
  const trimmed = (fields: string, value: number, side: 'upper' | 'lower'): string =>
    testExpression(trimHistogram(h(fields), value, side));

  it('keeps what is on one side of a bound, with the sum estimated anew', () => {
    const fields = 'count:5 sum:9 offset:1 buckets:[2 3]';
    expect(trimmed(fields, 2, 'upper')).toBe(`{{count:2 sum:${2 * Math.SQRT2} offset:1 buckets:[2]}}`);
    expect(trimmed(fields, 2, 'lower')).toBe(`{{count:3 sum:${3 * Math.sqrt(8)} offset:2 buckets:[3]}}`);
    expect(trimmed(fields, 9, 'upper')).toBe(testExpression(h(fields)));
    expect(trimmed(fields, 1, 'lower')).toBe(testExpression(h(fields)));
    expect(trimmed(fields, 0, 'upper')).toBe('{{}}');
  });

  it('divides the bucket that the value cuts', () => {
    const custom = 'schema:-53 count:10 sum:50 custom_values:[5 10] buckets:[4 4 2]';
    expect(trimmed(custom, 7.5, 'upper')).toBe('{{schema:-53 count:6 sum:22.5 custom_values:[5 10] buckets:[4 2]}}');
    expect(trimmed(custom, 7.5, 'lower')).toBe(
      '{{schema:-53 count:4 sum:37.5 custom_values:[5 10] offset:1 buckets:[2 2]}}',
    );
    expect(trimmed(custom, 2.5, 'upper')).toBe('{{schema:-53 count:2 sum:2.5 custom_values:[5 10] buckets:[2]}}');
  });

  it('cuts the zero bucket at 0 only if there are observations on both sides', () => {
    const both = 'count:4 sum:0 z_bucket:4 z_bucket_w:1';
    expect(trimmed(both, 0, 'upper')).toBe('{{count:2 sum:-1 z_bucket:2 z_bucket_w:1}}');
    expect(trimmed(`${both} offset:1 buckets:[1]`, 0.5, 'upper')).toBe('{{count:2 sum:0.5 z_bucket:2 z_bucket_w:1}}');
  });
});

describe('classic histograms', () => {
  const buckets = (...pairs: [number, number][]): ClassicBucket[] =>
    pairs.map(([upperBound, count]) => ({ upperBound, count }));
  const infinity = Number.POSITIVE_INFINITY;
  const usual = buckets([infinity, 10], [1, 4], [2, 8], [4, 9]);

  it('has linear quantiles', () => {
    expect(classicQuantile(0.2, usual)).toEqual({ value: 0.5, decrease: undefined });
    expect(classicQuantile(0.6, usual).value).toBe(1.5);
    expect(classicQuantile(0.99, usual).value).toBe(4);
    expect(classicQuantile(0.1, buckets([-1, 4], [infinity, 8])).value).toBe(-1);
    expect([-1, 2].map((q) => classicQuantile(q, usual).value)).toEqual([-infinity, infinity]);
  });

  it('has none without a bucket of all, or with only that one, or without observations', () => {
    expect(classicQuantile(0.5, buckets([1, 2], [2, 3])).value).toBeNaN();
    expect(classicQuantile(0.5, buckets([infinity, 3])).value).toBeNaN();
    expect(classicQuantile(0.5, buckets([1, 0], [infinity, 0])).value).toBeNaN();
    expect(classicQuantile(Number.NaN, usual).value).toBeNaN();
  });

  it('adds up buckets of the same bound', () => {
    expect(classicQuantile(0.5, buckets([1, 1], [1, 3], [2, 8], [infinity, 8])).value).toBe(1);
  });

  it('mends counts that go down, and says where', () => {
    const { value, decrease } = classicQuantile(0.5, buckets([1, 4], [2, 3], [3, 2], [4, 8], [infinity, 8]));
    expect(value).toBe(1);
    expect(decrease).toEqual({ minBucket: 2, maxBucket: 3, maxDifference: 2 });
    expect(classicQuantile(0.5, buckets([1, 4], [2, 4 - 1e-13], [infinity, 8])).decrease).toBeUndefined();
  });

  it('has fractions', () => {
    expect(classicFraction(0, 1.5, usual)).toBeCloseTo(0.6, 12);
    expect(classicFraction(-infinity, infinity, usual)).toBe(1);
    expect(classicFraction(1, 2, usual)).toBe(0.4);
    expect(classicFraction(5, infinity, usual)).toBeCloseTo(0.1, 12);
    expect(classicFraction(-2, 0, buckets([-1, 4], [1, 8], [infinity, 8]))).toBe(0.25);
    expect(classicFraction(1, 2, buckets([1, 2]))).toBeNaN();
    expect(classicFraction(2, 1, usual)).toBe(0);
  });
});
