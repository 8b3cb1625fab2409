// The frames of a flame graph as columns, in depth-first order: a subtree is [frame, frame + subtree[frame]).

export interface FlameFrames {
  readonly count: number;
  /** -1 for frame 0, which is everything. */
  readonly parent: Int32Array;
  readonly depth: Uint32Array | Int32Array;
  readonly subtree: Uint32Array | Int32Array;
  /** The frame's own value, and that with its children's; children never exceed their parent. */
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Where each frame begins, in units of value; needed where children are left out, else it follows from the totals. */
  readonly start?: Float64Array;
  /** Does the frame stand for neighbours that are too narrow to be told apart? */
  readonly isRest?: (frame: number) => boolean;
  /** Index into the colours that the picture is painted with. */
  readonly colour: ArrayLike<number>;
  readonly nameOf: (frame: number) => string;
  /** Names are those of functions: where there is no room for one, its end is shown without paths and packages. */
  readonly functions?: boolean;
}

/** Before there is a picture. */
export const noFrames: FlameFrames = {
  count: 0,
  parent: new Int32Array(0),
  depth: new Uint32Array(0),
  subtree: new Uint32Array(0),
  self: new Float64Array(0),
  total: new Float64Array(0),
  colour: [],
  nameOf: () => '',
};

/** Where each frame begins, in units of value from the left edge of frame 0. */
export function flameStarts({ count, parent, total, start }: FlameFrames): Float64Array {
  if (start !== undefined) return start;
  const starts = new Float64Array(count);
  const next = new Float64Array(count);
  for (let frame = 1; frame < count; frame++) {
    const up = parent[frame] as number;
    starts[frame] = next[up] as number;
    next[frame] = next[up] as number;
    next[up] = (next[up] as number) + (total[frame] as number);
  }
  return starts;
}

/** The frame of the next or previous sibling, or -1. */
export function siblingOf({ count, parent, subtree }: FlameFrames, frame: number, direction: 1 | -1): number {
  const up = parent[frame] as number;
  if (up < 0) return -1;
  const end = up + (subtree[up] as number);
  if (direction === 1) {
    const next = frame + (subtree[frame] as number);
    return next < Math.min(end, count) ? next : -1;
  }
  let before = -1;
  for (let at = up + 1; at < frame; at += subtree[at] as number) before = at;
  return before;
}

/** The child with the largest value, or -1. */
export function widestChild({ subtree, total }: FlameFrames, frame: number): number {
  const end = frame + (subtree[frame] as number);
  let widest = -1;
  for (let child = frame + 1; child < end; child += subtree[child] as number) {
    if (widest < 0 || (total[child] as number) > (total[widest] as number)) widest = child;
  }
  return widest;
}

/** From frame 0 down to the frame itself. */
export function pathTo({ parent }: FlameFrames, frame: number): readonly number[] {
  const path: number[] = [];
  for (let at = frame; at >= 0; at = parent[at] as number) path.push(at);
  return path.reverse();
}

/** 1 for the first of its siblings. */
export function placeOf({ parent, subtree }: FlameFrames, frame: number): number {
  const up = parent[frame] as number;
  let place = 1;
  if (up < 0) return place;
  for (let at = up + 1; at < frame; at += subtree[at] as number) place++;
  return place;
}
