// Sums and differences inside functions of ranges: what does not fit together becomes a note.
import { addHistograms, subtractHistograms } from './combine.ts';
import type { FloatHistogram } from './float-histogram.ts';
import type { ReportNote } from './notes.ts';

/** a + b; undefined, and a warning, if one is exponential and the other has custom bounds. */
export function addNoted(a: FloatHistogram, b: FloatHistogram, report: ReportNote): FloatHistogram | undefined {
  const combined = addHistograms(a, b);
  if (combined === undefined) report({ kind: 'mixed-exponential-custom' });
  if (combined?.boundsReconciled === true) report({ kind: 'bounds-reconciled', operation: 'addition' });
  return combined?.histogram;
}

/** a − b, likewise. Conflicting reset hints are not noted: resets are what the callers deal with themselves. */
export function subtractNoted(a: FloatHistogram, b: FloatHistogram, report: ReportNote): FloatHistogram | undefined {
  const combined = subtractHistograms(a, b);
  if (combined === undefined) report({ kind: 'mixed-exponential-custom' });
  if (combined?.boundsReconciled === true) report({ kind: 'bounds-reconciled', operation: 'subtraction' });
  return combined?.histogram;
}
