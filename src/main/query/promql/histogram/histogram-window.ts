// The histogram samples of one series that a range function looks at: a stretch of columns, not a copy.
import { detectReset } from './detect-reset.ts';
import type { FloatHistogram } from './float-histogram.ts';
import { startOverlaps, startsAnew } from './start-times.ts';

export interface HistogramWindow {
  /** Milliseconds, rising. */
  readonly times: ArrayLike<number>;
  /** One per time; between `begin` and `end` there are only histograms, no floats and no staleness markers. */
  readonly histograms: ArrayLike<FloatHistogram>;
  /** Milliseconds, 0 where unknown; absent if no sample has one. */
  readonly startTimes?: ArrayLike<number> | undefined;
  readonly begin: number;
  readonly end: number;
  /**
   * What is known about resets, one byte per histogram: 0 nothing yet, 1 no reset before it, 2 a reset. Give all windows
   * of a series the same bytes (at first zeros), and neighbours are compared once instead of once per window.
   */
  readonly knownResets?: Uint8Array | undefined;
}

export function histogramAt(window: HistogramWindow, at: number): FloatHistogram {
  return window.histograms[at] as FloatHistogram;
}

export function timeAt(window: HistogramWindow, at: number): number {
  return window.times[at] as number;
}

/** Whether the start times say that sample `at` starts anew after the one before it. */
export function startsAnewAt(window: HistogramWindow, at: number): boolean {
  const starts = window.startTimes;
  if (starts === undefined) return false;
  return startsAnew(starts[at - 1] ?? 0, timeAt(window, at - 1), starts[at] ?? 0, timeAt(window, at));
}

export function startOverlapsAt(window: HistogramWindow, at: number): boolean {
  const starts = window.startTimes;
  return starts !== undefined && startOverlaps(starts[at - 1] ?? 0, timeAt(window, at - 1), starts[at] ?? 0);
}

/** Whether there is a reset between sample `at` and `previous`, which is the one before it or stands for it. */
export function resetsAt(window: HistogramWindow, at: number, previous: FloatHistogram): boolean {
  if (startsAnewAt(window, at)) return true;
  const known = window.knownResets;
  if (known === undefined || previous !== histogramAt(window, at - 1))
    return detectReset(histogramAt(window, at), previous);
  if (known[at] === 0) known[at] = detectReset(histogramAt(window, at), previous) ? 2 : 1;
  return known[at] === 2;
}
