// What a function calls and what calls it, in all stacks: the subtrees under its outermost occurrences merged, and the
// stacks above those reversed. Both add up to the function's cumulative value.
import type { Alive } from '../../../store/reader-face.ts';
import { callTree, type CallTree } from './call-tree.ts';
import { ChildTable } from './child-table.ts';
import { GrowingStacks } from './growing-stacks.ts';
import type { KeyedStacks } from './keyed-stacks.ts';
import { outermostOf } from './outermost.ts';
import { reversedStacks } from './reversed-stacks.ts';

export interface Sandwich {
  readonly callers: CallTree;
  readonly callees: CallTree;
}

/**
 * Trees of one outermost frame, the function itself; of none where it does not occur.
 * @param chosen one byte per key, 1 for those of the function: libraries of one name may be several
 * @param callersZoom keys from the function to the caller that is zoomed
 */
export function sandwichOf(tree: CallTree, chosen: Uint8Array, callersZoom: readonly number[], alive: Alive): Sandwich {
  const roots = outermostOf(tree, chosen);
  const { total, sides } = tree;
  const reversed = reversedStacks(
    tree,
    roots,
    { width: total, left: sides?.leftTotal, right: sides?.rightTotal },
    callersZoom,
    alive,
  );
  return {
    callers: { ...callTree(reversed.stacks, 'weight', alive), cutBelow: reversed.cutBelow },
    callees: { ...callTree(mergedBelow(tree, roots, alive), 'weight', alive), cutBelow: tree.cutBelow },
  };
}

/** The subtrees of nodes merged by their keys. */
function mergedBelow(tree: CallTree, roots: Int32Array, alive: Alive): KeyedStacks {
  const [only] = roots;
  if (roots.length === 1 && only !== undefined) return subtreeOf(tree, only);
  const { depth, key, self, subtree, sides } = tree;
  const made = new GrowingStacks(sides !== undefined);
  const children = new ChildTable(made, 4096);
  /** The new node at each depth below the root of the present subtree. */
  const above: number[] = [];
  let steps = 0;
  for (const root of roots) {
    const end = root + (subtree[root] as number);
    for (let node = root; node < end; node++) {
      if (++steps % 65_536 === 0) alive();
      const level = (depth[node] as number) - (depth[root] as number);
      const to = children.child(level === 0 ? -1 : (above[level - 1] as number), key[node] as number);
      above[level] = to;
      made.addSelf(to, self[node] as number);
      if (sides !== undefined) made.addSides(to, sides.leftSelf[node] as number, sides.rightSelf[node] as number);
    }
  }
  return made.finish(tree.keys);
}

/** Nothing is to be merged: often the case of what a program begins with, which is nearly all of the tree. */
function subtreeOf({ key, keys, parent, self, sides, subtree }: CallTree, root: number): KeyedStacks {
  const count = subtree[root] as number;
  const end = root + count;
  const stacks = {
    count,
    parent: parent.slice(root, end).map((up) => Math.max(-1, up - root)),
    key: key.subarray(root, end),
    self: self.subarray(root, end),
    rootSelf: 0,
    keys,
  };
  if (sides === undefined) return stacks;
  const left = sides.leftSelf.subarray(root, end);
  return { ...stacks, sides: { left, right: sides.rightSelf.subarray(root, end), rootLeft: 0, rootRight: 0 } };
}
