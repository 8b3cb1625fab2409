// Which frames are to be painted where: those in view that are wide enough to be seen; narrower neighbours become one box.
import { frameHeight, type FlameModel } from './flame-model.ts';

/** Frames narrower than this many pixels are not told apart. */
const narrowest = 2;

export interface FlameBox {
  /** -1 for several frames that are too narrow each. */
  readonly frame: number;
  readonly depth: number;
  readonly left: number;
  readonly width: number;
  /** Of several narrow frames: one of them, or one below, matches; is chosen. */
  readonly matched: boolean;
  readonly chosen: boolean;
}

interface Run {
  left: number;
  right: number;
  matched: boolean;
  chosen: boolean;
}

/** The levels in view, each from left to right. */
export function flameBoxes(model: FlameModel, width: number): readonly FlameBox[] {
  const { frames, starts, zoomed } = model;
  const { depth, subtree, total } = frames;
  const first = Math.floor(model.scrollTop / frameHeight);
  const last = Math.ceil((model.scrollTop + model.viewHeight) / frameHeight);
  const boxes: FlameBox[] = [];
  if (frames.count === 0) return boxes;
  for (const frame of model.pathTo(zoomed).slice(0, -1)) {
    const level = depth[frame] as number;
    if (level >= first && level <= last)
      boxes.push({ frame, depth: level, left: 0, width, matched: false, chosen: false });
  }
  const from = starts[zoomed] as number;
  const whole = total[zoomed] as number;
  const scale = whole > 0 ? width / whole : 0;
  /** Per level the run of narrow frames that is still open. */
  const open = new Map<number, Run>();
  const close = (level: number): void => {
    const run = open.get(level);
    if (run === undefined) return;
    const { left, right, matched, chosen } = run;
    boxes.push({ frame: -1, depth: level, left, width: Math.max(1, right - left), matched, chosen });
    open.delete(level);
  };
  const end = zoomed + (subtree[zoomed] as number);
  for (let frame = zoomed; frame < end;) {
    const level = depth[frame] as number;
    const left = ((starts[frame] as number) - from) * scale;
    const wide = frame === zoomed ? width : (total[frame] as number) * scale;
    const shown = level >= first && level <= last;
    if (wide >= narrowest) {
      if (shown) boxes.push({ frame, depth: level, left, width: wide, matched: false, chosen: false });
      frame += level < last ? 1 : (subtree[frame] as number);
      continue;
    }
    if (shown && wide > 0) {
      const matched = model.hasMatchUnder(frame);
      const chosen = model.chosen >= frame && model.chosen < frame + (subtree[frame] as number);
      const run = open.get(level);
      if (run !== undefined && left - run.right <= 1 && run.matched === matched && !run.chosen && !chosen) {
        run.right = left + wide;
      } else {
        close(level);
        open.set(level, { left, right: left + wide, matched, chosen });
      }
    }
    frame += subtree[frame] as number;
  }
  for (const level of open.keys()) close(level);
  return boxes;
}

/** The frame at a point of the canvas, or -1. */
export function frameAt(model: FlameModel, width: number, x: number, y: number): number {
  const level = Math.floor((y + model.scrollTop) / frameHeight);
  const box = flameBoxes(model, width).find((one) => one.depth === level && x >= one.left && x < one.left + one.width);
  return box?.frame ?? -1;
}
