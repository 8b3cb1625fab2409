// The children of every node, next to each other.
import type { Alive } from '../../../store/reader-face.ts';

export interface SiblingRanges {
  /** The children of node n are [first[n], first[n + 1]) of `children`, in the order of their numbers. */
  readonly first: Int32Array;
  readonly children: Int32Array;
}

/**
 * @param parent of nodes 1 and on, by number less one, as numbers less one: -1 is node 0
 * @param size 0 for nodes that are left out
 * @param alive throws once nobody waits
 */
export function siblingRanges(count: number, parent: Int32Array, size: Int32Array, alive: Alive): SiblingRanges {
  const first = new Int32Array(count + 1);
  for (let i = 1; i < count; i++) {
    if ((size[i] as number) === 0) continue;
    const after = (parent[i - 1] as number) + 2;
    first[after] = (first[after] as number) + 1;
  }
  for (let i = 0; i < count; i++) first[i + 1] = (first[i + 1] as number) + (first[i] as number);
  const children = new Int32Array(first[count] as number);
  const next = first.slice();
  for (let i = 1; i < count; i++) {
    if (i % 65_536 === 0) alive();
    if ((size[i] as number) === 0) continue;
    const up = (parent[i - 1] as number) + 1;
    const to = next[up] as number;
    children[to] = i;
    next[up] = to + 1;
  }
  return { first, children };
}
