// What a press on an overview takes hold of, and the window that a drag leads to. Pixels against an overview's width.
import {
  clampWindow,
  isWhole,
  minSpan,
  pixelOf,
  timeOf,
  wholeWindow,
  type TimeWindow,
} from '../waterfall/time-window.ts';

export type OverviewGrip =
  | { readonly kind: 'from' | 'to' }
  | { readonly kind: 'window'; readonly x: number; readonly start: TimeWindow }
  | { readonly kind: 'select'; readonly x: number };

const reach = 6;

/** Handles first, then the inside of a window that is not the whole, else the start of a new range. */
export function gripAt(x: number, width: number, window: TimeWindow, total: number): OverviewGrip {
  const whole = wholeWindow(total);
  if (!isWhole(window, total)) {
    const from = pixelOf(window.from, whole, width);
    const to = pixelOf(window.to, whole, width);
    const nearFrom = Math.abs(x - from);
    const nearTo = Math.abs(x - to);
    if (Math.min(nearFrom, nearTo) <= reach)
      return { kind: nearFrom < nearTo || (nearFrom === nearTo && x < from) ? 'from' : 'to' };
    if (x > from && x < to) return { kind: 'window', x, start: window };
  } else if (x <= reach) return { kind: 'from' };
  else if (x >= width - reach) return { kind: 'to' };
  return { kind: 'select', x };
}

/** The window after the pointer moved to `x`. */
export function draggedWindow(
  grip: OverviewGrip,
  x: number,
  width: number,
  window: TimeWindow,
  total: number,
): TimeWindow {
  const whole = wholeWindow(total);
  const time = Math.min(whole.to, Math.max(0, timeOf(x, whole, width)));
  switch (grip.kind) {
    case 'from':
      return clampWindow({ from: Math.min(time, window.to - minSpan), to: window.to }, total);
    case 'to':
      return clampWindow({ from: window.from, to: Math.max(time, window.from + minSpan) }, total);
    case 'window': {
      const shift = timeOf(x, whole, width) - timeOf(grip.x, whole, width);
      return clampWindow({ from: grip.start.from + shift, to: grip.start.to + shift }, total);
    }
    case 'select': {
      const other = Math.min(whole.to, Math.max(0, timeOf(grip.x, whole, width)));
      return clampWindow({ from: Math.min(time, other), to: Math.max(time, other) }, total);
    }
  }
}
