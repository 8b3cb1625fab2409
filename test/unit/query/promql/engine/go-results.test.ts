// Numbers, texts and hashes that must be those of Go and of Prometheus.
import { expect, it } from 'vitest';
import { goMax, goMin, goPow } from '../../../../../src/main/query/promql/engine/go-math.ts';
import { openMetricsFloat } from '../../../../../src/contract/open-metrics-float.ts';
import { hashLabels } from '../../../../../src/main/query/promql/engine/labels-hash.ts';
import { Labels } from '../../../../../src/main/query/promql/engine/labels.ts';
import { naturallyBefore } from '../../../../../src/main/query/promql/engine/natural-order.ts';
import { quantileOf } from '../../../../../src/main/query/promql/engine/quantile.ts';
import { xxhash64 } from '../../../../../src/main/query/promql/engine/xxhash64.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('has the special cases of Go where JavaScript differs', () => {
  expect(goPow(1, Number.NaN)).toBe(1);
  expect(goPow(-1, Number.POSITIVE_INFINITY)).toBe(1);
  expect(goPow(2, 10)).toBe(1024);
  expect(goMax(Number.NaN, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(goMax(Number.NaN, 1)).toBeNaN();
  expect(goMin(Number.NaN, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  expect(goMin(Number.NaN, 1)).toBeNaN();
});

it('hashes as the specification of xxHash says', () => {
  expect(xxhash64(bytes('')).toString(16)).toBe('ef46db3751d8e999');
  expect(xxhash64(bytes('a')).toString(16)).toBe('d24ec4f1a98c6e5b');
  expect(xxhash64(bytes('abc')).toString(16)).toBe('44bc2cf5ad770999');
  expect(xxhash64(bytes('Nobody inspects the spammish repetition')).toString(16)).toBe('fbcea83c8a378bf1');
});

it('hashes labels behind their lengths, whatever the characters', () => {
  const small = Labels.from({ a: 'ö', job: 'x' });
  expect(hashLabels(small)).toBe(xxhash64(bytes('\u0001a\u0002ö\u0003job\u0001x')));
  const value = 'x'.repeat(300);
  const long = Uint8Array.of(1, 97, 255, 300 & 255, 300 >> 8, 0, ...bytes(value));
  expect(hashLabels(Labels.from({ a: value }))).toBe(xxhash64(long));
});

it('orders digits as numbers', () => {
  const sorted = ['node10', 'node9', 'node1b', 'node1a', 'a', '10', '9'].toSorted((a, b) =>
    naturallyBefore(a, b) ? -1 : 1,
  );
  expect(sorted).toEqual(['9', '10', 'a', 'node1a', 'node1b', 'node9', 'node10']);
});

it('writes floats of labels with a point or an exponent', () => {
  expect([1, 0, -0, 0.5, 1e6, 123456, Number.POSITIVE_INFINITY].map(openMetricsFloat)).toEqual([
    '1.0',
    '0.0',
    '0.0',
    '0.5',
    '1e+06',
    '123456.0',
    '+Inf',
  ]);
});

it('sorts NaN first for quantiles', () => {
  const values = Float64Array.of(3, Number.NaN, 1);
  expect(quantileOf(1, values)).toBe(3);
  expect(quantileOf(0.5, values)).toBe(1);
  expect(quantileOf(0, values)).toBeNaN();
  expect(quantileOf(0.25, Float64Array.of(1, 2, 3, 4))).toBe(1.75);
  expect(quantileOf(-0.1, values)).toBe(Number.NEGATIVE_INFINITY);
  expect(quantileOf(1.1, values)).toBe(Number.POSITIVE_INFINITY);
  expect(quantileOf(0.5, new Float64Array(0))).toBeNaN();
});
