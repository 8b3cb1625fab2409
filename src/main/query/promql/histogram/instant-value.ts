// irate and idelta of histogram samples: from the last two.
import { compact } from './compact.ts';
import { type FloatHistogram, withHint } from './float-histogram.ts';
import { type HistogramWindow, histogramAt, resetsAt, timeAt } from './histogram-window.ts';
import { subtractNoted } from './noted-combine.ts';
import type { ReportNote } from './notes.ts';
import { divideHistogram } from './scale.ts';

/** Undefined with fewer than two samples, or two at the same time, or if they do not fit together. */
export function histogramInstantValue(
  window: HistogramWindow,
  kind: 'irate' | 'idelta',
  report: ReportNote,
): FloatHistogram | undefined {
  const last = window.end - 1;
  if (last - 1 < window.begin) return undefined;
  const gap = timeAt(window, last) - timeAt(window, last - 1);
  if (gap === 0) return undefined;
  const [previous, current] = [histogramAt(window, last - 1), histogramAt(window, last)];
  const counter = kind === 'irate';
  if (counter && (current.hint === 'gauge' || previous.hint === 'gauge')) report({ kind: 'not-counter' });
  if (!counter && (current.hint !== 'gauge' || previous.hint !== 'gauge')) report({ kind: 'not-gauge' });
  const reset = counter && resetsAt(window, last, previous);
  const difference = reset ? current : subtractNoted(current, previous, report);
  if (difference === undefined) return undefined;
  const value = withHint(compact(difference), 'gauge');
  return counter ? divideHistogram(value, gap / 1000) : value;
}
