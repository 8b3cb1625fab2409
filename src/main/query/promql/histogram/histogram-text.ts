// A histogram as Prometheus prints it: {count:3, sum:5.5, (1,2]:2, (2,4]:1}. Used in messages and by count_values.
import { BucketWalk } from './bucket-walk.ts';
import type { FloatHistogram } from './float-histogram.ts';
import { goFloat } from './go-float.ts';

/** Buckets without observations are left out. */
export function histogramText(histogram: FloatHistogram): string {
  const parts = [`count:${goFloat(histogram.count)}`, `sum:${goFloat(histogram.sum)}`];
  // The text shows the buckets' own bounds, also where the zero bucket covers a part of them.
  const walk = new BucketWalk(histogram, 'rising', 'own-bounds');
  while (walk.next()) {
    if (walk.count === 0) continue;
    const open = walk.lowerInclusive ? '[' : '(';
    const close = walk.upperInclusive ? ']' : ')';
    parts.push(`${open}${goFloat(walk.lower)},${goFloat(walk.upper)}${close}:${goFloat(walk.count)}`);
  }
  return `{${parts.join(', ')}}`;
}
