// Numbers, sizes and times as people read them.
import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatShortCount, plural } from '../../../../src/renderer/ui/number-text.ts';
import {
  formatAge,
  formatClock,
  formatDayTime,
  formatExactClock,
  formatMoment,
  formatOtherDay,
} from '../../../../src/renderer/ui/time-text.ts';

const time = 1_763_696_672_123_456_789n;

test('counts', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect([999, 1000, 12_345, 99_950, 999_499, 999_500, 2_120_441, 7e9].map(formatShortCount)).toEqual([
    '999',
    '1k',
    '12.3k',
    '100k',
    '999k',
    '1M',
    '2.1M',
    '7G',
  ]);
  expect([plural(1, 'span'), plural(2, 'span'), plural(0, 'entry', 'entries')]).toEqual([
    '1 span',
    '2 spans',
    '0 entries',
  ]);
});

test('sizes', () => {
  expect([0, 1023, 1024, 12_595, 1024 ** 2 - 1, 4 * 1024 ** 3, 5e15].map(formatBytes)).toEqual([
    '0 B',
    '1023 B',
    '1.00 KiB',
    '12.3 KiB',
    '1.00 MiB',
    '4.00 GiB',
    '4547 TiB',
  ]);
});

test('moments', () => {
  expect(formatClock(time)).toBe('03:44:32.123');
  expect(formatExactClock(time, 'utc')).toBe('03:44:32.123 456 789');
  expect(formatDayTime(time)).toBe('2025-11-21 03:44:32');
  expect(formatMoment(time, time + 1_000_000_000n)).toBe('03:44:32.123');
  expect(formatMoment(time, time + 86_400_000_000_000n)).toBe('2025-11-21 03:44:32.123');
});

test('days, only where they are not today', () => {
  expect(formatOtherDay(time, '2025-11-21')).toBe('');
  expect(formatOtherDay(time, '2025-12-01')).toBe('21 Nov');
  expect(formatOtherDay(time, '2026-01-01')).toBe('2025-11-21');
});

test('ages', () => {
  expect([-5000, 1999, 12_000, 240_000, 3 * 3_600_000, 86_400_000, 200_000_000].map(formatAge)).toEqual([
    'now',
    'now',
    '12 s ago',
    '4 min ago',
    '3 h ago',
    '1 day ago',
    '2 days ago',
  ]);
});
