// avg: the compensated sum by the count; at steps where the sum overflows, a running mean.
import { compact } from '../../histogram/compact.ts';
import { HistogramMean } from '../../histogram/histogram-mean.ts';
import { kahanLow } from '../../histogram/kahan.ts';
import type { Span } from '../../syntax/ast.ts';
import { meanOf } from '../functions/over-time.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, floatSample } from '../value.ts';
import { floatsAt } from './floats-at.ts';
import type { Group } from './groups.ts';
import { histogramSteps } from './histogram-steps.ts';

export function averageGroup(group: Group, span: Span, scope: Scope): StepSeries {
  const { count } = scope.steps;
  const means = new Float64Array(count);
  const lows = new Float64Array(count);
  const counts = new Float64Array(count);
  for (const { values, kinds } of group.members) {
    for (let step = 0; step < count; step++) {
      if (kinds[step] !== floatSample) continue;
      const value = values[step] as number;
      const sum = means[step] as number;
      lows[step] = kahanLow(value, sum, lows[step] as number);
      means[step] = sum + value;
      counts[step] = (counts[step] as number) + 1;
    }
  }
  const kinds = new Uint8Array(count);
  for (let step = 0; step < count; step++) {
    const samples = counts[step] as number;
    if (samples === 0) continue;
    kinds[step] = floatSample;
    const sum = means[step] as number;
    if (Number.isFinite(sum)) means[step] = sum / samples + (lows[step] as number) / samples;
    else means[step] = meanOf(floatsAt(group.members, step), 0, samples);
  }
  const floats: StepSeries = { labels: group.labels, values: means, kinds, histograms: undefined, dropName: false };
  return histogramSteps(floats, group, span, scope, (first) => {
    const mean = new HistogramMean(first);
    return { add: (other) => mean.add(other), result: () => compact(mean.result()) };
  });
}
