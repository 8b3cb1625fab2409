// Nodes whose frame is one of some keys and that have no such frame outside of them: their values may be added up.
import type { CallTree } from './call-tree.ts';

/**
 * In depth-first order, only those in the subtree of `under`.
 * @param chosen one byte per key, 1 where it is meant
 */
export function outermostOf(tree: CallTree, chosen: Uint8Array, under = 0): Int32Array {
  const { key, subtree } = tree;
  const found: number[] = [];
  const end = under + (subtree[under] as number);
  for (let node = under; node < end;) {
    const own = key[node] as number;
    if (own >= 0 && chosen[own] === 1) {
      found.push(node);
      node += subtree[node] as number;
    } else node++;
  }
  return Int32Array.from(found);
}
