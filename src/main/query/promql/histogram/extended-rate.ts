// rate, increase and delta of `anchored` and `smoothed` selectors: from edge to edge of the range, without extrapolation.
// The window then reaches beyond the range: samples before its start and, when smoothed, after its end.
import { compact } from './compact.ts';
import { detectReset } from './detect-reset.ts';
import { type FloatHistogram, usesCustomBounds, withHint } from './float-histogram.ts';
import { type HistogramWindow, histogramAt, timeAt } from './histogram-window.ts';
import { interpolateHistograms } from './interpolate.ts';
import { addNoted, subtractNoted } from './noted-combine.ts';
import type { ReportNote } from './notes.ts';
import type { RateFunction, RateRange } from './rate.ts';
import { divideHistogram } from './scale.ts';

export function extendedHistogramRate(
  window: HistogramWindow,
  range: RateRange,
  kind: RateFunction,
  smoothed: boolean,
  report: ReportNote,
): FloatHistogram | undefined {
  const counter = kind !== 'delta';
  const newest = window.end - 1;
  if (newest < window.begin) return undefined;
  const first = Math.max(window.begin, searchTime(window, window.begin, newest, (time) => time > range.rangeStart) - 1);
  const last = smoothed ? searchTime(window, window.begin, newest, (time) => time >= range.rangeEnd) : newest;
  if (timeAt(window, last) <= range.rangeStart) return undefined;
  if (smoothed && timeAt(window, first) > range.rangeEnd) return undefined;
  if (!fitTogether(window, first, last, counter, report)) return undefined;

  const left =
    smoothed && timeAt(window, first) < range.rangeStart
      ? interpolateHistograms(window, first, range.rangeStart, counter, report)
      : histogramAt(window, first);
  if (left === undefined) return undefined;
  const right =
    smoothed && last > window.begin && timeAt(window, last) > range.rangeEnd
      ? interpolateHistograms(window, last - 1, range.rangeEnd, counter, report)
      : histogramAt(window, last);
  if (right === undefined) return undefined;
  if (!counter && (left.hint !== 'gauge' || right.hint !== 'gauge')) report({ kind: 'not-gauge' });

  let increase = subtractNoted(right, left, report);
  if (counter && increase !== undefined) {
    const edges: Edges = {
      first,
      last,
      left,
      right,
      resetBeforeLeft: smoothed && timeAt(window, first) < range.rangeStart,
    };
    const correction = resetCorrection(window, edges, report);
    if (correction === 'incompatible') return undefined;
    if (correction !== undefined) increase = addNoted(increase, correction, report);
  }
  if (increase === undefined) return undefined;
  if (kind === 'rate') increase = divideHistogram(increase, range.rangeSeconds);
  return withHint(compact(increase), 'gauge');
}

/** The first position from `from` on that meets a rising condition, or `to`. */
function searchTime(window: HistogramWindow, from: number, to: number, meets: (time: number) => boolean): number {
  let at = from;
  while (at < to && !meets(timeAt(window, at))) at++;
  return at;
}

/** False if exponential and custom buckets are mixed. Gauges among counters are noted. */
function fitTogether(
  window: HistogramWindow,
  first: number,
  last: number,
  counter: boolean,
  report: ReportNote,
): boolean {
  const custom = usesCustomBounds(histogramAt(window, first));
  for (let i = first; i <= last; i++) {
    const current = histogramAt(window, i);
    if (usesCustomBounds(current) !== custom) {
      report({ kind: 'mixed-exponential-custom' });
      return false;
    }
    if (counter && current.hint === 'gauge') report({ kind: 'not-counter' });
  }
  return true;
}

interface Edges {
  readonly first: number;
  readonly last: number;
  readonly left: FloatHistogram;
  readonly right: FloatHistogram;
  /** The left edge was interpolated, so a reset right after the first sample is already in it. */
  readonly resetBeforeLeft: boolean;
}

/** What was lost at resets between the edges; undefined if nothing was. */
function resetCorrection(
  window: HistogramWindow,
  edges: Edges,
  report: ReportNote,
): FloatHistogram | 'incompatible' | undefined {
  let at = edges.first + 1;
  let previous = edges.left;
  if (edges.resetBeforeLeft && at < window.end) {
    const second = histogramAt(window, at);
    if (detectReset(second, histogramAt(window, edges.first))) {
      previous = second;
      at++;
    }
  }
  if (at > edges.last) return undefined;
  let correction: FloatHistogram | undefined;
  // The right edge stands for the last sample.
  for (; at <= edges.last; at++) {
    const current = at === edges.last ? edges.right : histogramAt(window, at);
    if (detectReset(current, previous)) {
      correction = correction === undefined ? previous : addNoted(correction, previous, report);
      if (correction === undefined) return 'incompatible';
    }
    previous = current;
  }
  return correction;
}
