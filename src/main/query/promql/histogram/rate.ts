// rate, increase and delta of histogram samples: the difference of the last and the first one, resets added up,
// extrapolated to the range like floats. The count stands for the value where extrapolation must not go below zero.
import { compact } from './compact.ts';
import { type FloatHistogram, floatHistogram, usesCustomBounds, withHint } from './float-histogram.ts';
import { type HistogramWindow, histogramAt, resetsAt, startOverlapsAt, timeAt } from './histogram-window.ts';
import { addNoted, subtractNoted } from './noted-combine.ts';
import type { HistogramNote, ReportNote } from './notes.ts';
import { reduceHistogram } from './reduce-histogram.ts';
import { multiplyHistogram } from './scale.ts';

export interface RateRange {
  /** Exclusive, milliseconds. */
  readonly rangeStart: number;
  /** Inclusive, milliseconds. */
  readonly rangeEnd: number;
  /** The width of the range as it was written; what a rate divides by. */
  readonly rangeSeconds: number;
}

export type RateFunction = 'rate' | 'increase' | 'delta';

/** The rate of a window with only histograms; undefined where there is none, for reasons that are reported. */
export function histogramRate(
  window: HistogramWindow,
  range: RateRange,
  kind: RateFunction,
  report: ReportNote,
): FloatHistogram | undefined {
  const { begin, end } = window;
  const last = end - 1;
  if (last < begin) return undefined;
  let increase: FloatHistogram | undefined;
  if (last > begin) {
    increase = windowIncrease(window, kind !== 'delta', report);
    if (increase === undefined) return undefined;
  }
  const first = histogramAt(window, begin);
  const firstTime = timeAt(window, begin);
  const lastTime = timeAt(window, last);
  let sampled = (lastTime - firstTime) / 1000;
  let toStart = (firstTime - range.rangeStart) / 1000;
  let toEnd = (range.rangeEnd - lastTime) / 1000;
  const gap = last > begin ? sampled / (last - begin) : 0;
  const threshold = gap * 1.1;
  const start = window.startTimes?.[begin] ?? 0;
  if (kind !== 'delta' && start !== 0 && start > range.rangeStart && start < firstTime) {
    // The series was zero at its start, which lies inside the range.
    toStart = 0;
    sampled = (lastTime - start) / 1000;
    increase = increase === undefined ? first : addNoted(increase, first, report);
  } else if (toStart >= threshold) toStart = gap / 2;
  if (increase === undefined) return undefined;
  if (kind !== 'delta' && increase.count > 0 && first.count >= 0) {
    const toZero = sampled * (first.count / increase.count);
    if (toZero < toStart) toStart = toZero;
  }
  if (toEnd >= threshold) toEnd = gap / 2;
  let factor = sampled === 0 ? 1 : (sampled + toStart + toEnd) / sampled;
  if (kind === 'rate') factor /= range.rangeSeconds;
  return multiplyHistogram(increase, factor);
}

/** The difference over at least two samples, with what was lost at resets of a counter. A compact gauge. */
function windowIncrease(window: HistogramWindow, counter: boolean, report: ReportNote): FloatHistogram | undefined {
  const first = counter ? countedFrom(window) : histogramAt(window, window.begin);
  const last = histogramAt(window, window.end - 1);
  if (usesCustomBounds(last) !== usesCustomBounds(first)) {
    if (counter && (last.hint === 'gauge' || histogramAt(window, window.begin).hint === 'gauge')) {
      report({ kind: 'not-counter' });
    }
    report({ kind: 'mixed-exponential-custom' });
    return undefined;
  }
  const notes: HistogramNote[] = [];
  const note = (one: HistogramNote): void => void notes.push(one);
  const increase = counter ? counterIncrease(window, first, note) : gaugeIncrease(window, note);
  // Samples in between that do not fit are told alone, whatever else there was to say.
  (increase === undefined ? notes.slice(-1) : notes).forEach(report);
  return increase === undefined ? undefined : withHint(compact(increase), 'gauge');
}

function gaugeIncrease(window: HistogramWindow, report: ReportNote): FloatHistogram | undefined {
  const first = histogramAt(window, window.begin);
  const last = histogramAt(window, window.end - 1);
  const schema = Math.min(first.schema, last.schema);
  if (first.hint !== 'gauge' || last.hint !== 'gauge') report({ kind: 'not-gauge' });
  return subtractNoted(reduceHistogram(last, schema), first, report);
}

function counterIncrease(
  window: HistogramWindow,
  first: FloatHistogram,
  report: ReportNote,
): FloatHistogram | undefined {
  const { begin, end } = window;
  const last = histogramAt(window, end - 1);
  let schema = Math.min(first.schema, last.schema);
  for (let i = begin; i < end; i++) {
    const current = histogramAt(window, i);
    if (current.hint === 'gauge') report({ kind: 'not-counter' });
    if (i === begin || i === end - 1) continue;
    if (usesCustomBounds(current) !== usesCustomBounds(last)) {
      report({ kind: 'mixed-exponential-custom' });
      return undefined;
    }
    schema = Math.min(schema, current.schema);
  }
  const increase = subtractNoted(reduceHistogram(last, schema), first, report);
  return addResets(increase, first, window, report);
}

/** The first sample; if the second follows a reset, nothing in its place: then not even its layout matters. */
function countedFrom(window: HistogramWindow): FloatHistogram {
  const first = histogramAt(window, window.begin);
  if (!resetsAt(window, window.begin + 1, first)) return first;
  const { schema, customValues } = histogramAt(window, window.begin + 1);
  return floatHistogram({ schema, customValues });
}

/** The increase plus the value before each reset. `first` is the first sample, empty if the second follows a reset. */
function addResets(
  increase: FloatHistogram | undefined,
  first: FloatHistogram,
  window: HistogramWindow,
  report: ReportNote,
): FloatHistogram | undefined {
  let total = increase;
  let previous = first;
  let overlapSeen = false;
  for (let i = window.begin + 1; i < window.end && total !== undefined; i++) {
    if (!overlapSeen && startOverlapsAt(window, i)) {
      report({ kind: 'start-time-overlap', occurrences: 1 });
      overlapSeen = true;
    }
    if (resetsAt(window, i, previous)) total = addNoted(total, previous, report);
    previous = histogramAt(window, i);
  }
  return total;
}
