import { describe, expect, it } from 'vitest';
import { addHistograms, subtractHistograms } from '../../../../../src/main/query/promql/histogram/combine.ts';
import { compact } from '../../../../../src/main/query/promql/histogram/compact.ts';
import { detectReset } from '../../../../../src/main/query/promql/histogram/detect-reset.ts';
import { almostEqual, equalHistograms } from '../../../../../src/main/query/promql/histogram/equal-histograms.ts';
import { histogramOperator } from '../../../../../src/main/query/promql/histogram/histogram-operator.ts';
import { divideHistogram, multiplyHistogram } from '../../../../../src/main/query/promql/histogram/scale.ts';
import { testExpression } from '../../../../promql/test-expression.ts';
import { h, noNotes, noteList } from './literals.ts';

function sum(a: string, b: string): string | undefined {
  const combined = addHistograms(h(a), h(b));
  return combined && testExpression(combined.histogram);
}

function difference(a: string, b: string): string | undefined {
  const combined = subtractHistograms(h(a), h(b));
  return combined && testExpression(combined.histogram);
}

describe('sum and difference', () => {
  it('adds bucket by bucket, whatever gaps either has', () => {
    expect(sum('count:6 sum:5 buckets:[1 2 3]', 'count:9 sum:7 offset:1 buckets:[4 0 5]')).toBe(
      '{{count:15 sum:12 buckets:[1 6 3 5]}}',
    );
    expect(sum('count:1 sum:1 offset:5 buckets:[1]', 'count:2 sum:2 offset:-3 buckets:[2]')).toBe(
      '{{count:3 sum:3 offset:-3 buckets:[2 0 0 0 0 0 0 0 1]}}',
    );
    expect(sum('count:2 sum:-3 n_buckets:[1 1]', 'count:1 sum:4 buckets:[1]')).toBe(
      '{{count:3 sum:1 buckets:[1] n_buckets:[1 1]}}',
    );
  });

  it('reduces to the coarser schema', () => {
    // Schema 1: buckets 0 (0.707,1], 1 (1,1.414], 2 (1.414,2]; in schema 0 the last two are bucket 1.
    expect(sum('schema:1 count:6 buckets:[1 2 3]', 'schema:0 count:3 buckets:[1 2]')).toBe('{{count:9 buckets:[2 7]}}');
    expect(sum('schema:0 count:3 buckets:[1 2]', 'schema:1 count:6 buckets:[1 2 3]')).toBe('{{count:9 buckets:[2 7]}}');
    expect(difference('schema:0 count:3 buckets:[1 2]', 'schema:2 count:2 offset:3 buckets:[1 1]')).toBe(
      '{{count:1 buckets:[1]}}',
    );
  });

  it('widens the narrower zero bucket over the buckets it covers', () => {
    // Bucket 0 of schema 0 is (0.5,1], bucket -1 is (0.25,0.5].
    expect(sum('count:4 z_bucket:1 z_bucket_w:0.5 buckets:[3]', 'count:3 offset:-1 buckets:[2 1]')).toBe(
      '{{count:7 z_bucket:3 z_bucket_w:0.5 buckets:[4]}}',
    );
    expect(sum('count:3 offset:-1 buckets:[2 1]', 'count:4 z_bucket:1 z_bucket_w:0.5 buckets:[3]')).toBe(
      '{{count:7 z_bucket:3 z_bucket_w:0.5 buckets:[4]}}',
    );
  });

  it('does not cut a populated bucket: the zero bucket grows to its end, on both sides', () => {
    // 0.75 lies inside (0.5,1], so the threshold becomes 1, and the negative bucket (-1,-0.5] goes too.
    expect(sum('count:2 z_bucket:2 z_bucket_w:0.75', 'count:9 buckets:[3 2] n_buckets:[4]')).toBe(
      '{{count:11 z_bucket:9 z_bucket_w:1 offset:1 buckets:[2]}}',
    );
    expect(sum('count:2 z_bucket:2 z_bucket_w:0.75', 'count:2 offset:1 buckets:[2]')).toBe(
      '{{count:4 z_bucket:2 z_bucket_w:0.75 offset:1 buckets:[2]}}',
    );
  });

  it('keeps of custom bounds those that both have', () => {
    const a = h('schema:-53 count:10 sum:9 custom_values:[1 2 5] buckets:[1 2 3 4]');
    const b = h('schema:-53 count:6 sum:5 custom_values:[1 3 5] buckets:[1 1 1 3]');
    const added = addHistograms(a, b);
    expect(added?.boundsReconciled).toBe(true);
    expect(added && testExpression(added.histogram)).toBe(
      '{{schema:-53 count:16 sum:14 custom_values:[1 5] buckets:[2 7 7]}}',
    );
    const less = subtractHistograms(a, b);
    expect(less && testExpression(less.histogram)).toBe(
      '{{schema:-53 count:4 sum:4 custom_values:[1 5] offset:1 buckets:[3 1]}}',
    );
    const nothingShared = addHistograms(a, h('schema:-53 count:1 sum:1 custom_values:[7] buckets:[1]'));
    expect(nothingShared && testExpression(nothingShared.histogram)).toBe(
      '{{schema:-53 count:11 sum:10 custom_values:[] buckets:[11]}}',
    );
  });

  it('has no sum of exponential and custom buckets', () => {
    expect(sum('schema:-53 count:1 custom_values:[1] buckets:[1]', 'count:1 buckets:[1]')).toBeUndefined();
  });

  it('takes over hints: gauge before unknown before agreement', () => {
    const hint = (a: string, b: string): string | undefined =>
      addHistograms(h(`counter_reset_hint:${a}`), h(`counter_reset_hint:${b}`))?.histogram.hint;
    expect(hint('reset', 'reset')).toBe('reset');
    expect(hint('reset', 'gauge')).toBe('gauge');
    expect(hint('unknown', 'not_reset')).toBe('unknown');
    expect(hint('reset', 'not_reset')).toBe('unknown');
    expect(addHistograms(h('counter_reset_hint:reset'), h('counter_reset_hint:not_reset'))?.resetCollision).toBe(true);
    expect(addHistograms(h('counter_reset_hint:reset'), h('counter_reset_hint:unknown'))?.resetCollision).toBe(false);
  });

  it('leaves its operands as they were', () => {
    const a = h('count:4 z_bucket:1 z_bucket_w:0.5 buckets:[3]');
    const b = h('count:3 offset:-1 buckets:[2 1]');
    const before = [testExpression(a), testExpression(b)];
    addHistograms(a, b);
    subtractHistograms(b, a);
    expect([testExpression(a), testExpression(b)]).toEqual(before);
  });
});

describe('scaling', () => {
  const one = h('schema:1 count:6 sum:8 z_bucket:1 z_bucket_w:0.1 buckets:[2 0 2] n_buckets:[1]');

  it('multiplies and divides all counts', () => {
    expect(testExpression(multiplyHistogram(one, 2))).toBe(
      '{{schema:1 count:12 sum:16 z_bucket:2 z_bucket_w:0.1 buckets:[4 0 4] n_buckets:[2]}}',
    );
    expect(testExpression(divideHistogram(one, -2))).toBe(
      '{{schema:1 count:-3 sum:-4 z_bucket:-0.5 z_bucket_w:0.1 counter_reset_hint:gauge buckets:[-1 0 -1] n_buckets:[-0.5]}}',
    );
  });

  it('has no buckets after division by zero', () => {
    expect(testExpression(divideHistogram(one, 0))).toBe(
      '{{schema:1 count:+Inf sum:+Inf z_bucket:+Inf z_bucket_w:0.1}}',
    );
  });
});

describe('operators', () => {
  const a = h('count:3 sum:4 buckets:[1 2]');
  const b = h('count:2 sum:1 buckets:[0 2]');

  it('makes a compact gauge of a difference', () => {
    const value = histogramOperator('-', a, b, noNotes);
    expect(value && testExpression(value.histogram)).toBe('{{count:1 sum:3 counter_reset_hint:gauge buckets:[1]}}');
    expect(value?.histogram.positive.counts.length).toBe(1);
  });

  it('compares as data', () => {
    expect(histogramOperator('==', a, h('count:3 sum:4 buckets:[1 2]'), noNotes)).toEqual({
      histogram: a,
      holds: true,
    });
    expect(histogramOperator('!=', a, b, noNotes)).toEqual({ histogram: a, holds: true });
    expect(histogramOperator('==', a, b, noNotes)?.holds).toBe(false);
  });

  it('notes what has no meaning', () => {
    const { notes, report } = noteList();
    expect(histogramOperator('+', 1, a, report)).toBeUndefined();
    expect(histogramOperator('/', 2, a, report)).toBeUndefined();
    expect(histogramOperator('>', a, b, report)).toBeUndefined();
    expect(histogramOperator('+', a, h('schema:-53 custom_values:[1] buckets:[1]'), report)).toBeUndefined();
    expect(notes).toEqual([
      { kind: 'incompatible-types', left: 'float', operator: '+', right: 'histogram' },
      { kind: 'incompatible-types', left: 'float', operator: '/', right: 'histogram' },
      { kind: 'incompatible-types', left: 'histogram', operator: '>', right: 'histogram' },
      { kind: 'incompatible-layout', operator: '+' },
    ]);
  });
});

describe('resets', () => {
  const resets = (now: string, before: string): boolean => detectReset(h(now), h(before));

  it('believes hints', () => {
    expect(resets('count:5 counter_reset_hint:reset', 'count:1')).toBe(true);
    expect(resets('count:0 counter_reset_hint:not_reset', 'count:1')).toBe(false);
    expect(resets('count:0 counter_reset_hint:gauge', 'count:1')).toBe(true);
  });

  it('finds a count that went down, anywhere', () => {
    expect(resets('count:5 buckets:[3 2]', 'count:5 buckets:[3 2]')).toBe(false);
    expect(resets('count:6 buckets:[2 4]', 'count:5 buckets:[3 2]')).toBe(true);
    expect(resets('count:6 offset:1 buckets:[6]', 'count:5 buckets:[3 2]')).toBe(true);
    expect(resets('count:6 offset:1 buckets:[6]', 'count:5 buckets:[0 5]')).toBe(false);
    expect(resets('count:6 z_bucket:1 n_buckets:[5]', 'count:5 z_bucket:2 n_buckets:[3]')).toBe(true);
    expect(resets('count:6 n_buckets:[2]', 'count:5 n_buckets:[3]')).toBe(true);
    expect(resets('count:6', 'count:5 buckets:[3 2]')).toBe(true);
  });

  it('takes finer schemas and narrower zero buckets for resets, and the opposite not', () => {
    expect(resets('schema:1 count:6', 'schema:0 count:5')).toBe(true);
    expect(resets('schema:0 count:6 buckets:[1 5]', 'schema:1 count:5 buckets:[1 2 2]')).toBe(false);
    expect(resets('schema:0 count:6 buckets:[1 3]', 'schema:1 count:5 buckets:[1 2 2]')).toBe(true);
    expect(resets('count:6 z_bucket:6 z_bucket_w:0.5', 'count:5 z_bucket:5 z_bucket_w:1')).toBe(true);
    expect(resets('count:6 z_bucket:6 z_bucket_w:1', 'count:5 z_bucket:2 z_bucket_w:0.5 buckets:[3]')).toBe(false);
    expect(resets('count:9 z_bucket:9 z_bucket_w:0.75', 'count:5 z_bucket:2 z_bucket_w:0.5 buckets:[3]')).toBe(true);
  });

  it('compares custom buckets at the bounds that both have', () => {
    const before = 'schema:-53 count:6 custom_values:[1 2 5] buckets:[1 2 2 1]';
    expect(resets('schema:-53 count:7 custom_values:[1 3 5] buckets:[1 3 1 2]', before)).toBe(false);
    expect(resets('schema:-53 count:7 custom_values:[1 3 5] buckets:[1 2 1 3]', before)).toBe(true);
    expect(resets('schema:-53 count:7 custom_values:[1] buckets:[7]', 'count:5 buckets:[5]')).toBe(true);
    expect(resets('count:7 buckets:[7]', before)).toBe(true);
  });
});

describe('equality', () => {
  it('compares layout and values, but no hints', () => {
    expect(equalHistograms(h('count:1 buckets:[1]'), h('count:1 buckets:[1] counter_reset_hint:gauge'))).toBe(true);
    expect(equalHistograms(h('sum:NaN'), h('sum:NaN'))).toBe(true);
    const spacious = h('count:1 buckets:[1 0]');
    expect(equalHistograms(h('count:1 buckets:[1]'), spacious)).toBe(false);
    expect(equalHistograms(h('count:1 buckets:[1]'), compact(spacious))).toBe(true);
  });

  it('has a tolerance relative to the sum of the sizes', () => {
    expect(almostEqual(1, 1 + 1e-6, 1e-6)).toBe(true);
    expect(almostEqual(1, 1 + 3e-6, 1e-6)).toBe(false);
    expect(almostEqual(0, 1e-300, 1e-6)).toBe(false);
    expect(almostEqual(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1e-6)).toBe(true);
    expect(almostEqual(Number.POSITIVE_INFINITY, 1e308, 1e-6)).toBe(false);
    const a = h('count:1000000 sum:3 buckets:[1000000]');
    expect(
      equalHistograms(a, h('count:1000001 sum:3.000001 buckets:[1000001]'), (left, right) =>
        almostEqual(left, right, 1e-6),
      ),
    ).toBe(true);
    expect(
      equalHistograms(a, h('count:1000009 sum:3 buckets:[1000009]'), (left, right) => almostEqual(left, right, 1e-6)),
    ).toBe(false);
  });
});
