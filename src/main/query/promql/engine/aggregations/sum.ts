// sum: compensated (Kahan, Neumaier), in the order of the series. Floats and histograms of one step do not add up.
import { compact } from '../../histogram/compact.ts';
import { HistogramSum } from '../../histogram/histogram-sum.ts';
import { kahanLow } from '../../histogram/kahan.ts';
import type { Span } from '../../syntax/ast.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample } from '../value.ts';
import type { Group } from './groups.ts';
import { histogramSteps } from './histogram-steps.ts';

export function sumGroup(group: Group, span: Span, scope: Scope): StepSeries {
  const { count } = scope.steps;
  const sums = new Float64Array(count);
  const lows = new Float64Array(count);
  const kinds = new Uint8Array(count);
  for (const { values, kinds: from } of group.members) {
    for (let step = 0; step < count; step++) {
      if (from[step] !== floatSample) continue;
      const value = values[step] as number;
      if (kinds[step] === floatSample) {
        const sum = sums[step] as number;
        lows[step] = kahanLow(value, sum, lows[step] as number);
        sums[step] = sum + value;
      } else {
        kinds[step] = floatSample;
        sums[step] = value;
      }
    }
  }
  for (let step = 0; step < count; step++) sums[step] = (sums[step] as number) + (lows[step] as number);
  const floats: StepSeries = { labels: group.labels, values: sums, kinds, histograms: undefined, dropName: false };
  return histogramSteps(floats, group, span, scope, (first) => {
    const total = new HistogramSum(first);
    return { add: (other) => total.add(other), result: () => compact(total.result()) };
  });
}
