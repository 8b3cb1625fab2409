import { describe, expect, it } from 'vitest';
import { VisibleRows } from '../../../../../src/renderer/draw/waterfall/visible-rows.ts';
import { bigTrace, sequence, traceOf } from './synthetic-trace.ts';

/** The shown rows worked out the slow way: a row is shown when no ancestor is collapsed. */
function shown(tree: ReturnType<typeof traceOf>, collapsed: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < tree.rows; row++) {
    let up = tree.parent[row] as number;
    while (up >= 0 && collapsed[up] === 0) up = tree.parent[up] as number;
    if (up < 0) rows.push(row);
  }
  return rows;
}

const listed = (visible: VisibleRows): number[] => Array.from({ length: visible.count }, (_, i) => visible.at(i));

const small = traceOf([
  { parent: -1, offset: 0, length: 100 },
  { parent: 0, offset: 0, length: 50 },
  { parent: 1, offset: 0, length: 20 },
  { parent: 2, offset: 0, length: 10 },
  { parent: 1, offset: 30, length: 10 },
  { parent: 0, offset: 60, length: 40 },
  { parent: 5, offset: 60, length: 10 },
]);

describe('VisibleRows', () => {
  it('starts with every row', () => {
    expect(listed(new VisibleRows(small))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('collapses and expands one subtree in place', () => {
    const visible = new VisibleRows(small);
    expect(visible.collapse(1)).toBe(true);
    expect(listed(visible)).toEqual([0, 1, 5, 6]);
    expect(visible.collapse(1)).toBe(false);
    expect(visible.expand(1)).toBe(true);
    expect(listed(visible)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('does nothing for a leaf', () => {
    const visible = new VisibleRows(small);
    expect(visible.collapse(3)).toBe(false);
    expect(visible.isCollapsed(3)).toBe(false);
  });

  it('keeps the collapses inside a collapsed subtree', () => {
    const visible = new VisibleRows(small);
    visible.collapse(2);
    visible.collapse(1);
    visible.expand(1);
    expect(listed(visible)).toEqual([0, 1, 2, 4, 5, 6]);
  });

  it('can collapse a row that is hidden itself', () => {
    const visible = new VisibleRows(small);
    visible.collapse(0);
    visible.collapse(2);
    visible.expand(0);
    expect(listed(visible)).toEqual([0, 1, 2, 4, 5, 6]);
  });

  it('reveals a row by opening exactly its ancestors', () => {
    const visible = new VisibleRows(small);
    visible.collapseAll();
    expect(listed(visible)).toEqual([0]);
    expect(visible.reveal(3)).toBe(3);
    expect(listed(visible)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(visible.isCollapsed(5)).toBe(true);
  });

  it('collapses to a level', () => {
    const visible = new VisibleRows(small);
    visible.collapseToLevel(1);
    expect(listed(visible)).toEqual([0, 1, 5]);
    visible.expandAll();
    expect(visible.count).toBe(7);
  });

  it('closes the deepest open level and opens the shallowest closed one', () => {
    const visible = new VisibleRows(small);
    expect(visible.collapseDeepest()).toBe(2);
    expect(listed(visible)).toEqual([0, 1, 2, 4, 5, 6]);
    expect(visible.collapseDeepest()).toBe(1);
    expect(listed(visible)).toEqual([0, 1, 5]);
    expect(visible.expandShallowest()).toBe(1);
    expect(listed(visible)).toEqual([0, 1, 2, 4, 5, 6]);
    visible.expandShallowest();
    expect(visible.expandShallowest()).toBe(-1);
  });

  it('says where a row is, or the row that hides it', () => {
    const visible = new VisibleRows(small);
    visible.collapse(1);
    expect(visible.positionOf(5)).toBe(2);
    expect(visible.positionOf(3)).toBe(-1);
    expect(visible.positionOfShown(3)).toBe(1);
    expect(visible.at(-1)).toBe(-1);
    expect(visible.at(4)).toBe(-1);
  });

  it('takes several roots and no rows at all', () => {
    const forest = traceOf([
      { parent: -1, offset: 0, length: 1 },
      { parent: -1, offset: 2, length: 1 },
    ]);
    expect(listed(new VisibleRows(forest))).toEqual([0, 1]);
    expect(new VisibleRows(traceOf([])).count).toBe(0);
  });

  it('agrees with the slow way after any order of changes to a large tree', () => {
    const tree = bigTrace(3000);
    const visible = new VisibleRows(tree);
    const random = sequence(11);
    for (let step = 0; step < 300; step++) {
      const row = Math.floor(random() * tree.rows);
      const choice = random();
      if (choice < 0.5) visible.toggle(row);
      else if (choice < 0.8) visible.reveal(row);
      else if (choice < 0.85) visible.collapseDeepest();
      else if (choice < 0.9) visible.expandShallowest();
      else visible.collapse(row);
      if (step % 20 === 0) expect(listed(visible)).toEqual(shown(tree, visible.collapsedFlags()));
    }
    expect(listed(visible)).toEqual(shown(tree, visible.collapsedFlags()));
  });

  it('holds 100,000 rows', () => {
    const tree = bigTrace(100_000);
    const visible = new VisibleRows(tree);
    visible.collapse(0);
    expect(visible.count).toBe(1);
    visible.expand(0);
    expect(visible.count).toBe(100_000);
    expect(visible.at(99_999)).toBe(99_999);
  });
});
