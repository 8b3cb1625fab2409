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
    kinds[step] = absentSample;
    if (outcome === 'incompatible') continue;
    if (floats.kinds[step] === floatSample) {
      note({ kind: 'mixed-floats-histograms-aggregation' });
      continue;
    }
    outcome.notes.report(note);
    kinds[step] = histogramSample;
    histograms[step] = outcome.total.result();
  }
  return { ...floats, kinds, histograms };
}

interface StepTotal {
  readonly total: Total;
  readonly notes: AggregationNotes;
}

function stepTotal(
  { members }: Group,
  step: number,
  start: (first: FloatHistogram) => Total,
  note: (note: Note, name?: string) => void,
): StepTotal | 'no-histograms' | 'incompatible' {
  let total: Total | undefined;
  const notes = new AggregationNotes();
  for (const { histograms, labels } of members) {
    const histogram = histograms?.[step];
    if (histogram === undefined) continue;
    if (total === undefined) {
      total = start(histogram);
      notes.see(histogram, 'added');
      continue;
    }
    const outcome = total.add(histogram);
    if (outcome === 'incompatible') {
      note({ kind: 'mixed-exponential-custom' }, labels.get(metricName));
      return 'incompatible';
    }
    notes.see(histogram, outcome);
  }
  return total === undefined ? 'no-histograms' : { total, notes };
}
