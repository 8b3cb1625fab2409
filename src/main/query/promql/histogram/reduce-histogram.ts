// A histogram with fewer, wider buckets.
import { reduceBuckets } from './buckets.ts';
import type { FloatHistogram } from './float-histogram.ts';

/** At the given schema, which must not be finer than the present one. Custom bounds stay as they are. */
export function reduceHistogram(histogram: FloatHistogram, schema: number): FloatHistogram {
  const steps = histogram.schema - schema;
  if (steps <= 0) return histogram;
  return {
    ...histogram,
    hint: 'unknown',
    schema,
    positive: reduceBuckets(histogram.positive, steps),
    negative: reduceBuckets(histogram.negative, steps),
  };
}
