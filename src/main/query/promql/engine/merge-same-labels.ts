// Series that have become one: the same labels after a name or a label was taken away. They are merged if no step has
// samples of two of them.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import { sameLabelsError } from './query-error.ts';
import type { Steps } from './steps.ts';
import { type StepSeries, absentSample } from './value.ts';

/** Throws QueryError when two series with the same labels have a sample at the same step. */
export function mergeSameLabels(series: readonly StepSeries[], steps: Steps): readonly StepSeries[] {
  const groups = sameLabelGroups(series);
  if (groups === undefined) return series;
  return groups.map((group) => (group.length === 1 ? (group[0] as StepSeries) : merged(group, steps)));
}

/** Throws QueryError when two series have the same labels, at whatever steps. */
export function refuseSameLabels(series: readonly StepSeries[]): void {
  if (sameLabelGroups(series) !== undefined) throw sameLabelsError();
}

/** Series by labels, in order of first occurrence; undefined when no two are equal. */
function sameLabelGroups(series: readonly StepSeries[]): readonly StepSeries[][] | undefined {
  const groups = new Map<string, StepSeries[]>();
  for (const one of series) {
    const group = groups.get(one.labels.key());
    if (group === undefined) groups.set(one.labels.key(), [one]);
    else group.push(one);
  }
  return groups.size === series.length ? undefined : [...groups.values()];
}

function merged(group: readonly StepSeries[], steps: Steps): StepSeries {
  const values = new Float64Array(steps.count);
  const kinds = new Uint8Array(steps.count);
  const histograms: (FloatHistogram | undefined)[] | undefined = group.some((one) => one.histograms !== undefined)
    ? Array.from({ length: steps.count })
    : undefined;
  let first = steps.count;
  let dropName = (group[0] as StepSeries).dropName;
  for (const one of group) {
    for (let step = 0; step < steps.count; step++) {
      const kind = one.kinds[step] as number;
      if (kind === absentSample) continue;
      if (kinds[step] !== absentSample) throw sameLabelsError();
      if (step < first) {
        first = step;
        dropName = one.dropName;
      }
      kinds[step] = kind;
      values[step] = one.values[step] as number;
      if (histograms !== undefined) histograms[step] = one.histograms?.[step];
    }
  }
  return { labels: (group[0] as StepSeries).labels, values, kinds, histograms, dropName };
}
