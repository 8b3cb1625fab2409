import { describe, expect, test } from 'vitest';
import {
  maxOffset,
  offsetToShow,
  rowAfterKey,
  rowsAt,
  squeeze,
  trackCap,
  trackHeight,
} from '../../../../src/renderer/ui/virtual-rows.ts';

const small = { count: 100, rowHeight: 20, viewport: 90 };
const huge = { count: 10_000_000, rowHeight: 22, viewport: 880 };

describe('rows on screen', () => {
  test('partly visible rows count, margins are cut at the ends', () => {
    expect(rowsAt(small, 0, 0)).toEqual([0, 4]);
    expect(rowsAt(small, 30, 0)).toEqual([1, 5]);
    expect(rowsAt(small, 30, 3)).toEqual([0, 8]);
    expect(rowsAt(small, maxOffset(small), 3)).toEqual([92, 99]);
    expect(rowsAt({ ...small, count: 0 }, 0, 3)).toEqual([0, -1]);
  });

  test('shows a row with the least scrolling', () => {
    expect(offsetToShow(small, 100, 5)).toBe(100);
    expect(offsetToShow(small, 100, 2)).toBe(40);
    expect(offsetToShow(small, 0, 10)).toBe(130);
    expect(offsetToShow(small, 0, 99)).toBe(maxOffset(small));
  });
});

describe('a list taller than a browser can', () => {
  test('is squeezed so that both ends are reached', () => {
    expect(trackHeight(small)).toBe(2000);
    expect(squeeze(small)).toBe(1);
    expect(trackHeight(huge)).toBe(trackCap);
    expect((trackCap - huge.viewport) * squeeze(huge)).toBeCloseTo(maxOffset(huge), 3);
    expect(rowsAt(huge, maxOffset(huge), 0)).toEqual([huge.count - 40, huge.count - 1]);
  });
});

test('keys move the selection and stop at the ends', () => {
  expect(rowAfterKey('j', undefined, 10, 5)).toBe(0);
  expect(rowAfterKey('j', 9, 10, 5)).toBe(9);
  expect(rowAfterKey('ArrowUp', 0, 10, 5)).toBe(0);
  expect(rowAfterKey('PageDown', 3, 10, 5)).toBe(8);
  expect(rowAfterKey('PageUp', 3, 10, 5)).toBe(0);
  expect(rowAfterKey('End', 3, 10, 5)).toBe(9);
  expect(rowAfterKey('Home', 3, 10, 5)).toBe(0);
  expect(rowAfterKey('x', 3, 10, 5)).toBeUndefined();
  expect(rowAfterKey('j', 3, 0, 5)).toBeUndefined();
});
