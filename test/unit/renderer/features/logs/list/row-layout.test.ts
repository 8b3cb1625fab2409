import { describe, expect, it } from 'vitest';
import {
  fullHeight,
  indexAt,
  maxOffset,
  offsetToShow,
  rowsInView,
  squeezeOf,
  topOf,
  trackHeight,
  type RowLayout,
} from '../../../../../../src/renderer/features/logs/list/row-layout.ts';

const plain: RowLayout = { count: 100, rowHeight: 20, viewport: 100, opened: [] };
const opened: RowLayout = {
  ...plain,
  opened: [
    { index: 2, height: 50 },
    { index: 10, height: 30 },
  ],
};

describe('the layout of lines', () => {
  it('stacks lines, opened ones with their height below', () => {
    expect(fullHeight(opened)).toBe(2080);
    expect([2, 3, 10, 11].map((index) => topOf(opened, index))).toEqual([40, 110, 250, 300]);
  });

  it('finds the row at every offset, the inverse of its place', () => {
    for (let offset = 0; offset < fullHeight(opened); offset++) {
      const index = indexAt(opened, offset);
      const next = index + 1 < opened.count ? topOf(opened, index + 1) : fullHeight(opened);
      expect(topOf(opened, index) <= offset && offset < next).toBe(true);
    }
  });

  it('draws what is in view and a margin', () => {
    expect(rowsInView(plain, 200, 0)).toEqual([10, 14]);
    expect(rowsInView(plain, 200, 2)).toEqual([8, 16]);
    expect(rowsInView(opened, 60, 0)).toEqual([2, 5]);
    expect(rowsInView({ ...plain, count: 0 }, 0, 4)).toEqual([0, -1]);
  });

  it('scrolls as little as it takes', () => {
    expect(offsetToShow(plain, 200, 12)).toBe(200);
    expect(offsetToShow(plain, 200, 3)).toBe(60);
    expect(offsetToShow(plain, 200, 20)).toBe(320);
    expect(maxOffset(plain)).toBe(1900);
  });

  it('squeezes millions of lines onto a track that a browser can have, end to end', () => {
    const many: RowLayout = { ...plain, count: 5_000_000 };
    expect(trackHeight(many)).toBe(30_000_000);
    const factor = squeezeOf(many);
    expect((trackHeight(many) - many.viewport) * factor).toBeCloseTo(maxOffset(many), 3);
  });
});
