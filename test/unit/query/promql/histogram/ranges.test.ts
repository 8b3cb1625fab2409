import { describe, expect, it } from 'vitest';
import { extendedHistogramRate } from '../../../../../src/main/query/promql/histogram/extended-rate.ts';
import { HistogramMean } from '../../../../../src/main/query/promql/histogram/histogram-mean.ts';
import { HistogramSum } from '../../../../../src/main/query/promql/histogram/histogram-sum.ts';
import type { HistogramWindow } from '../../../../../src/main/query/promql/histogram/histogram-window.ts';
import { histogramInstantValue } from '../../../../../src/main/query/promql/histogram/instant-value.ts';
import { smoothedHistogram } from '../../../../../src/main/query/promql/histogram/interpolate.ts';
import {
  histogramAverageOverTime,
  histogramSumOverTime,
} from '../../../../../src/main/query/promql/histogram/over-time.ts';
import { histogramRate, type RateFunction } from '../../../../../src/main/query/promql/histogram/rate.ts';
import { startOverlaps, startsAnew } from '../../../../../src/main/query/promql/histogram/start-times.ts';
import { testExpression } from '../../../../promql/test-expression.ts';
import { addHistograms } from '../../../../../src/main/query/promql/histogram/combine.ts';
import type { FloatHistogram } from '../../../../../src/main/query/promql/histogram/float-histogram.ts';
import { h, noNotes, noteList } from './literals.ts';

/** A sample each minute, the first at 0. */
function minutes(fields: readonly string[], startTimes?: readonly number[]): HistogramWindow {
  return {
    times: fields.map((_, i) => i * 60_000),
    histograms: fields.map(h),
    startTimes,
    begin: 0,
    end: fields.length,
  };
}

const text = (histogram: FloatHistogram | undefined): string | undefined => histogram && testExpression(histogram);

/** Over the window's own times, so that nothing is extrapolated. */
function rate(window: HistogramWindow, kind: RateFunction, report = noNotes): string | undefined {
  const rangeEnd = (window.end - 1) * 60_000;
  return text(histogramRate(window, { rangeStart: 0, rangeEnd, rangeSeconds: rangeEnd / 1000 }, kind, report));
}

describe('rate', () => {
  const rising = minutes([
    'count:4 sum:4 buckets:[4]',
    'count:6 sum:7 buckets:[4 2]',
    'count:16 sum:20 buckets:[6 10]',
  ]);

  it('is the difference of last and first, per second of the range', () => {
    expect(rate(rising, 'increase')).toBe('{{count:12 sum:16 counter_reset_hint:gauge buckets:[2 10]}}');
    expect(rate(rising, 'rate')).toBe(
      '{{count:0.1 sum:0.13333333333333333 counter_reset_hint:gauge buckets:[0.016666666666666666 0.08333333333333333]}}',
    );
  });

  it('adds what was lost at resets', () => {
    const reset = minutes(['count:4 sum:4 buckets:[4]', 'count:6 sum:7 buckets:[4 2]', 'count:1 sum:1 buckets:[1]']);
    expect(rate(reset, 'increase')).toBe('{{count:3 sum:4 counter_reset_hint:gauge buckets:[1 2]}}');
    // A reset right after the first sample: not even the first one's layout matters.
    const early = minutes([
      'schema:-53 count:9 custom_values:[1] buckets:[9]',
      'count:1 buckets:[1]',
      'count:3 buckets:[3]',
    ]);
    expect(rate(early, 'increase')).toBe('{{count:3 counter_reset_hint:gauge buckets:[3]}}');
  });

  it('extrapolates to the edges of the range, but not below zero', () => {
    const range = { rangeStart: -30_000, rangeEnd: 150_000, rangeSeconds: 180 };
    // Half a minute at each side; the count is 0 a third of the sampled time before the first sample, which is further.
    expect(text(histogramRate(rising, range, 'increase', noNotes))).toBe(
      '{{count:18 sum:24 counter_reset_hint:gauge buckets:[3 15]}}',
    );
    const fromZero = minutes(['buckets:[0]', 'count:6 buckets:[6]', 'count:12 buckets:[12]']);
    expect(text(histogramRate(fromZero, range, 'increase', noNotes))).toBe(
      '{{count:15 counter_reset_hint:gauge buckets:[15]}}',
    );
  });

  it('needs two samples, or a start inside the range', () => {
    const range = { rangeStart: -120_000, rangeEnd: 0, rangeSeconds: 120 };
    expect(histogramRate(minutes(['count:4 buckets:[4]']), range, 'increase', noNotes)).toBeUndefined();
    const started = minutes(['count:4 buckets:[4]'], [-60_000]);
    expect(text(histogramRate(started, range, 'increase', noNotes))).toBe('{{count:4 buckets:[4]}}');
    expect(histogramRate(started, range, 'delta', noNotes)).toBeUndefined();
  });

  it('takes start times for resets', () => {
    const growing = minutes(['count:4 buckets:[4]', 'count:6 buckets:[6]'], [0, 30_000]);
    expect(rate(growing, 'increase')).toBe('{{count:6 counter_reset_hint:gauge buckets:[6]}}');
  });

  it('warns of gauges under rate and of counters under delta', () => {
    const gauge = minutes([
      'count:4 counter_reset_hint:gauge buckets:[4]',
      'count:6 counter_reset_hint:gauge buckets:[6]',
    ]);
    const counted = noteList();
    rate(gauge, 'rate', counted.report);
    expect(counted.notes[0]).toEqual({ kind: 'not-counter' });
    expect(rate(gauge, 'delta')).toBe('{{count:2 counter_reset_hint:gauge buckets:[2]}}');
    const delta = noteList();
    rate(rising, 'delta', delta.report);
    expect(delta.notes).toEqual([{ kind: 'not-gauge' }]);
  });

  it('drops what mixes exponential and custom buckets', () => {
    const custom = 'schema:-53 count:9 custom_values:[1] buckets:[9] counter_reset_hint:gauge';
    const last = 'count:10 counter_reset_hint:gauge';
    const between = noteList();
    expect(rate(minutes(['count:1', 'count:2', custom, last]), 'rate', between.report)).toBeUndefined();
    expect(between.notes).toEqual([{ kind: 'mixed-exponential-custom' }]);
    // The first one does not count after a reset, so the second and the last are compared.
    const edges = noteList();
    expect(rate(minutes(['count:1', custom, last]), 'rate', edges.report)).toBeUndefined();
    expect(edges.notes).toEqual([{ kind: 'not-counter' }, { kind: 'mixed-exponential-custom' }]);
  });
});

it('finds the same resets whether they are remembered from window to window or not', () => {
  const all = minutes([
    'count:4 buckets:[4]',
    'count:6 buckets:[6]',
    'count:2 buckets:[2]',
    'count:5 buckets:[5]',
    'schema:-53 count:9 custom_values:[1] buckets:[9]',
    'schema:-53 count:8 custom_values:[1] buckets:[8]',
  ]);
  const knownResets = new Uint8Array(all.end);
  for (let begin = 0; begin < all.end; begin++) {
    for (let end = begin + 1; end <= all.end; end++) {
      const alone = { ...all, begin, end };
      const remembering = { ...alone, knownResets };
      const range = { rangeStart: 0, rangeEnd: 360_000, rangeSeconds: 360 };
      const ignore = (): void => undefined;
      expect(text(histogramRate(remembering, range, 'rate', ignore))).toBe(
        text(histogramRate(alone, range, 'rate', ignore)),
      );
    }
  }
  expect([...knownResets]).toEqual([0, 1, 2, 1, 2, 2]);
});

describe('irate and idelta', () => {
  it('look at the last two samples', () => {
    const window = minutes(['count:99', 'count:4 buckets:[4]', 'count:10 buckets:[10]']);
    expect(text(histogramInstantValue(window, 'irate', noNotes))).toBe(
      '{{count:0.1 counter_reset_hint:gauge buckets:[0.1]}}',
    );
    const reset = minutes(['count:12 buckets:[12]', 'count:6 buckets:[6]']);
    expect(text(histogramInstantValue(reset, 'irate', noNotes))).toBe(
      '{{count:0.1 counter_reset_hint:gauge buckets:[0.1]}}',
    );
    const { notes, report } = noteList();
    expect(text(histogramInstantValue(reset, 'idelta', report))).toBe(
      '{{count:-6 counter_reset_hint:gauge buckets:[-6]}}',
    );
    expect(notes).toEqual([{ kind: 'not-gauge' }]);
    expect(histogramInstantValue(minutes(['count:1']), 'irate', noNotes)).toBeUndefined();
  });
});

describe('anchored and smoothed', () => {
  const window = minutes(['count:4 buckets:[4]', 'count:6 buckets:[6]', 'count:2 buckets:[2]', 'count:8 buckets:[8]']);
  const increase = (rangeStart: number, rangeEnd: number, smoothed: boolean): string | undefined =>
    text(extendedHistogramRate(window, { rangeStart, rangeEnd, rangeSeconds: 1 }, 'increase', smoothed, noNotes));

  it('goes from the last sample before the range to its last sample', () => {
    expect(increase(30_000, 180_000, false)).toBe('{{count:10 counter_reset_hint:gauge buckets:[10]}}');
    expect(increase(180_000, 240_000, false)).toBeUndefined();
  });

  it('interpolates at both edges', () => {
    // 5 at 0:30, 6 at 1:00, reset, 2 at 2:00, 5 at 2:30.
    expect(increase(30_000, 150_000, true)).toBe('{{count:6 counter_reset_hint:gauge buckets:[6]}}');
    // At 1:30 the counter is taken to be at 1 after its reset.
    expect(increase(90_000, 150_000, true)).toBe('{{count:4 counter_reset_hint:gauge buckets:[4]}}');
  });

  it('has instant values between samples', () => {
    const at = (time: number): string | undefined => text(smoothedHistogram(window, time, noNotes));
    expect(at(30_000)).toBe('{{count:5 buckets:[5]}}');
    expect(at(90_000)).toBe('{{count:1 buckets:[1]}}');
    expect(at(60_000)).toBe('{{count:6 buckets:[6]}}');
    expect(at(999_000)).toBe('{{count:8 buckets:[8]}}');
    expect(at(-1)).toBeUndefined();
  });
});

describe('sums, means, resets and changes over time', () => {
  it('adds and averages', () => {
    const window = minutes(['count:4 sum:4 buckets:[4]', 'count:6 sum:8 offset:1 buckets:[6]']);
    expect(text(histogramSumOverTime(window, noNotes))).toBe('{{count:10 sum:12 buckets:[4 6]}}');
    expect(text(histogramAverageOverTime(window, noNotes))).toBe('{{count:5 sum:6 buckets:[2 3]}}');
  });

  it('notes conflicting hints and differing bounds once', () => {
    const { notes, report } = noteList();
    const custom = (bound: number, hint: string): string =>
      `schema:-53 count:2 custom_values:[1 ${bound}] buckets:[1 1] counter_reset_hint:${hint}`;
    const window = minutes([custom(2, 'reset'), custom(3, 'not_reset'), custom(4, 'reset')]);
    expect(text(histogramSumOverTime(window, report))).toBe('{{schema:-53 count:6 custom_values:[1] buckets:[3 3]}}');
    expect(notes).toEqual([
      { kind: 'reset-collision', operation: 'aggregation' },
      { kind: 'bounds-reconciled', operation: 'aggregation' },
    ]);
  });

  it('drops mixes of exponential and custom buckets', () => {
    const { notes, report } = noteList();
    expect(histogramAverageOverTime(minutes(['count:1', 'schema:-53 custom_values:[1]']), report)).toBeUndefined();
    expect(notes).toEqual([{ kind: 'mixed-exponential-custom' }]);
  });
});

describe('sums of many', () => {
  it('lose nothing to rounding', () => {
    const sum = new HistogramSum(h('count:1e16 sum:1e16 z_bucket:1e16 buckets:[1e16]'));
    for (let i = 0; i < 10; i++) sum.add(h('count:1 sum:1 z_bucket:1 buckets:[1]'));
    sum.add(h('count:-1e16 sum:-1e16 z_bucket:-1e16 buckets:[-1e16]'));
    expect(text(sum.result())).toBe('{{count:10 sum:10 z_bucket:10 buckets:[10]}}');
  });

  it('agree with sums of two, whatever the layouts', () => {
    const all = [
      'schema:2 count:9 sum:3 z_bucket:1 z_bucket_w:0.001 offset:-3 buckets:[1 0 2 5] n_buckets:[0 2]',
      'schema:0 count:8 sum:2 z_bucket:2 z_bucket_w:0.5 offset:2 buckets:[1 5]',
      'schema:1 count:7 sum:1 z_bucket:4 z_bucket_w:0.01 offset:-9 buckets:[1 1 0 0 0 0 0 0 0 2] n_offset:2 n_buckets:[3]',
      'schema:3 count:7 sum:1 z_bucket:4 z_bucket_w:2 offset:9 buckets:[1 1 1]',
    ].map(h);
    const [first, ...others] = all as [FloatHistogram, ...FloatHistogram[]];
    const sum = new HistogramSum(first);
    let pairwise = first;
    for (const other of others) {
      expect(sum.add(other)).toBe('added');
      pairwise = addHistograms(pairwise, other)?.histogram as FloatHistogram;
      expect(text(sum.result())).toBe(text(pairwise));
      expect(text(sum.copy().result())).toBe(text(pairwise));
    }
  });

  it('leave what was added as it was', () => {
    const first = h('count:1 buckets:[1 2]');
    const sum = new HistogramSum(first);
    sum.add(first);
    sum.scale(3);
    expect(text(first)).toBe('{{count:1 buckets:[1 2]}}');
    expect(text(sum.result())).toBe('{{count:6 buckets:[6 12]}}');
  });

  it('have a mean even where the sum overflows', () => {
    const mean = new HistogramMean(h('count:1.5e308 sum:-1.5e308 buckets:[1.5e308]'));
    mean.add(h('count:1.5e308 sum:-1.5e308 buckets:[1.5e308]'));
    mean.add(h('count:1.5e308 sum:-1.5e308 buckets:[1.5e308]'));
    const { count, sum, positive } = mean.result();
    expect([count / 1.5e308, sum / 1.5e308, (positive.counts[0] as number) / 1.5e308]).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(-1, 12),
      expect.closeTo(1, 12),
    ]);
  });
});

it('reads start times: after the sample before means anew, at it only if that one had a start', () => {
  expect(startsAnew(0, 100, 150, 200)).toBe(true);
  expect(startsAnew(50, 100, 50, 200)).toBe(false);
  expect(startsAnew(50, 100, 100, 200)).toBe(true);
  expect(startsAnew(0, 100, 100, 200)).toBe(false);
  expect(startsAnew(100, 100, 100, 200)).toBe(false);
  expect(startsAnew(50, 100, 200, 200)).toBe(false);
  expect(startsAnew(50, 100, 0, 200)).toBe(false);
  expect([startOverlaps(50, 100, 80), startOverlaps(50, 100, 50), startOverlaps(50, 100, 100)]).toEqual([
    true,
    false,
    false,
  ]);
});
