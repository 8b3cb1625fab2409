import { describe, expect, it } from 'vitest';
import { rowsKept } from '../../../../../src/renderer/draw/waterfall/row-filter.ts';
import { VisibleRows } from '../../../../../src/renderer/draw/waterfall/visible-rows.ts';
import { WaterfallModel } from '../../../../../src/renderer/draw/waterfall/waterfall-model.ts';
import { bigTrace, sequence, traceOf } from './synthetic-trace.ts';

//  0 ─ 1 ─ 2 ─ 3
//    │   └ 4
//    └ 5 ─ 6
const small = traceOf([
  { parent: -1, offset: 0, length: 100, id: 10 },
  { parent: 0, offset: 0, length: 50, id: 11 },
  { parent: 1, offset: 0, length: 20, id: 12 },
  { parent: 2, offset: 0, length: 10, id: 13 },
  { parent: 1, offset: 30, length: 10, id: 14 },
  { parent: 0, offset: 60, length: 40, id: 15 },
  { parent: 5, offset: 60, length: 10, id: 16 },
]);
const flags = (rows: number, ...set: number[]): Uint8Array => {
  const bytes = new Uint8Array(rows);
  for (const row of set) bytes[row] = 1;
  return bytes;
};
const wanted = (...rows: number[]): Uint8Array => flags(small.rows, ...rows);
const listed = (visible: VisibleRows): number[] => Array.from({ length: visible.count }, (_, i) => visible.at(i));

describe('rowsKept', () => {
  it('keeps what every filter wants, and its ancestors', () => {
    const filters = new Map([
      ['find', wanted(3, 6)],
      ['path', wanted(0, 1, 3)],
    ]);
    expect(Array.from(rowsKept(small, filters) ?? [])).toEqual([1, 1, 1, 1, 0, 0, 0]);
    expect(rowsKept(small, new Map())).toBeUndefined();
  });
});

describe('filtered rows', () => {
  it('are not listed, whatever is collapsed and opened again', () => {
    const visible = new VisibleRows(small, undefined, rowsKept(small, new Map([['find', wanted(3, 5)]])));
    expect(listed(visible)).toEqual([0, 1, 2, 3, 5]);
    expect(visible.filteredOut).toBe(2);
    expect(visible.hasChildren(5)).toBe(false);
    visible.collapse(1);
    expect(listed(visible)).toEqual([0, 1, 5]);
    expect(visible.keptBelow(1)).toBe(2);
    visible.keep(undefined);
    expect(listed(visible)).toEqual([0, 1, 5, 6]);
    visible.expand(1);
    expect(listed(visible)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('agree with the slow way for random trees, filters and collapses', () => {
    const random = sequence(7);
    const tree = bigTrace(400);
    const visible = new VisibleRows(tree);
    const collapsed = new Uint8Array(tree.rows);
    let kept: Uint8Array | undefined;
    for (let step = 0; step < 120; step++) {
      const row = Math.floor(random() * tree.rows);
      if (step % 10 === 0) {
        const some = new Uint8Array(tree.rows).map(() => (random() < 0.1 ? 1 : 0));
        kept = step % 40 === 0 ? undefined : rowsKept(tree, new Map([['find', some]]));
        visible.keep(kept);
      } else if (visible.toggle(row)) collapsed[row] = visible.isCollapsed(row) ? 1 : 0;
      const expected: number[] = [];
      for (let at = 0; at < tree.rows; at++) {
        let up = tree.parent[at] as number;
        while (up >= 0 && collapsed[up] === 0) up = tree.parent[up] as number;
        if (up < 0 && (kept === undefined || kept[at] === 1)) expected.push(at);
      }
      expect(listed(visible)).toEqual(expected);
    }
  });
});

describe('the model', () => {
  it('steps only through rows that are listed, and keeps a filter when spans arrive', () => {
    const model = new WaterfallModel(small);
    model.setFilter('find', wanted(3));
    expect(listed(model.visible)).toEqual([0, 1, 2, 3]);
    model.select(6);
    expect(model.visible.positionOf(model.selected)).toBe(-1);
    expect(model.stepError(1)).toBe(false);
    const late = traceOf([
      { parent: -1, offset: 0, length: 100, id: 10 },
      { parent: 0, offset: 0, length: 5, id: 99 },
      { parent: 0, offset: 0, length: 50, id: 11 },
      { parent: 2, offset: 0, length: 20, id: 12 },
      { parent: 3, offset: 0, length: 10, id: 13 },
    ]);
    model.setColumns(late);
    expect(listed(model.visible)).toEqual([0, 2, 3, 4]);
    model.setFilter('find', undefined);
    expect(model.visible.count).toBe(5);
  });

  it('dims what is no match, where asked to', () => {
    const model = new WaterfallModel(small);
    model.setMatchesStandOut(true);
    expect(model.isDimmed(1)).toBe(false);
    model.setMatches(small.spanIds.slice(8, 16));
    expect([0, 1, 2].map((row) => model.isDimmed(row))).toEqual([true, false, true]);
  });
});
