import { expect, test } from 'vitest';
import { parseSize, sizeText } from '../../../../../src/renderer/features/settings/size-text.ts';

const gib = 1024 ** 3;

test.each([
  ['10 GiB', 10 * gib],
  ['10', 10 * gib],
  ['1.5g', 1.5 * gib],
  ['500MB', 500 * 1024 ** 2],
  ['64 kib', 65_536],
  ['12345 B', 12_345],
  ['', 0],
  ['no limit', 0],
  ['0', 0],
])('reads %j', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['-1 GiB', 'big', '10 XiB', '1,5 GiB', '99999999999 TiB'])('refuses %j', (text) => {
  expect(parseSize(text)).toBeUndefined();
});

test('writes what it reads', () => {
  expect([0, 10 * gib, 1.5 * gib, 1536, 12_345].map(sizeText)).toEqual([
    'no limit',
    '10 GiB',
    '1.5 GiB',
    '1.5 KiB',
    '12345 B',
  ]);
  for (const bytes of [0, 1, 4 * gib, 123_456_789, 5 * 1024 ** 4]) expect(parseSize(sizeText(bytes))).toBe(bytes);
});
