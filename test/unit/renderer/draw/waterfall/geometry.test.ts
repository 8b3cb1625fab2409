import { describe, expect, it } from 'vitest';
import {
  clampTreeWidth,
  contentHeight,
  hitTest,
  indentOf,
  indentPlan,
  positionsInView,
  rowHeight,
  rulerHeight,
} from '../../../../../src/renderer/draw/waterfall/geometry.ts';
import { VisibleRows } from '../../../../../src/renderer/draw/waterfall/visible-rows.ts';
import { traceOf } from './synthetic-trace.ts';

const trace = traceOf([
  { parent: -1, offset: 0, length: 9 },
  { parent: 0, offset: 1, length: 2 },
  { parent: 1, offset: 1, length: 2 },
]);

describe('indent', () => {
  it('is even in a shallow trace', () => {
    const plan = indentPlan(0, 5, 5, 400);
    expect(plan.base).toBe(0);
    expect(indentOf(3, plan) - indentOf(2, plan)).toBe(14);
  });
  it('follows the rows in view through a deep trace and stays within its share of the tree', () => {
    for (let depth = 0; depth < 10_000; depth += 37) {
      const plan = indentPlan(depth, depth + 40, 10_000, 400);
      expect(indentOf(depth + 40, plan)).toBeLessThan(260);
      expect(indentOf(depth, plan)).toBeLessThan(indentOf(depth + 20, plan));
    }
  });
  it('leaves room for a name and a level in every row of a deep trace, however narrow the tree', () => {
    for (const treeWidth of [200, 260, 296, 440, 900]) {
      const plan = indentPlan(960, 1000, 1000, treeWidth);
      expect(plan.numbered).toBe(true);
      expect(treeWidth - indentOf(1000, plan)).toBeGreaterThanOrEqual(Math.min(180, treeWidth - 20));
    }
    expect(indentPlan(0, 12, 12, 440).numbered).toBe(false);
  });
  it('pins what lies outside to the first and last column', () => {
    const plan = indentPlan(500, 540, 10_000, 400);
    expect(indentOf(3, plan)).toBe(indentOf(plan.base, plan));
    expect(indentOf(9000, plan)).toBe(indentOf(plan.base + plan.cap, plan));
  });
});

describe('rows in view', () => {
  it('covers partly visible rows at both ends', () => {
    expect(positionsInView(0, rulerHeight + 3 * rowHeight, 100)).toEqual({ first: 0, last: 2 });
    expect(positionsInView(10, rulerHeight + 3 * rowHeight, 100)).toEqual({ first: 0, last: 3 });
    expect(positionsInView(0, 1000, 2)).toEqual({ first: 0, last: 1 });
    expect(positionsInView(0, 1000, 0).last).toBe(-1);
  });
  it('can be scrolled to the last row', () => {
    expect(contentHeight(10)).toBeGreaterThanOrEqual(rulerHeight + 10 * rowHeight);
  });
});

describe('hitTest', () => {
  const visible = new VisibleRows(trace);
  const scene = { width: 1000, treeWidth: 300, scrollTop: 0, visible, columns: trace, plan: indentPlan(0, 2, 2, 300) };
  const rowY = (position: number): number => rulerHeight + position * rowHeight + 11;

  it('tells the parts apart', () => {
    expect(hitTest(299, 200, scene)).toEqual({ kind: 'divider' });
    expect(hitTest(100, 5, scene)).toEqual({ kind: 'corner' });
    expect(hitTest(500, 5, scene)).toEqual({ kind: 'ruler' });
    expect(hitTest(12, rowY(0), scene)).toEqual({ kind: 'row', row: 0, part: 'expander' });
    expect(hitTest(120, rowY(0), scene)).toEqual({ kind: 'row', row: 0, part: 'tree' });
    expect(hitTest(26, rowY(1), scene)).toEqual({ kind: 'row', row: 1, part: 'expander' });
    expect(hitTest(600, rowY(2), scene)).toEqual({ kind: 'row', row: 2, part: 'bar' });
  });
  it('gives a leaf no expander', () => {
    expect(hitTest(40, rowY(2), scene)).toEqual({ kind: 'row', row: 2, part: 'tree' });
  });
  it('knows the empty space below the rows', () => {
    expect(hitTest(100, rowY(7), scene)).toEqual({ kind: 'none' });
    expect(hitTest(600, rowY(7), scene)).toEqual({ kind: 'bars' });
  });
  it('counts in the scroll position', () => {
    expect(hitTest(600, rowY(0), { ...scene, scrollTop: rowHeight })).toEqual({ kind: 'row', row: 1, part: 'bar' });
  });
});

describe('clampTreeWidth', () => {
  it('leaves room on both sides', () => {
    expect(clampTreeWidth(10, 1000)).toBe(140);
    expect(clampTreeWidth(5000, 1000)).toBe(840);
    expect(clampTreeWidth(400, 1000)).toBe(400);
    expect(clampTreeWidth(400, 100)).toBe(140);
    expect(clampTreeWidth(undefined, 800)).toBe(296);
    expect(clampTreeWidth(undefined, 4000)).toBe(440);
  });
});
