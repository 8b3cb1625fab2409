// stddev and stdvar of the population, by Welford's method; NaN and infinite values make them NaN.
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample } from '../value.ts';
import type { Group } from './groups.ts';

export function deviationGroup(group: Group, op: 'stddev' | 'stdvar', { steps }: Scope): StepSeries {
  const { count } = steps;
  const counts = new Float64Array(count);
  const means = new Float64Array(count);
  const squares = new Float64Array(count);
  for (const { kinds, values } of group.members) {
    for (let step = 0; step < count; step++) {
      if (kinds[step] !== floatSample) continue;
      const value = values[step] as number;
      const samples = (counts[step] as number) + 1;
      counts[step] = samples;
      if (samples === 1) {
        means[step] = value;
        squares[step] = Number.isFinite(value) ? 0 : Number.NaN;
        continue;
      }
      const delta = value - (means[step] as number);
      const mean = (means[step] as number) + delta / samples;
      means[step] = mean;
      squares[step] = (squares[step] as number) + delta * (value - mean);
    }
  }
  const kinds = new Uint8Array(count);
  for (let step = 0; step < count; step++) {
    const samples = counts[step] as number;
    if (samples === 0) continue;
    kinds[step] = floatSample;
    const variance = (squares[step] as number) / samples;
    squares[step] = op === 'stdvar' ? variance : Math.sqrt(variance);
  }
  return { labels: group.labels, values: squares, kinds, histograms: undefined, dropName: false };
}
