// The canonical form of a histogram: no bucket without observations. Results of operators and aggregations are compact.
import { compactBuckets } from './buckets.ts';
import type { FloatHistogram } from './float-histogram.ts';

export function compact(histogram: FloatHistogram): FloatHistogram {
  const positive = compactBuckets(histogram.positive);
  const negative = compactBuckets(histogram.negative);
  return positive === histogram.positive && negative === histogram.negative
    ? histogram
    : { ...histogram, positive, negative };
}
