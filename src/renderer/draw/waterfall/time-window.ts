// The part of a trace's time that the waterfall shows.
// Units: nanoseconds relative to the trace's start, as doubles (exact to a nanosecond up to 104 days).

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The closest zoom, in nanoseconds. */
export const minSpan = 20;

/** The whole trace; a trace without duration still gets a window that can be drawn. */
export function wholeWindow(total: number): TimeWindow {
  return { from: 0, to: Math.max(total, minSpan) };
}

/** Keeps the window inside the trace and at least `minSpan` wide. */
export function clampWindow(window: TimeWindow, total: number): TimeWindow {
  const limit = Math.max(total, minSpan);
  const width = Math.min(limit, Math.max(minSpan, window.to - window.from));
  const from = Math.min(Math.max(0, window.from), limit - width);
  return { from, to: from + width };
}

/** Scales the window by `factor` (below 1 zooms in) and leaves the time `at` where it is on screen. */
export function zoomAround(window: TimeWindow, at: number, factor: number, total: number): TimeWindow {
  const width = window.to - window.from;
  const next = Math.min(Math.max(total, minSpan), Math.max(minSpan, width * factor));
  const share = width === 0 ? 0.5 : (at - window.from) / width;
  const from = at - share * next;
  return clampWindow({ from, to: from + next }, total);
}

/** Moves by a share of the width; positive is later. */
export function panBy(window: TimeWindow, share: number, total: number): TimeWindow {
  const shift = share * (window.to - window.from);
  return clampWindow({ from: window.from + shift, to: window.to + shift }, total);
}

/** Shows an interval with a margin on both sides; an interval without length gets a sensible neighbourhood. */
export function fitWindow(offset: number, length: number, total: number): TimeWindow {
  const from = Math.min(offset, offset + length);
  const size = Math.abs(length);
  const margin = size > 0 ? size * 0.05 : Math.max(minSpan, total * 0.005);
  return clampWindow({ from: from - margin, to: from + size + margin }, total);
}

export function isWhole(window: TimeWindow, total: number): boolean {
  return window.from <= 0 && window.to >= Math.max(total, minSpan);
}

export function pixelOf(time: number, window: TimeWindow, width: number): number {
  return ((time - window.from) / (window.to - window.from)) * width;
}

export function timeOf(pixel: number, window: TimeWindow, width: number): number {
  return window.from + (width === 0 ? 0 : pixel / width) * (window.to - window.from);
}
