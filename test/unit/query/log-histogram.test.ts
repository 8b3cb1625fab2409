import { describe, expect, it } from 'vitest';
import { BIN_COUNT, binOf, binStart } from '../../../src/contract/duration-bins.ts';
import { LogHistogram } from '../../../src/main/query/log-histogram.ts';
import { seededRandom } from '../../support/random.ts';

const bound = (2 ** (1 / 16) - 1) / (2 ** (1 / 16) + 1);

describe('the histogram of durations', () => {
  it('puts every duration between the ends of its bin', () => {
    const random = seededRandom(1);
    for (let i = 0; i < 5000; i++) {
      const nanos = Math.floor(2 ** (random.next() * 63));
      const bin = binOf(nanos);
      expect(binStart(bin)).toBeLessThanOrEqual(nanos * (1 + 1e-12));
      expect(binStart(bin + 1)).toBeGreaterThan(nanos * (1 - 1e-12));
    }
    expect([0, -5, NaN, 0.5].map(binOf)).toEqual([0, 0, 0, 0]);
    expect(binOf(1)).toBe(1);
    expect(binOf(2 ** 64)).toBe(BIN_COUNT - 1);
  });

  it('tells quantiles within its bound, also of parts added up', () => {
    const random = seededRandom(2);
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: 1 + random.below(300) }, () => 1 + Math.floor(2 ** (random.next() * 40)));
      const whole = new LogHistogram();
      for (const value of values) whole.add(value);
      const sorted = values.toSorted((a, b) => a - b);
      for (const q of [0.01, 0.5, 0.9, 0.99, 1]) {
        const exact = sorted[Math.ceil(q * sorted.length) - 1] as number;
        expect(Math.abs(whole.quantile(q) - exact) / exact).toBeLessThanOrEqual(bound + 1e-9);
      }
    }
    expect(new LogHistogram().quantile(0.5)).toBeNaN();
    const one = new LogHistogram();
    one.add(412_345_678);
    expect([one.quantile(0.5), one.quantile(0.99)]).toEqual([412_345_678, 412_345_678]);
  });
});
