// A call tree in depth-first columns: node 0 is everything, a subtree is [node, node + subtree[node]). Made of keyed stacks
// without recursion and without an object per node, so that stacks of any depth and millions of nodes are no matter.
// Widths are never negative: where values are, or two profiles are compared, `sides` has the numbers.
import type { ProfileOrder } from '../../../../contract/profiles/view.ts';
import type { Alive } from '../../../store/reader-face.ts';
import { siblingRanges } from './sibling-ranges.ts';
import type { KeyedStacks, StackSides, TreeKeys } from './keyed-stacks.ts';

export interface CallTree {
  readonly count: number;
  /** -1 for node 0. */
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly subtree: Int32Array;
  /** -1 for node 0. */
  readonly key: Int32Array;
  /** Widths: in exactly this stack, and with everything below it. */
  readonly self: Float64Array;
  readonly total: Float64Array;
  readonly sides: TreeSides | undefined;
  readonly keys: TreeKeys;
  /** Where not everything was made: nodes of at most this width have no children here. */
  readonly cutBelow: number;
}

/** Left is the base of a comparison, or the sum of negative values; right is the profile, or the sum of the others. */
export interface TreeSides {
  readonly leftSelf: Float64Array;
  readonly leftTotal: Float64Array;
  readonly rightSelf: Float64Array;
  readonly rightTotal: Float64Array;
}

const step = 1 << 16;

/** Nodes without any width are left out. `time`: siblings stay in the order in which the stacks were made. */
export function callTree(stacks: KeyedStacks, order: ProfileOrder, alive: Alive): CallTree {
  const full = stacks.count + 1;
  const width = new Float64Array(full);
  width[0] = stacks.rootSelf;
  width.set(stacks.self, 1);
  const { parent } = stacks;
  const size = new Int32Array(full).fill(1);
  alive();
  for (let i = full - 1; i > 0; i--) {
    if (i % step === 0) alive();
    if ((width[i] as number) === 0) {
      size[i] = 0;
      continue;
    }
    const up = (parent[i - 1] as number) + 1;
    width[up] = (width[up] as number) + (width[i] as number);
    size[up] = (size[up] as number) + (size[i] as number);
  }
  alive();
  const { first, children } = siblingRanges(full, parent, size, alive);
  alive();
  if (order !== 'time') sortSiblings(first, children, comparatorOf(stacks, width, order), alive);
  return placed(stacks, width, size, first, children, alive);
}

type Comparator = (a: number, b: number) => number;

/** Equal widths by name, equal names by their order of making, so that the same profile always looks the same. */
function comparatorOf({ key, keys }: KeyedStacks, width: Float64Array, order: ProfileOrder): Comparator {
  const byName: Comparator = (a, b) => {
    const [left, right] = [key[a - 1] as number, key[b - 1] as number];
    if (left === right) return a - b;
    const [leftName, rightName] = [keys.nameOf(left), keys.nameOf(right)];
    return leftName < rightName ? -1 : leftName > rightName ? 1 : left - right;
  };
  return order === 'name' ? byName : (a, b) => (width[b] as number) - (width[a] as number) || byName(a, b);
}

/** Most siblings are few: those are sorted by insertion, in place. */
function sortSiblings(first: Int32Array, children: Int32Array, compare: Comparator, alive: Alive): void {
  for (let up = 0; up < first.length - 1; up++) {
    if (up % step === 0) alive();
    const from = first[up] as number;
    const to = first[up + 1] as number;
    if (to - from < 2) continue;
    if (to - from > 24) {
      children.subarray(from, to).sort(compare);
      continue;
    }
    for (let i = from + 1; i < to; i++) {
      const moved = children[i] as number;
      let at = i;
      while (at > from && compare(children[at - 1] as number, moved) > 0) {
        children[at] = children[at - 1] as number;
        at--;
      }
      children[at] = moved;
    }
  }
}

/** Every node to its place: behind its parent and the subtrees of the siblings before it. */
function placed(
  stacks: KeyedStacks,
  width: Float64Array,
  size: Int32Array,
  first: Int32Array,
  children: Int32Array,
  alive: Alive,
): CallTree {
  const count = size[0] as number;
  const parent = new Int32Array(count).fill(-1);
  const depth = new Int32Array(count);
  const subtree = new Int32Array(count);
  const key = new Int32Array(count).fill(-1);
  const self = new Float64Array(count);
  const total = new Float64Array(count);
  const at = new Int32Array(size.length);
  const sides = stacks.sides === undefined ? undefined : noSides(count);
  for (let i = 0; i < size.length; i++) {
    if (i % step === 0) alive();
    if ((size[i] as number) === 0) continue;
    const place = at[i] as number;
    subtree[place] = size[i] as number;
    total[place] = width[i] as number;
    self[place] = i === 0 ? stacks.rootSelf : (stacks.self[i - 1] as number);
    if (i > 0) key[place] = stacks.key[i - 1] as number;
    if (sides !== undefined && stacks.sides !== undefined) setSides(sides, place, stacks.sides, i);
    let next = place + 1;
    const below = (depth[place] as number) + 1;
    for (let c = first[i] as number; c < (first[i + 1] as number); c++) {
      const child = children[c] as number;
      at[child] = next;
      parent[next] = place;
      depth[next] = below;
      next += size[child] as number;
    }
  }
  if (sides !== undefined) sumSides(sides, parent);
  return { count, parent, depth, subtree, key, self, total, sides, keys: stacks.keys, cutBelow: 0 };
}

const noSides = (count: number): TreeSides => ({
  leftSelf: new Float64Array(count),
  leftTotal: new Float64Array(count),
  rightSelf: new Float64Array(count),
  rightTotal: new Float64Array(count),
});

function setSides(to: TreeSides, place: number, sides: StackSides, i: number): void {
  to.leftSelf[place] = i === 0 ? sides.rootLeft : (sides.left[i - 1] as number);
  to.rightSelf[place] = i === 0 ? sides.rootRight : (sides.right[i - 1] as number);
}

function sumSides({ leftSelf, leftTotal, rightSelf, rightTotal }: TreeSides, parent: Int32Array): void {
  leftTotal.set(leftSelf);
  rightTotal.set(rightSelf);
  for (let node = parent.length - 1; node > 0; node--) {
    const up = parent[node] as number;
    leftTotal[up] = (leftTotal[up] as number) + (leftTotal[node] as number);
    rightTotal[up] = (rightTotal[up] as number) + (rightTotal[node] as number);
  }
}
