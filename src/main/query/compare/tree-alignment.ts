// Lays two forests over each other: rows whose parents are paired are paired among siblings (sibling-pairs.ts), what
// stays alone keeps its subtree alone. Pure and iterative; chains of 100,000 spans and as many siblings are fine.
import type { Budget } from './common-sequence.ts';
import { mix } from '../id-table.ts';
import { siblingPairs, type Siblings } from './sibling-pairs.ts';
import type { Alive } from '../../store/reader-face.ts';

/** A forest in depth-first order; children of a row by start. */
export interface KeyedTree {
  readonly rows: number;
  readonly parent: Int32Array;
  readonly subtree: Uint32Array;
  /** Equal, also across the two forests, where rows may be paired. */
  readonly key: Float64Array;
}

/** The merged forest, in depth-first order. Every row of each forest is in exactly one row of it. */
export interface Alignment {
  readonly rows: number;
  /** Row of each forest, or -1. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly parent: Int32Array;
  readonly depth: Uint16Array;
  readonly subtree: Uint32Array;
}

/** Steps of comparing siblings in one alignment; beyond them siblings are paired without looking at their order. */
const mostSteps = 10_000_000;

export function alignTrees(left: KeyedTree, right: KeyedTree, alive: Alive): Alignment {
  const shapes = { left: shapesOf(left), right: shapesOf(right) };
  const budget: Budget = { steps: mostSteps };
  const most = left.rows + right.rows;
  const merged = { left: new Int32Array(most), right: new Int32Array(most), parent: new Int32Array(most) };
  const depth = new Uint16Array(most);
  const places = { left: new Int32Array(left.rows), right: new Int32Array(right.rows) };
  // Pairs of rows whose turn comes, the next one last.
  let stack = new Int32Array(256);
  let top = 0;
  const push = (l: number, r: number): void => {
    if (top + 2 > stack.length) {
      const wider = new Int32Array(2 * stack.length);
      wider.set(stack);
      stack = wider;
    }
    stack[top++] = l;
    stack[top++] = r;
  };
  let rows = 0;
  const emit = (l: number, r: number): void => {
    const above = l >= 0 ? (left.parent[l] as number) : (right.parent[r] as number);
    const parent = above < 0 ? -1 : ((l >= 0 ? places.left : places.right)[above] as number);
    merged.left[rows] = l;
    merged.right[rows] = r;
    merged.parent[rows] = parent;
    depth[rows] = parent < 0 ? 0 : Math.min(65535, (depth[parent] as number) + 1);
    if (l >= 0) places.left[l] = rows;
    if (r >= 0) places.right[r] = rows;
    if ((rows++ & 4095) === 0) alive();
  };
  const descend = (l: number, r: number): void => {
    const leftRows = childrenOf(left, l);
    const rightRows = childrenOf(right, r);
    if (leftRows.length === 0 && rightRows.length === 0) return;
    const partner =
      l < 0 && leftRows.length === 1 && rightRows.length === 1
        ? // The only roots are what was asked to be compared, whatever they are.
          Int32Array.of(0)
        : siblingPairs(siblingsOf(left, shapes.left, leftRows), siblingsOf(right, shapes.right, rightRows), budget);
    inMergedOrder(partner, rightRows.length, (i, j) =>
      push(i < 0 ? -1 : (leftRows[i] as number), j < 0 ? -1 : (rightRows[j] as number)),
    );
  };
  descend(-1, -1);
  while (top > 0) {
    const r = stack[--top] as number;
    const l = stack[--top] as number;
    if (l >= 0 && r >= 0) {
      emit(l, r);
      descend(l, r);
    } else if (l >= 0) for (let row = l; row < l + (left.subtree[l] as number); row++) emit(row, -1);
    else for (let row = r; row < r + (right.subtree[r] as number); row++) emit(-1, row);
  }
  return {
    rows,
    left: merged.left.slice(0, rows),
    right: merged.right.slice(0, rows),
    parent: merged.parent.slice(0, rows),
    depth: depth.slice(0, rows),
    subtree: subtreesOf(merged.parent, rows),
  };
}

/** Children of a row, or the roots for -1. */
function childrenOf(tree: KeyedTree, row: number): number[] {
  const end = row < 0 ? tree.rows : row + (tree.subtree[row] as number);
  const children: number[] = [];
  for (let child = row + 1; child < end; child += tree.subtree[child] as number) children.push(child);
  return children;
}

function siblingsOf(tree: KeyedTree, shapes: Float64Array, rows: readonly number[]): Siblings {
  return {
    keys: Float64Array.from(rows, (row) => tree.key[row] as number),
    shapes: Float64Array.from(rows, (row) => shapes[row] as number),
  };
}

/**
 * Visits the merged children from the last to the first: those of the left in their order, each one that only the right
 * has after the one that it follows there.
 */
function inMergedOrder(partner: Int32Array, rightCount: number, visit: (i: number, j: number) => void): void {
  const leftOf = new Int32Array(rightCount).fill(-1);
  for (let i = 0; i < partner.length; i++) if ((partner[i] as number) >= 0) leftOf[partner[i] as number] = i;
  const aloneUpTo = (j: number): void => {
    for (let alone = j; alone >= 0 && (leftOf[alone] as number) < 0; alone--) visit(-1, alone);
  };
  // After each pair come the lonely ones that follow it on the right, up to the next pair there.
  const nextPair = new Int32Array(rightCount);
  for (let j = rightCount - 1, next = rightCount; j >= 0; j--) {
    nextPair[j] = next;
    if ((leftOf[j] as number) >= 0) next = j;
  }
  for (let i = partner.length - 1; i >= 0; i--) {
    const j = partner[i] as number;
    if (j >= 0) aloneUpTo((nextPair[j] as number) - 1);
    visit(i, j);
  }
  let first = 0;
  while (first < rightCount && (leftOf[first] as number) < 0) first++;
  aloneUpTo(first - 1);
}

/** A number per row, equal where the subtrees are alike: the same keys below each other, siblings in any order. */
function shapesOf(tree: KeyedTree): Float64Array {
  const { rows, parent, key } = tree;
  const low = new Uint32Array(rows);
  const high = new Uint32Array(rows);
  const shapes = new Float64Array(rows);
  for (let row = rows - 1; row >= 0; row--) {
    const own = mix(key[row] as number, 0x51ed270b);
    const a = mix(own ^ (low[row] as number), high[row] as number);
    const b = mix((high[row] as number) ^ 0x2545f491, own + (low[row] as number));
    shapes[row] = a * 2 ** 20 + (b & 0xfffff);
    const above = parent[row] as number;
    if (above < 0) continue;
    low[above] = (low[above] as number) + mix(a, b);
    high[above] = (high[above] as number) + mix(b, ~a);
  }
  return shapes;
}

function subtreesOf(parent: Int32Array, rows: number): Uint32Array {
  const subtree = new Uint32Array(rows).fill(1);
  for (let row = rows - 1; row >= 0; row--) {
    const above = parent[row] as number;
    if (above >= 0) subtree[above] = (subtree[above] as number) + (subtree[row] as number);
  }
  return subtree;
}
