// histogram_avg, histogram_stdvar and histogram_stddev (its root). Observations are taken to be at the middle of their
// bucket: the geometric mean of an exponential one, the arithmetic mean of a custom one, 0 in the zero bucket.
import { BucketWalk } from './bucket-walk.ts';
import { type FloatHistogram, usesCustomBounds } from './float-histogram.ts';
import { kahanLow } from './kahan.ts';

export function histogramAverage(histogram: FloatHistogram): number {
  return histogram.sum / histogram.count;
}

/** The variance around the average of the observations. */
export function histogramVariance(histogram: FloatHistogram): number {
  const mean = histogramAverage(histogram);
  const custom = usesCustomBounds(histogram);
  let total = 0;
  let low = 0;
  const walk = new BucketWalk(histogram);
  while (walk.next()) {
    if (walk.count === 0) continue;
    const delta = middle(walk.lower, walk.upper, custom) - mean;
    const square = walk.count * delta * delta;
    low = kahanLow(square, total, low);
    total += square;
  }
  return (total + low) / histogram.count;
}

function middle(lower: number, upper: number, custom: boolean): number {
  if (custom) return (upper + lower) / 2;
  if (lower <= 0 && upper >= 0) return 0;
  const size = Math.sqrt(upper * lower);
  return upper < 0 ? -size : size;
}
