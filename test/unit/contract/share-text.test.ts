import { expect, test } from 'vitest';
import { formatShare } from '../../../src/contract/share-text.ts';

test('shares have one form, and what is tiny is not nothing', () => {
  expect([formatShare(1, 3), formatShare(1, 30), formatShare(5, 100), formatShare(0.999, 10)]).toEqual([
    '33 %',
    '3.3 %',
    '5 %',
    '10 %',
  ]);
  expect([formatShare(0, 10), formatShare(10, 10), formatShare(1, 1e6), formatShare(3, 2)]).toEqual([
    '0 %',
    '100 %',
    '<0.1 %',
    '150 %',
  ]);
});

test('a share may be given by itself', () => {
  expect([formatShare(0.125), formatShare(0.05), formatShare(0)]).toEqual(['13 %', '5 %', '0 %']);
});

test('a part of nothing has no text', () => {
  expect([formatShare(5, 0), formatShare(-5, 10), formatShare(Number.NaN)]).toEqual(['', '', '']);
});
