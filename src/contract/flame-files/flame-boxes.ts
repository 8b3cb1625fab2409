// The boxes of a flame graph as a picture without scrolling: what an SVG holds, and what is painted for a bitmap.
import type { FrameTree } from './frame-tree.ts';

export interface FlameBoxLimits {
  /** The frame that fills the width; it and what is below it is shown. */
  readonly from: number;
  /** Share of the width from which a frame is shown. */
  readonly narrowest: number;
  /** Levels at most. */
  readonly deepest: number;
}

/** In depth-first order. */
export interface FlameBoxes {
  readonly count: number;
  readonly node: Int32Array;
  /** 0 for the frame that fills the width. */
  readonly level: Int32Array;
  /** From the left edge of that frame, in units of value. */
  readonly start: Float64Array;
  readonly levels: number;
  /** Frames that are too narrow or too deep. */
  readonly leftOut: number;
}

export function flameBoxes(tree: FrameTree, { from, narrowest, deepest }: FlameBoxLimits): FlameBoxes {
  const { count, depth, subtree, total } = tree;
  const end = Math.min(count, from + (subtree[from] as number));
  const least = narrowest * (total[from] as number);
  const base = depth[from] as number;
  const nodes: number[] = [];
  const starts: number[] = [];
  /** Where the next child of each shown ancestor begins, by level. */
  const next: number[] = [];
  let levels = 1;
  let leftOut = 0;
  for (let node = from; node < end;) {
    const level = (depth[node] as number) - base;
    const start = node === from ? 0 : (next[level - 1] as number);
    if (node !== from) next[level - 1] = start + (total[node] as number);
    const shown = node === from || ((total[node] as number) >= least && (total[node] as number) > 0 && level < deepest);
    if (!shown) {
      leftOut += subtree[node] as number;
      node += subtree[node] as number;
      continue;
    }
    nodes.push(node);
    starts.push(start);
    next[level] = start;
    levels = Math.max(levels, level + 1);
    node++;
  }
  return {
    count: nodes.length,
    node: Int32Array.from(nodes),
    level: Int32Array.from(nodes, (node) => (depth[node] as number) - base),
    start: Float64Array.from(starts),
    levels,
    leftOut,
  };
}
