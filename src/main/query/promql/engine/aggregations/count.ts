// count: how many samples, of whatever kind; group: 1 where there is one.
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample } from '../value.ts';
import type { Group } from './groups.ts';

export function countGroup(group: Group, { steps }: Scope): StepSeries {
  const values = new Float64Array(steps.count);
  for (const { kinds } of group.members) {
    for (let step = 0; step < steps.count; step++) {
      if (kinds[step] !== absentSample) values[step] = (values[step] as number) + 1;
    }
  }
  return { labels: group.labels, values, kinds: whereCounted(values), histograms: undefined, dropName: false };
}

export function groupGroup(group: Group, scope: Scope): StepSeries {
  const counted = countGroup(group, scope);
  return { ...counted, values: new Float64Array(scope.steps.count).fill(1) };
}

function whereCounted(counts: Float64Array): Uint8Array {
  return Uint8Array.from(counts, (count) => (count > 0 ? floatSample : absentSample));
}
