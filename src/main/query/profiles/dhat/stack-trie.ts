// A radix tree over the stacks of program points, innermost frame first: a node has the frames up to where stacks part or
// a point ends. Frames are ranges of the points' own column, so nothing is copied per frame.
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

export interface StackTrie {
  /** Node 0 is the root, without frames. */
  readonly count: number;
  /** Frames [labelStart, labelEnd) of `points.frames`. */
  readonly labelStart: Int32Array;
  readonly labelEnd: Int32Array;
  /** Children in the order of the file; -1 where there is none (more). */
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** The first point that ends here, -1 for none. */
  readonly point: Int32Array;
  /** Per point the next one with the same stack, -1 for none. */
  readonly nextSame: Int32Array;
  /** The first point of the file that goes through here. */
  readonly firstPoint: Int32Array;
}

export function stackTrie(points: DhatPoints, alive: () => void): StackTrie {
  // A point makes a leaf and at most one node where its stack leaves another.
  const most = 2 * points.count + 1;
  const { frames, frameStarts } = points;
  const parent = new Int32Array(most);
  const labelStart = new Int32Array(most);
  const labelEnd = new Int32Array(most);
  const point = new Int32Array(most).fill(-1);
  const firstPoint = new Int32Array(most);
  const nextSame = new Int32Array(points.count).fill(-1);
  // Nodes by parent and first frame, 0 for an empty slot; at most half full.
  const slots = new Int32Array(slotsFor(most));
  const mask = slots.length - 1;
  let count = 1;

  for (let at = 0; at < points.count; at++) {
    if (at % 8192 === 0) alive();
    insert(at);
  }
  return {
    count,
    labelStart: labelStart.slice(0, count),
    labelEnd: labelEnd.slice(0, count),
    ...siblings(count, points.count, parent, firstPoint),
    point: point.slice(0, count),
    nextSame,
    firstPoint: firstPoint.slice(0, count),
  };

  function insert(at: number): void {
    const end = frameStarts[at + 1] as number;
    let next = frameStarts[at] as number;
    let node = 0;
    while (next < end) {
      const slot = slotOf(node, frames[next] as number);
      const child = slots[slot] as number;
      if (child === 0) {
        point[make(node, next, end, at, slot)] = at;
        return;
      }
      let label = labelStart[child] as number;
      const stop = labelEnd[child] as number;
      while (label < stop && next < end && frames[label] === frames[next]) {
        label++;
        next++;
      }
      node = label === stop ? child : split(child, label, slot);
    }
    const known = point[node] as number;
    if (known === -1) point[node] = at;
    else {
      nextSame[at] = nextSame[known] as number;
      nextSame[known] = at;
    }
  }

  /** The part of a node above `label` becomes a node of its own, in the place of the other. */
  function split(node: number, label: number, slot: number): number {
    const upper = make(parent[node] as number, labelStart[node] as number, label, firstPoint[node] as number, slot);
    labelStart[node] = label;
    parent[node] = upper;
    slots[slotOf(upper, frames[label] as number)] = node;
    return upper;
  }

  function make(up: number, start: number, end: number, first: number, slot: number): number {
    const made = count++;
    parent[made] = up;
    labelStart[made] = start;
    labelEnd[made] = end;
    firstPoint[made] = first;
    slots[slot] = made;
    return made;
  }

  /** Where the child with this first frame is, or where it would be. */
  function slotOf(up: number, frame: number): number {
    const mixed = Math.imul(up + 1, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
      if (parent[found] === up && frames[labelStart[found] as number] === frame) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** Children are ordered by the first point that goes through them, in which siblings differ. */
function siblings(
  count: number,
  points: number,
  parent: Int32Array,
  firstPoint: Int32Array,
): Pick<StackTrie, 'firstChild' | 'nextSibling'> {
  const starts = new Int32Array(points + 2);
  for (let node = 1; node < count; node++) {
    const at = (firstPoint[node] as number) + 1;
    starts[at] = (starts[at] as number) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const ordered = new Int32Array(count - 1);
  for (let node = 1; node < count; node++) {
    const first = firstPoint[node] as number;
    const place = starts[first] as number;
    starts[first] = place + 1;
    ordered[place] = node;
  }
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  for (let at = ordered.length - 1; at >= 0; at--) {
    const node = ordered[at] as number;
    const up = parent[node] as number;
    nextSibling[node] = firstChild[up] as number;
    firstChild[up] = node;
  }
  return { firstChild, nextSibling };
}

function slotsFor(nodes: number): number {
  let size = 64;
  while (size < nodes * 2) size *= 2;
  return size;
}
