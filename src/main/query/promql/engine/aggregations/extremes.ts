// max and min of floats; NaN only when all are.
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample } from '../value.ts';
import type { Group } from './groups.ts';

export function extremeGroup(group: Group, op: 'max' | 'min', { steps }: Scope): StepSeries {
  const { count } = steps;
  const values = new Float64Array(count);
  const kinds = new Uint8Array(count);
  for (const member of group.members) {
    for (let step = 0; step < count; step++) {
      if (member.kinds[step] !== floatSample) continue;
      const value = member.values[step] as number;
      const best = values[step] as number;
      const better = op === 'max' ? value > best : value < best;
      if (kinds[step] !== floatSample || better || Number.isNaN(best)) values[step] = value;
      kinds[step] = floatSample;
    }
  }
  return { labels: group.labels, values, kinds, histograms: undefined, dropName: false };
}
