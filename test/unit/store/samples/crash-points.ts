// The n-th request of the process that is killed; also for the test that looks at what it left.
import type { TestPoint } from '../../../support/metric-batch.ts';

export function crashPoints(step: number): readonly TestPoint[] {
  const time = 1_780_000_000_000 + step * 1000;
  return Array.from({ length: 8 }, (_, i) => {
    const attributes = { i: String(i) };
    if (i === 0)
      return { name: 'sizes', kind: 'exponentialHistogram', time, scale: 2, counts: [step + 1, 0, 2], sum: 1 };
    if (i < 3)
      return {
        name: 'took',
        kind: 'histogram',
        temporality: 'delta',
        time,
        attributes,
        bounds: [1, 2],
        counts: [step, 1, 2],
        sum: 0.5,
      };
    return { name: 'load', time, attributes, value: step * i };
  });
}
