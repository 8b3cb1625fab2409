import { expect, test } from 'vitest';
import { isoOfUnixNanos, unixNanosOfIso } from '../../../src/contract/iso-time.ts';
import { unixNanos } from '../../../src/contract/time.ts';

test.each([
  [0n, '1970-01-01T00:00:00Z'],
  [1_763_696_672_123_456_789n, '2025-11-21T03:44:32.123456789Z'],
  [1_763_696_672_123_000_000n, '2025-11-21T03:44:32.123Z'],
  [1_763_696_672_000_001_000n, '2025-11-21T03:44:32.000001Z'],
  [(1n << 64n) - 1n, '2554-07-21T23:34:33.709551615Z'],
])('%s is %s and back', (value, text) => {
  expect(isoOfUnixNanos(unixNanos(value))).toBe(text);
  expect(unixNanosOfIso(text)).toBe(value);
});

test('reads offsets, missing seconds and plain nanoseconds', () => {
  expect(unixNanosOfIso('2025-11-21T05:44:32+02:00')).toBe(1_763_696_672_000_000_000n);
  expect(unixNanosOfIso('2025-11-21T03:44Z')).toBe(1_763_696_640_000_000_000n);
  expect(unixNanosOfIso('1763696672123456789')).toBe(1_763_696_672_123_456_789n);
});

test.each(['', 'yesterday', '2025-11-21', '2025-13-41T03:44:32Z', '1969-12-31T23:59:59Z', '99999999999999999999'])(
  'refuses %j',
  (text) => {
    expect(unixNanosOfIso(text)).toBeUndefined();
  },
);
