// sum_over_time and avg_over_time of a window of histogram samples; and the notes of any sum or mean.
import type { FloatHistogram } from './float-histogram.ts';
import { HistogramMean } from './histogram-mean.ts';
import { type AddOutcome, HistogramSum } from './histogram-sum.ts';
import { type HistogramWindow, histogramAt } from './histogram-window.ts';
import type { ReportNote } from './notes.ts';

/** Watches what is added to a sum or a mean, and says at its end what users must know about it. */
export class AggregationNotes {
  #reset = false;
  #notReset = false;
  #reconciled = false;

  /** One more histogram, and what came of adding it. */
  see(histogram: FloatHistogram, outcome: AddOutcome): void {
    if (histogram.hint === 'reset') this.#reset = true;
    if (histogram.hint === 'not_reset') this.#notReset = true;
    if (outcome === 'bounds-reconciled') this.#reconciled = true;
  }

  /** What is to be told about a result. */
  report(report: ReportNote): void {
    if (this.#reset && this.#notReset) report({ kind: 'reset-collision', operation: 'aggregation' });
    this.reportReconciled(report);
  }

  /** What is to be told even where there is no result. */
  reportReconciled(report: ReportNote): void {
    if (this.#reconciled) report({ kind: 'bounds-reconciled', operation: 'aggregation' });
  }
}

export function histogramSumOverTime(window: HistogramWindow, report: ReportNote): FloatHistogram | undefined {
  return overTime(window, (first) => new HistogramSum(first), report);
}

export function histogramAverageOverTime(window: HistogramWindow, report: ReportNote): FloatHistogram | undefined {
  return overTime(window, (first) => new HistogramMean(first), report);
}

function overTime(
  window: HistogramWindow,
  start: (first: FloatHistogram) => HistogramSum | HistogramMean,
  report: ReportNote,
): FloatHistogram | undefined {
  if (window.begin >= window.end) return undefined;
  const first = histogramAt(window, window.begin);
  const total = start(first);
  const notes = new AggregationNotes();
  notes.see(first, 'added');
  for (let i = window.begin + 1; i < window.end; i++) {
    const current = histogramAt(window, i);
    const outcome = total.add(current);
    if (outcome === 'incompatible') {
      report({ kind: 'mixed-exponential-custom' });
      return undefined;
    }
    notes.see(current, outcome);
  }
  notes.report(report);
  return total.result();
}
