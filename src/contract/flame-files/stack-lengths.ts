// How long a file with a line per stack gets, before it is written: stacks share their outer frames, lines do not, so that
// deep ones with many ends take many times what they take in memory.
import type { NamedStacks } from './named-stacks.ts';

export interface StackLines {
  /** Of a frame in a line, with what parts it from the next. */
  readonly lengthOf: (key: number) => number;
  /** How many lines are written for the node. */
  readonly linesOf: (node: number) => number;
  /** Frames of a line at most. */
  readonly deepest: number;
}

export interface WrittenStacks {
  /** About, in characters. */
  readonly length: number;
  /** Frames of the deepest stack that is written, before any is left out. */
  readonly depth: number;
}

const lengthOfValue = 8;

export function writtenStacks(
  { count, parent, key }: NamedStacks,
  { lengthOf, linesOf, deepest }: StackLines,
): WrittenStacks {
  const lengths: number[] = [];
  const along = new Float64Array(count);
  const depths = new Int32Array(count);
  let length = 0;
  let depth = 0;
  for (let node = 0; node < count; node++) {
    const up = parent[node] as number;
    const own = key[node] as number;
    const frames = (up < 0 ? 0 : (depths[up] as number)) + (own < 0 ? 0 : 1);
    depths[node] = frames;
    along[node] = (up < 0 ? 0 : (along[up] as number)) + (own < 0 ? 0 : (lengths[own] ??= lengthOf(own)));
    const lines = linesOf(node);
    if (lines === 0) continue;
    length += lines * ((along[node] as number) * Math.min(1, deepest / Math.max(1, frames)) + lengthOfValue);
    depth = Math.max(depth, frames);
  }
  return { length, depth };
}
