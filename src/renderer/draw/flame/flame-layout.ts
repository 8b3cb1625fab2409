// Which frames are to be painted where: those in view that are wide enough to be seen; narrower neighbours become one box.
import { BoxState, FlameBoxes } from './flame-boxes.ts';
import type { FlameModel } from './flame-model.ts';

/** Frames narrower than this many pixels are not told apart. */
const narrowest = 2;

/** The levels in view, each from left to right; `boxes` is filled anew. */
export function layFlame(model: FlameModel, width: number, boxes: FlameBoxes = new FlameBoxes()): FlameBoxes {
  boxes.count = 0;
  const { frames, starts, zoomed } = model;
  if (frames.count === 0) return boxes;
  const { depth, subtree, total } = frames;
  const [first, last] = model.levelsInView();
  for (const frame of model.pathTo(zoomed).slice(0, -1)) {
    const level = depth[frame] as number;
    if (level >= first && level <= last) boxes.add(frame, level, 0, width);
  }
  const from = starts[zoomed] as number;
  const whole = total[zoomed] as number;
  const scale = whole > 0 ? width / whole : 0;
  const runs = new NarrowRuns(first, last, boxes);
  const end = zoomed + (subtree[zoomed] as number);
  for (let frame = zoomed; frame < end;) {
    const level = depth[frame] as number;
    const left = ((starts[frame] as number) - from) * scale;
    const wide = frame === zoomed ? width : (total[frame] as number) * scale;
    const shown = level >= first && level <= last;
    if (wide >= narrowest) {
      if (shown) boxes.add(frame, level, left, wide);
      frame += level < last ? 1 : (subtree[frame] as number);
      continue;
    }
    const after = frame + (subtree[frame] as number);
    if (shown && wide > 0) {
      const matched = model.hasMatchUnder(frame) ? BoxState.matched : 0;
      const chosen = model.chosen >= frame && model.chosen < after ? BoxState.chosen : 0;
      runs.add(level, left, wide, matched | chosen);
    }
    frame = after;
  }
  runs.closeAll();
  return boxes;
}

/** Per level the run of narrow frames that is still open. */
class NarrowRuns {
  readonly #first: number;
  readonly #boxes: FlameBoxes;
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  /** -1 where none is open. */
  readonly #state: Int8Array;

  constructor(first: number, last: number, boxes: FlameBoxes) {
    const levels = Math.max(0, last - first + 1);
    this.#first = first;
    this.#boxes = boxes;
    this.#left = new Float64Array(levels);
    this.#right = new Float64Array(levels);
    this.#state = new Int8Array(levels).fill(-1);
  }

  add(level: number, left: number, width: number, state: number): void {
    const at = level - this.#first;
    const near = left - (this.#right[at] as number) <= 1;
    if (this.#state[at] === state && near && (state & BoxState.chosen) === 0) {
      this.#right[at] = left + width;
      return;
    }
    this.#close(at);
    this.#left[at] = left;
    this.#right[at] = left + width;
    this.#state[at] = state;
  }

  closeAll(): void {
    for (let at = 0; at < this.#state.length; at++) this.#close(at);
  }

  #close(at: number): void {
    const state = this.#state[at] as number;
    if (state < 0) return;
    const left = this.#left[at] as number;
    this.#boxes.add(-1, this.#first + at, left, Math.max(1, (this.#right[at] as number) - left), state);
    this.#state[at] = -1;
  }
}

/** The frame at a point of the canvas, or -1. */
export function frameAt(model: FlameModel, width: number, x: number, y: number): number {
  const { frames, starts, zoomed } = model;
  const { count, depth, subtree, total } = frames;
  const level = model.levelAt(y);
  if (count === 0 || level < 0 || x < 0 || x >= width) return -1;
  const above = model.pathTo(zoomed).find((frame) => depth[frame] === level);
  if (above !== undefined) return above;
  const whole = total[zoomed] as number;
  if (whole <= 0 || level < (depth[zoomed] as number)) return -1;
  const place = (starts[zoomed] as number) + (x / width) * whole;
  const least = (narrowest / width) * whole;
  let frame = zoomed;
  while ((depth[frame] as number) < level) {
    const end = frame + (subtree[frame] as number);
    let child = frame + 1;
    while (child < end && (starts[child] as number) + (total[child] as number) <= place)
      child += subtree[child] as number;
    if (child >= end || (starts[child] as number) > place || (total[child] as number) < least) return -1;
    frame = child;
  }
  return frame;
}
