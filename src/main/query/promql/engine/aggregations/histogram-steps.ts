// The steps of a sum or an average at which histograms take part: one total per step and group. A step with floats as
// well, or with histograms that do not fit together, has no result, and the user is told.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { AddOutcome } from '../../histogram/histogram-sum.ts';
import { AggregationNotes } from '../../histogram/over-time.ts';
import type { Span } from '../../syntax/ast.ts';
import type { Note } from '../annotations.ts';
import { metricName } from '../labels.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample, histogramSample } from '../value.ts';
import type { Group } from './groups.ts';

export interface Total {
  add(histogram: FloatHistogram): AddOutcome;
  result(): FloatHistogram;
}

/** The aggregated floats, with the histograms put in. */
export function histogramSteps(
  floats: StepSeries,
  group: Group,
  span: Span,
  scope: Scope,
  start: (first: FloatHistogram) => Total,
): StepSeries {
  if (group.members.every((member) => member.histograms === undefined)) return floats;
  const kinds = floats.kinds.slice();
  const histograms: (FloatHistogram | undefined)[] = Array.from({ length: kinds.length });
  const note = (one: Note, name = '') => scope.session.annotations.add(one, name, span);
  for (let step = 0; step < kinds.length; step++) {
    scope.session.budget.work(group.members.length);
    const outcome = stepTotal(group, step, start, note);
    if (outcome === 'no-histograms') continue;
    if (outcome === 'no-result') {
      kinds[step] = absentSample;
      continue;
    }
    kinds[step] = histogramSample;
    histograms[step] = outcome;
  }
  return { ...floats, kinds, histograms };
}

/** The total of a step. Once histograms do not fit together, the samples after them are not looked at. */
function stepTotal(
  { members }: Group,
  step: number,
  start: (first: FloatHistogram) => Total,
  note: (note: Note, name?: string) => void,
): FloatHistogram | 'no-histograms' | 'no-result' {
  let total: Total | undefined;
  let floatSeen = false;
  let histogramSeen = false;
  let incompatible = false;
  const notes = new AggregationNotes();
  for (const { kinds, histograms, labels } of members) {
    if (kinds[step] === floatSample) floatSeen = true;
    const histogram = kinds[step] === histogramSample ? histograms?.[step] : undefined;
    if (histogram === undefined) continue;
    histogramSeen = true;
    if (total === undefined) {
      // After a float nothing comes of histograms, so they are not even tried.
      if (floatSeen) continue;
      total = start(histogram);
      notes.see(histogram, 'added');
      continue;
    }
    const outcome = total.add(histogram);
    if (outcome === 'incompatible') {
      note({ kind: 'mixed-exponential-custom' }, labels.get(metricName));
      incompatible = true;
      break;
    }
    notes.see(histogram, outcome);
  }
  if (!histogramSeen) return 'no-histograms';
  if (floatSeen) note({ kind: 'mixed-floats-histograms-aggregation' });
  if (total === undefined || floatSeen || incompatible) {
    notes.reportReconciled(note);
    return 'no-result';
  }
  notes.report(note);
  return total.result();
}
