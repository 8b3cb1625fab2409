// The tree of a DHAT file's program points, from the allocation site outwards: a radix tree of their stacks in the order of
// the file, whose root has what all share. A point that ends where others go on is a child without frames. Nodes are
// numbered depth first, so that a subtree is a range.
import { stackTrie, type StackTrie } from './stack-trie.ts';
import { allocationColumnNames, type AllocationColumn } from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

export interface AllocationTree {
  readonly points: DhatPoints;
  /** Nodes; number 0 is the root. */
  readonly count: number;
  readonly parent: Int32Array;
  /** One past the last node of the subtree. */
  readonly end: Int32Array;
  /** Children in the order of the file. */
  readonly childCount: Int32Array;
  /** The program point of a leaf, -1 for others and for the root of a file without points. */
  readonly point: Int32Array;
  /** Per point the next one of the same leaf, -1 for none. */
  readonly nextSame: Int32Array;
  /** Frame numbers, innermost first; the root has frame 0 and those that all points share. */
  readonly frameStarts: Int32Array;
  readonly frames: Int32Array;
  /** Frames of the nodes above, without the root's frame 0. */
  readonly framesAbove: Int32Array;
  readonly sums: Readonly<Record<AllocationColumn, Float64Array>>;
  /** Bytes with access counts: what all points of the subtree have, 0 where they differ or have none. */
  readonly accessLengths: Int32Array;
}

export function allocationTree(points: DhatPoints, alive: () => void): AllocationTree {
  const trie = stackTrie(points, alive);
  const layout = layOut(points, trie, alive);
  const { nextSame } = trie;
  return { points, nextSame, ...layout, ...sumUp(points, layout, nextSame, alive) };
}

interface Layout {
  readonly count: number;
  readonly parent: Int32Array;
  readonly end: Int32Array;
  readonly childCount: Int32Array;
  readonly point: Int32Array;
  readonly frameStarts: Int32Array;
  readonly frames: Int32Array;
  readonly framesAbove: Int32Array;
}

/** Depth first through the trie; what is waiting is a node of the trie, or -2 - point for a point that ends in its parent. */
function layOut(points: DhatPoints, trie: StackTrie, alive: () => void): Layout {
  const most = trie.count + points.count + 1;
  const parent = new Int32Array(most);
  const end = new Int32Array(most);
  const childCount = new Int32Array(most);
  const point = new Int32Array(most).fill(-1);
  const frameStarts = new Int32Array(most + 1);
  const framesAbove = new Int32Array(most);
  const frames = new Int32Array(points.frames.length + 1);
  const waiting = new Int32Array(most);
  const waitingParent = new Int32Array(most);
  let waits = 0;
  let count = 0;
  let used = 0;
  const push = (what: number, under: number): void => {
    waiting[waits] = what;
    waitingParent[waits++] = under;
  };
  push(0, -1);
  frames[used++] = 0;
  while (waits > 0) {
    const what = waiting[--waits] as number;
    const under = waitingParent[waits] as number;
    const node = count++;
    if (node % 65_536 === 0) alive();
    parent[node] = under;
    if (under >= 0) childCount[under] = (childCount[under] as number) + 1;
    framesAbove[node] = under < 0 ? 0 : (framesAbove[under] as number) + own(under);
    if (what < 0) {
      point[node] = -2 - what;
      frameStarts[node + 1] = used;
      continue;
    }
    let at = what;
    const only = trie.firstChild[at] as number;
    // The root takes what all stacks share.
    if (at === 0 && trie.point[0] === -1 && only !== -1 && trie.nextSibling[only] === -1) at = only;
    for (let label = trie.labelStart[at] as number; label < (trie.labelEnd[at] as number); label++) {
      frames[used++] = points.frames[label] as number;
    }
    frameStarts[node + 1] = used;
    pushChildren(at, node);
  }
  for (let node = 0; node < count; node++) end[node] = node + 1;
  for (let node = count - 1; node > 0; node--) {
    const up = parent[node] as number;
    if ((end[node] as number) > (end[up] as number)) end[up] = end[node] as number;
  }
  return {
    count,
    parent: parent.slice(0, count),
    end: end.slice(0, count),
    childCount: childCount.slice(0, count),
    point: point.slice(0, count),
    frameStarts: frameStarts.slice(0, count + 1),
    frames: frames.slice(0, used),
    framesAbove: framesAbove.slice(0, count),
  };

  function own(node: number): number {
    return (frameStarts[node + 1] as number) - (frameStarts[node] as number) - (node === 0 ? 1 : 0);
  }

  /** The last one first, since the newest that waits is taken next. */
  function pushChildren(at: number, node: number): void {
    const ends = trie.point[at] as number;
    const first = trie.firstChild[at] as number;
    if (first === -1) {
      point[node] = ends;
      return;
    }
    let placed = ends === -1;
    const begin = waits;
    for (let child = first; child !== -1; child = trie.nextSibling[child] as number) {
      if (!placed && (trie.firstPoint[child] as number) > ends) {
        push(-2 - ends, node);
        placed = true;
      }
      push(child, node);
    }
    if (!placed) push(-2 - ends, node);
    waiting.subarray(begin, waits).reverse();
  }
}

function sumUp(
  points: DhatPoints,
  { count, parent, point }: Layout,
  nextSame: Int32Array,
  alive: () => void,
): Pick<AllocationTree, 'sums' | 'accessLengths'> {
  const sums = {} as Record<AllocationColumn, Float64Array>;
  for (const field of allocationColumnNames) {
    alive();
    const sum = new Float64Array(count);
    const column = points[field];
    for (let node = count - 1; node >= 0; node--) {
      for (let at = point[node] as number; at >= 0; at = nextSame[at] as number) {
        sum[node] = (sum[node] as number) + (column[at] as number);
      }
      const up = parent[node] as number;
      if (up >= 0) sum[up] = (sum[up] as number) + (sum[node] as number);
    }
    sums[field] = sum;
  }
  // -1: no child has been seen yet.
  const accessLengths = new Int32Array(count).fill(-1);
  for (let node = count - 1; node >= 0; node--) {
    for (let at = point[node] as number; at >= 0; at = nextSame[at] as number) {
      const length = points.accessLengths[at] as number;
      const before = accessLengths[node] as number;
      accessLengths[node] = before === -1 || before === length ? length : 0;
    }
    if (accessLengths[node] === -1) accessLengths[node] = 0;
    const up = parent[node] as number;
    if (up < 0) continue;
    const above = accessLengths[up] as number;
    accessLengths[up] = above === -1 || above === accessLengths[node] ? (accessLengths[node] as number) : 0;
  }
  return { sums, accessLengths };
}
