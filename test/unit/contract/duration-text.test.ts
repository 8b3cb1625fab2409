import { describe, expect, test } from 'vitest';
import { durationParam, formatDuration, formatNanos, parseDuration } from '../../../src/contract/duration-text.ts';
import { durationNanos } from '../../../src/contract/time.ts';

const nanos = (text: string): bigint => BigInt(text.replaceAll('_', ''));

describe('formatDuration', () => {
  test.each([
    ['0', '0 ns'],
    ['1', '1 ns'],
    ['999', '999 ns'],
    ['1_000', '1.00 µs'],
    ['12_345', '12.3 µs'],
    ['999_499', '999 µs'],
    ['999_500', '1.00 ms'],
    ['1_204_999', '1.20 ms'],
    ['99_949_999', '99.9 ms'],
    ['99_950_000', '100 ms'],
    ['1_500_000_000', '1.50 s'],
    ['59_949_000_000', '59.9 s'],
    ['59_960_000_000', '1 m 00 s'],
    ['123_000_000_000', '2 m 03 s'],
    ['3_599_600_000_000', '1 h 00 m'],
    ['3_720_000_000_000', '1 h 02 m'],
    ['273_600_000_000_000', '3 d 04 h'],
    ['-1_500_000', '-1.50 ms'],
  ])('%s ns is %s', (value, text) => {
    expect(formatDuration(nanos(value))).toBe(text);
  });

  test('numbers from columns, and what is no number', () => {
    expect(formatNanos(2_500_000.4)).toBe('2.50 ms');
    expect(formatNanos(Number.NaN)).toBe('?');
  });
});

describe('parseDuration', () => {
  test.each([
    ['100ms', '100_000_000'],
    ['1.5 s', '1_500_000_000'],
    ['250us', '250_000'],
    ['250µs', '250_000'],
    ['7ns', '7'],
    ['1m30s', '90_000_000_000'],
    ['2 m 03 s', '123_000_000_000'],
    ['1h', '3_600_000_000_000'],
    ['3 d 04 h', '273_600_000_000_000'],
    ['20', '20_000_000'],
    ['0.5', '500_000'],
    ['-1.50 ms', '-1_500_000'],
  ])('%s', (text, value) => {
    expect(parseDuration(text)).toBe(nanos(value));
  });

  test.each(['', 'ms', '1 parsec', '1..5s', '5s and', '1s2', '--1s'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

test('durationParam is exact both ways, and short', () => {
  for (const value of [
    0n,
    1n,
    999n,
    1_000n,
    1_234n,
    100_000_000n,
    1_500_000_000n,
    1_234_567_891n,
    90_000_000_000n,
    -5_000n,
  ]) {
    expect(parseDuration(durationParam(durationNanos(value)))).toBe(value);
  }
  expect(durationParam(durationNanos(100_000_000n))).toBe('100ms');
  expect(durationParam(durationNanos(1_500_000_000n))).toBe('1.5s');
  expect(durationParam(durationNanos(1_234n))).toBe('1.234us');
});
