import { describe, expect, it } from 'vitest';
import { commonUnit, fixedPoint, formatPercent, formatScaled } from '../../../../src/contract/profiles/units.ts';

describe('values of profiles', () => {
  it.each<[number, string, string, string]>([
    [0, 'bytes', 'auto', '0'],
    [1536, 'bytes', 'auto', '1.50kB'],
    [1023, 'bytes', 'auto', '1023B'],
    [-3 * 1024 * 1024, 'bytes', 'auto', '-3MB'],
    [10, 'nanoseconds', 'auto', '10ns'],
    [2_500_000_000, 'nanoseconds', 'ms', '2500ms'],
    [7_200, 'seconds', 'auto', '2hrs'],
    [0.5, 'nanoseconds', 'auto', '0'],
    [12, 'count', 'auto', '12'],
    [12, 'goroutines', 'goroutines', '12goroutines'],
    [5, 'kilobyte', 'MB', '0'],
  ])('%d %s in %s is %s', (value, unit, to, text) => {
    expect(formatScaled(value, unit, to)).toBe(text);
  });

  it('are rounded to the even digit when two are equally near', () => {
    expect([0.125, 0.375, 2.625, -0.125, 1.005].map((value) => fixedPoint(value, 2))).toEqual([
      '0.12',
      '0.38',
      '2.62',
      '-0.12',
      '1.00',
    ]);
    expect([0.25, 0.75].map((value) => fixedPoint(value, 1))).toEqual(['0.2', '0.8']);
  });

  it('have shares of at least two digits', () => {
    const shares = [100, 99.96, 12.345, 1, 0.999, 0.1234, 0.0625, 0.00005, 0].map((share) => formatPercent(share, 100));
    expect(shares).toEqual(['  100%', '  100%', '12.35%', ' 1.00%', '    1%', ' 0.12%', '0.062%', '5e-05%', '    0%']);
    expect([formatPercent(-5, 10), formatPercent(5, 0)]).toEqual(['50.00%', '    0%']);
  });

  it('of a table share the unit of the smallest, or one a hundred times larger where the whole is far away', () => {
    expect(commonUnit(10_000_000, 50_000_000, 'nanoseconds')).toBe('ms');
    expect(commonUnit(10_000_000, 5_000_000_000, 'nanoseconds')).toBe('s');
    expect(commonUnit(0, 5_000_000_000, 'nanoseconds')).toBe('s');
    expect(commonUnit(3, 9, 'count')).toBe('count');
  });
});
