// Histograms of the tests, written in the test language's notation.
import type { FloatHistogram } from '../../../../../src/main/query/promql/histogram/float-histogram.ts';
import type { HistogramNote, ReportNote } from '../../../../../src/main/query/promql/histogram/notes.ts';
import { parseTestExpression } from '../../../../promql/parse-test-expression.ts';

/** The histogram of the text between {{ and }}. */
export function h(fields: string): FloatHistogram {
  const parsed = parseTestExpression(`{{${fields}}}`);
  if (parsed.kind === 'wrong') throw new Error(parsed.message);
  return parsed.histogram;
}

/** Collects notes. */
export function noteList(): { readonly notes: HistogramNote[]; readonly report: ReportNote } {
  const notes: HistogramNote[] = [];
  return { notes, report: (note) => void notes.push(note) };
}

/** For what must have nothing to tell. */
export const noNotes: ReportNote = (note) => {
  throw new Error(`unexpected note ${JSON.stringify(note)}`);
};
