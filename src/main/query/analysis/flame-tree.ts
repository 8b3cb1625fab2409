// The flame graph of a trace. A frame stands for spans with the same path of service and name (or for one span); its own
// value is a weight given per span (self time, or time on the critical path), its total is that and its children's, so
// that children never exceed their parent however they overlap in time. docs/trace-analysis.md says why.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';
import type { FlameColumns, FlameOrder, OfRows } from '../../../contract/trace-analysis.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { EffectiveTimes } from './effective-times.ts';

/** `weight`: nanoseconds per row. */
export function flameTree(
  columns: TraceColumns,
  times: EffectiveTimes,
  weight: Float64Array,
  order: FlameOrder,
  alive: Alive,
): Omit<FlameColumns, keyof OfRows> {
  const grown = grow(columns, order);
  const { frames, above } = grown;
  const self = new Float64Array(frames);
  const errors = new Uint32Array(frames);
  for (let row = 0; row < columns.rows; row++) {
    const frame = grown.frameOf[row] as number;
    self[frame] = (self[frame] as number) + (weight[row] as number);
    const failed = ((columns.marks[row] as number) & SpanMark.error) !== 0 && columns.missing[row] === 0;
    if (failed) errors[frame] = (errors[frame] as number) + 1;
  }
  const total = self.slice();
  // A frame is made after the one above it.
  for (let frame = frames - 1; frame > 0; frame--) {
    const up = above[frame] as number;
    total[up] = (total[up] as number) + (total[frame] as number);
  }
  alive();
  const rank = order === 'merged' ? total : undefined;
  const place = depthFirst(above, rank, frames);
  const spans = spansByFrame(columns.rows, grown.frameOf, place, frames);
  alive();
  const moved = <Column extends Float64Array | Uint32Array>(from: Column, to: Column): Column => {
    for (let frame = 0; frame < frames; frame++) to[place.at[frame] as number] = from[frame] as number;
    return to;
  };
  return {
    frames,
    parent: place.parent,
    depth: place.depth,
    subtree: place.subtree,
    self: moved(self, new Float64Array(frames)),
    total: moved(total, new Float64Array(frames)),
    errors: moved(errors, new Uint32Array(frames)),
    ...spans,
    ...passed(spans, times, frames, alive),
  };
}

interface Grown {
  readonly frames: number;
  /** The frame above, by frame in the order of making; -1 for frame 0. */
  readonly above: Int32Array;
  readonly frameOf: Int32Array;
}

/** Frames in the order in which their first rows come. */
function grow({ rows, parent, service, name, names, missing }: TraceColumns, order: FlameOrder): Grown {
  const above = new Int32Array(rows + 1).fill(-1);
  const frameOf = new Int32Array(rows);
  const known = new Map<number, number>();
  // Services fit in 16 bits; the last name number stands for missing spans, which are no operation.
  const nameCount = names.length + 1;
  let frames = 1;
  for (let row = 0; row < rows; row++) {
    const up = (parent[row] as number) < 0 ? 0 : (frameOf[parent[row] as number] as number);
    const lost = missing[row] === 1;
    const key =
      (up * 65_536 + (lost ? 0 : (service[row] as number))) * nameCount + (lost ? names.length : (name[row] as number));
    let frame = order === 'merged' ? known.get(key) : undefined;
    if (frame === undefined) {
      frame = frames++;
      above[frame] = up;
      if (order === 'merged') known.set(key, frame);
    }
    frameOf[row] = frame;
  }
  return { frames, above: above.slice(0, frames), frameOf };
}

interface Place {
  /** Where a frame stands in depth-first order, by the order of making. */
  readonly at: Uint32Array;
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
  readonly subtree: Uint32Array;
}

/** Siblings by rank, largest first, or as they were made. */
function depthFirst(above: Int32Array, rank: Float64Array | undefined, frames: number): Place {
  const order = new Uint32Array(frames);
  for (let i = 0; i < frames; i++) order[i] = i;
  if (rank !== undefined) order.sort((a, b) => (rank[b] as number) - (rank[a] as number) || a - b);
  const firstChild = new Int32Array(frames).fill(-1);
  const next = new Int32Array(frames).fill(-1);
  for (let i = frames - 1; i >= 0; i--) {
    const frame = order[i] as number;
    const up = above[frame] as number;
    if (up < 0) continue;
    next[frame] = firstChild[up] as number;
    firstChild[up] = frame;
  }
  const at = new Uint32Array(frames);
  const parent = new Int32Array(frames).fill(-1);
  const depth = new Uint32Array(frames);
  const subtree = new Uint32Array(frames).fill(1);
  let frame = 0;
  for (let i = 0; i < frames; i++) {
    const up = above[frame] as number;
    at[frame] = i;
    if (up >= 0) {
      parent[i] = at[up] as number;
      depth[i] = (depth[parent[i] as number] as number) + 1;
    }
    if ((firstChild[frame] as number) >= 0) {
      frame = firstChild[frame] as number;
      continue;
    }
    while ((next[frame] as number) < 0 && (above[frame] as number) >= 0) frame = above[frame] as number;
    frame = next[frame] as number;
  }
  for (let i = frames - 1; i > 0; i--) {
    const up = parent[i] as number;
    subtree[up] = (subtree[up] as number) + (subtree[i] as number);
  }
  return { at, parent, depth, subtree };
}

type Spans = Pick<FlameColumns, 'firstSpan' | 'spanRows'>;

function spansByFrame(rows: number, frameOf: Int32Array, { at }: Place, frames: number): Spans {
  const firstSpan = new Uint32Array(frames + 1);
  for (let row = 0; row < rows; row++) {
    const frame = (at[frameOf[row] as number] as number) + 1;
    firstSpan[frame] = (firstSpan[frame] as number) + 1;
  }
  for (let frame = 0; frame < frames; frame++) {
    firstSpan[frame + 1] = (firstSpan[frame + 1] as number) + (firstSpan[frame] as number);
  }
  const next = firstSpan.slice();
  const spanRows = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const frame = at[frameOf[row] as number] as number;
    const to = next[frame] as number;
    spanRows[to] = row;
    next[frame] = to + 1;
  }
  return { firstSpan, spanRows };
}

/** Sorts the spans of each frame by start and says how long they are in sum and how much time they cover. */
function passed(
  { firstSpan, spanRows }: Spans,
  { start, end }: EffectiveTimes,
  frames: number,
  alive: Alive,
): Pick<FlameColumns, 'summed' | 'wall'> {
  const summed = new Float64Array(frames);
  const wall = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    if (frame % 4096 === 0) alive();
    const first = firstSpan[frame] as number;
    const last = firstSpan[frame + 1] as number;
    if (last - first > 1) {
      spanRows.subarray(first, last).sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
    }
    let reached = Number.NEGATIVE_INFINITY;
    for (let i = first; i < last; i++) {
      const row = spanRows[i] as number;
      const from = start[row] as number;
      const to = end[row] as number;
      summed[frame] = (summed[frame] as number) + (to - from);
      wall[frame] = (wall[frame] as number) + Math.max(0, to - Math.max(from, reached));
      reached = Math.max(reached, to);
    }
  }
  return { summed, wall };
}
