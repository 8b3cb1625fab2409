// A drag over the scatter as a range of time and duration.
import type { Scale } from './value-scale.ts';

export interface DragBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface ScatterSelection {
  /** Unix milliseconds. */
  readonly time?: { readonly from: number; readonly to: number };
  /** Milliseconds. */
  readonly duration?: { readonly min: number; readonly max: number };
}

/** Less than this in both directions is a click; in one direction, that axis stays unselected. In pixels. */
export const leastDrag = 6;

/** `undefined` when the box is too small to be meant. Edges are cut to the plot; a box over an edge of the plot leaves that end at the axis' end. */
export function selectionOf(box: DragBox, x: Scale, y: Scale): ScatterSelection | undefined {
  const wide = Math.abs(box.x1 - box.x0) >= leastDrag;
  const high = Math.abs(box.y1 - box.y0) >= leastDrag;
  if (!wide && !high) return undefined;
  const cut = (value: number, scale: Scale): number =>
    Math.min(Math.max(value, Math.min(scale.start, scale.end)), Math.max(scale.start, scale.end));
  const times = [box.x0, box.x1].map((pixel) => x.toValue(cut(pixel, x))).sort((a, b) => a - b);
  const durations = [box.y0, box.y1].map((pixel) => y.toValue(cut(pixel, y))).sort((a, b) => a - b);
  return {
    ...(wide ? { time: { from: times[0] as number, to: times[1] as number } } : {}),
    ...(high ? { duration: { min: Math.max(0, durations[0] as number), max: durations[1] as number } } : {}),
  };
}
