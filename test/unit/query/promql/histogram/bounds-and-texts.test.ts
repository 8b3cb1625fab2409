import { describe, expect, it } from 'vitest';
import { bucketBound, exponentialBound } from '../../../../../src/main/query/promql/histogram/bucket-bound.ts';
import { BucketWalk } from '../../../../../src/main/query/promql/histogram/bucket-walk.ts';
import {
  goFloat,
  goFloatDigits,
  goJsonFloat,
  goPlainFloat,
} from '../../../../../src/main/query/promql/histogram/go-float.ts';
import { histogramJson } from '../../../../../src/main/query/promql/histogram/histogram-json.ts';
import { histogramText } from '../../../../../src/main/query/promql/histogram/histogram-text.ts';
import { noteText } from '../../../../../src/main/query/promql/histogram/notes.ts';
import { histogramSequence, parseTestExpression } from '../../../../promql/parse-test-expression.ts';
import { testExpression } from '../../../../promql/test-expression.ts';
import { h } from './literals.ts';

describe('bounds', () => {
  it('are powers of two at whole steps, in every schema', () => {
    for (let schema = 0; schema <= 8; schema++) {
      for (const exponent of [-1074, -1, 0, 1, 2, 1023]) {
        expect(exponentialBound(exponent * 2 ** schema, schema)).toBe(2 ** exponent);
      }
      expect(exponentialBound(1024 * 2 ** schema, schema)).toBe(Number.MAX_VALUE);
      expect(exponentialBound(1024 * 2 ** schema + 1, schema)).toBe(Number.POSITIVE_INFINITY);
    }
    expect([1, 2, 64, 65, -1].map((index) => exponentialBound(index, -4))).toEqual([
      2 ** 16,
      2 ** 32,
      Number.MAX_VALUE,
      Number.POSITIVE_INFINITY,
      2 ** -16,
    ]);
  });

  it('have the digits that Prometheus prints', () => {
    expect([1, 2, 3].map((index) => exponentialBound(index, 2))).toEqual([
      1.189207115002721, 1.414213562373095, 1.6817928305074288,
    ]);
    expect(exponentialBound(-127, 8)).toBe(0.7090239421602076);
    expect(exponentialBound(-1, 8)).toBe(0.9972960560854698);
    // The last finite bucket but one: half the fraction times 2^1024.
    expect(exponentialBound(1023 * 2 + 1, 1)).toBe(0.7071067811865475 * 2 * 2 ** 1023);
  });

  it('rise', () => {
    for (let schema = 0; schema <= 8; schema++) {
      for (let index = -300; index < 300; index++) {
        expect(exponentialBound(index, schema)).toBeLessThan(exponentialBound(index + 1, schema));
      }
    }
  });

  it('of custom buckets are the given ones between the infinities', () => {
    const bounds = Float64Array.of(1, 5);
    expect([-1, 0, 1, 2].map((index) => bucketBound(index, -53, bounds))).toEqual([
      Number.NEGATIVE_INFINITY,
      1,
      5,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

describe('walk', () => {
  const all = h('count:10 sum:1 z_bucket:3 z_bucket_w:0.001 buckets:[1 0 2] n_buckets:[3 1]');
  const seen = (order: 'rising' | 'falling'): [number, number, number][] => {
    const walk = new BucketWalk(all, order);
    const list: [number, number, number][] = [];
    while (walk.next()) list.push([walk.lower, walk.upper, walk.count]);
    expect(walk.next()).toBe(false);
    return list;
  };
  const rising: [number, number, number][] = [
    [-2, -1, 1],
    [-1, -0.5, 3],
    [-0.001, 0.001, 3],
    [0.5, 1, 1],
    [1, 2, 0],
    [2, 4, 2],
  ];

  it('goes over all buckets in order of their values, and back', () => {
    expect(seen('rising')).toEqual(rising);
    expect(seen('falling')).toEqual(rising.toReversed());
  });

  it('stays at the last bucket at the end', () => {
    for (const fields of ['count:1 n_buckets:[1]', 'count:1 buckets:[1]', 'count:1 z_bucket:1 z_bucket_w:1']) {
      const walk = new BucketWalk(h(fields));
      while (walk.next());
      expect([walk.count, walk.upper - walk.lower > 0]).toEqual([1, true]);
    }
  });

  it('cuts buckets at the zero threshold', () => {
    const walk = new BucketWalk(h('count:2 z_bucket:1 z_bucket_w:0.75 buckets:[1] n_buckets:[1]'));
    const bounds: number[][] = [];
    while (walk.next()) bounds.push([walk.lower, walk.upper]);
    expect(bounds).toEqual([
      [-1, -0.75],
      [-0.75, 0.75],
      [0.75, 1],
    ]);
  });
});

describe('numbers as Go prints them', () => {
  it('with %g', () => {
    const values = [
      0,
      -0,
      1,
      123456,
      1234567,
      1e21,
      0.0001,
      0.00001,
      -2.5,
      1 / 3,
      Number.NaN,
      -Number.POSITIVE_INFINITY,
    ];
    expect(values.map(goFloat)).toEqual([
      '0', '-0', '1', '123456', '1.234567e+06', '1e+21', '0.0001', '1e-05', '-2.5', '0.3333333333333333', 'NaN', '-Inf',
    ]); // prettier-ignore
  });

  it('with digits, as JSON, and plainly', () => {
    expect([0.123456, 12.34, 123.4, 0.00001234, 0].map((value) => goFloatDigits(value, 2))).toEqual([
      '0.12', '12', '1.2e+02', '1.2e-05', '0',
    ]); // prettier-ignore
    expect([22.5, 23.5, -22.5, 22.500001, 0.125].map((value) => goFloatDigits(value, 2))).toEqual([
      '22', '24', '-22', '23', '0.12',
    ]); // prettier-ignore
    expect([1e-6, 1e-7, 1e20, 1e21, 1234567.5].map(goJsonFloat)).toEqual([
      '0.000001', '1e-07', '100000000000000000000', '1e+21', '1234567.5',
    ]); // prettier-ignore
    expect([-0, 1, 0.5, 1e-9, 1.5e22].map(goPlainFloat)).toEqual([
      '-0',
      '1',
      '0.5',
      '0.000000001',
      '15000000000000000000000',
    ]);
  });
});

describe('texts', () => {
  it('prints a histogram as Prometheus does', () => {
    expect(
      histogramText(h('schema:0 count:12 sum:5.5 z_bucket:2 z_bucket_w:0.001 buckets:[3 0 4] n_buckets:[1 2]')),
    ).toBe('{count:12, sum:5.5, [-2,-1):2, [-1,-0.5):1, [-0.001,0.001]:2, (0.5,1]:3, (2,4]:4}');
    expect(histogramText(h('schema:-53 count:6 sum:7 custom_values:[5 10] buckets:[1 2 3]'))).toBe(
      '{count:6, sum:7, [-Inf,5]:1, (5,10]:2, (10,+Inf]:3}',
    );
    expect(histogramText(h(''))).toBe('{count:0, sum:0}');
  });

  it('answers JSON with the rules of boundaries', () => {
    expect(
      histogramJson(h('count:42 sum:34593.34 z_bucket:3 z_bucket_w:0.25 offset:-1 buckets:[12] n_buckets:[1]')),
    ).toEqual({
      count: '42',
      sum: '34593.34',
      buckets: [
        [1, '-1', '-0.5', '1'],
        [3, '-0.25', '0.25', '3'],
        [0, '0.25', '0.5', '12'],
      ],
    });
    expect(histogramJson(h('schema:-53 count:3 sum:7 custom_values:[5] buckets:[1 2]'))).toEqual({
      count: '3',
      sum: '7',
      buckets: [
        [3, '-Inf', '5', '1'],
        [0, '5', '+Inf', '2'],
      ],
    });
    expect(histogramJson(h('count:NaN sum:1e-7'))).toEqual({ count: 'NaN', sum: '1e-07' });
  });

  it('reads and prints the notation of the test language', () => {
    for (const text of [
      '{{}}',
      '{{schema:1 count:5 sum:-0.5 z_bucket:1 z_bucket_w:0.01 offset:-2 buckets:[1 0 2] n_offset:3 n_buckets:[1]}}',
      '{{schema:-53 count:6 sum:1 custom_values:[5 10] counter_reset_hint:gauge buckets:[1 2 3]}}',
      '{{count:NaN sum:+Inf counter_reset_hint:not_reset}}',
    ]) {
      const parsed = parseTestExpression(text);
      expect(parsed.kind === 'ok' ? testExpression(parsed.histogram) : parsed.message).toBe(text);
    }
    expect(testExpression(h('buckets:[0 0 1 0 2 0] sum:0x10'))).toBe('{{sum:16 offset:2 buckets:[1 0 2]}}');
    expect(parseTestExpression('{{counter_reset_hint:unknown}}')).toMatchObject({ hintSet: true });
    expect(parseTestExpression('{{count:1}}')).toMatchObject({ hintSet: false });
  });

  it.each([
    ['{{count:1 count:2}}', 'duplicate key "count" in histogram'],
    ['{{cnt:1}}', 'unknown key "cnt" in histogram'],
    ['{{schema:1.5}}', 'error parsing schema number: 1.5'],
    ['{{buckets:[1 x]}}', 'error parsing buckets float array: [1 x]'],
    ['{{counter_reset_hint:maybe}}', 'error parsing counter_reset_hint: unknown value maybe'],
    ['{{count 1}}', 'unexpected text in histogram: count 1'],
  ])('says what is wrong with %s', (text, message) => {
    expect(parseTestExpression(text)).toEqual({ kind: 'wrong', message });
  });

  it('expands a histogram and a step into a series', () => {
    const series = histogramSequence(h('count:1 buckets:[1]'), h('count:2 buckets:[1 1]'), 2, '+');
    expect(series.kind === 'ok' && series.histograms.map(testExpression)).toEqual([
      '{{count:1 buckets:[1]}}',
      '{{count:3 buckets:[2 1]}}',
      '{{count:5 buckets:[3 2]}}',
    ]);
    expect(histogramSequence(h('schema:1'), h('schema:0'), 1, '+')).toEqual({
      kind: 'wrong',
      message: 'error combining histograms: cannot merge from schema 0 to 1',
    });
  });

  it('words notes as Prometheus does', () => {
    expect(noteText({ kind: 'not-counter' }, 'a"b')).toBe(
      'PromQL warning: this native histogram metric is not a counter: "a\\"b"',
    );
    expect(noteText({ kind: 'mixed-classic-native' }, '')).toBe(
      'PromQL warning: vector contains a mix of classic and native histograms',
    );
    const repair = {
      minBucket: 1,
      maxBucket: 8,
      maxDifference: 1.2345,
      samples: 2,
      firstMillis: 0,
      lastMillis: 3_000_500,
    };
    expect(noteText({ kind: 'forced-monotonic', repair }, 'x')).toBe(
      'PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) for metric name "x", from buckets 1 to 8, with a max diff of 1.2, over 2 samples from 1970-01-01T00:00:00Z to 1970-01-01T00:50:00Z',
    );
  });
});
