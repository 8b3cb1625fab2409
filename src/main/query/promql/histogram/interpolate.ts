// The value that a series of histograms has between two samples, for `smoothed` selectors.
import { detectReset } from './detect-reset.ts';
import { type FloatHistogram, usesCustomBounds, withHint } from './float-histogram.ts';
import { type HistogramWindow, histogramAt, timeAt } from './histogram-window.ts';
import { addNoted, subtractNoted } from './noted-combine.ts';
import type { ReportNote } from './notes.ts';
import { multiplyHistogram } from './scale.ts';

/** The histogram at `time`, between samples `at` and `at` + 1. After a reset a counter rises from zero. */
export function interpolateHistograms(
  window: HistogramWindow,
  at: number,
  time: number,
  counter: boolean,
  report: ReportNote,
): FloatHistogram | undefined {
  const [before, after] = [histogramAt(window, at), histogramAt(window, at + 1)];
  const [from, to] = [timeAt(window, at), timeAt(window, at + 1)];
  if (time === from) return before;
  if (time === to) return after;
  const share = (time - from) / (to - from);
  if (counter && detectReset(after, before)) return multiplyHistogram(after, share);
  const difference = subtractNoted(after, before, report);
  return difference === undefined ? undefined : addNoted(multiplyHistogram(difference, share), before, report);
}

/**
 * The value of a `smoothed` instant selector at `time`: a sample at that very time, one interpolated between its
 * neighbours, or the last one before it. Undefined before the first sample and where neighbours do not fit together.
 */
export function smoothedHistogram(
  window: HistogramWindow,
  time: number,
  report: ReportNote,
): FloatHistogram | undefined {
  let at = window.begin;
  while (at < window.end && timeAt(window, at) < time) at++;
  if (at < window.end && timeAt(window, at) === time) return histogramAt(window, at);
  if (at === window.begin) return undefined;
  const before = histogramAt(window, at - 1);
  // The hint speaks of two samples that follow each other; there is none here.
  if (at === window.end) return withHint(before, 'unknown');
  const after = histogramAt(window, at);
  if (usesCustomBounds(before) !== usesCustomBounds(after)) {
    report({ kind: 'mixed-exponential-custom' });
    return undefined;
  }
  const counter = before.hint !== 'gauge' || after.hint !== 'gauge';
  return interpolateHistograms(window, at - 1, time, counter, report);
}
