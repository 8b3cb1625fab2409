// histogram_quantile and histogram_fraction of a classic histogram, linear inside a bucket.
import { type ClassicBucket, type Decrease, mergedClassicBuckets, monotonicClassicBuckets } from './classic-buckets.ts';

export interface ClassicQuantile {
  readonly value: number;
  /** What had to be mended before: counts must not go down with rising bounds. */
  readonly decrease: Decrease | undefined;
}

/**
 * The quantile, NaN unless there are observations and at least two buckets, the highest of them +Inf. The lowest bucket
 * starts at 0 if its bound is positive; in the highest bucket the quantile is the last finite bound.
 */
export function classicQuantile(q: number, buckets: readonly ClassicBucket[]): ClassicQuantile {
  const without = (value: number): ClassicQuantile => ({ value, decrease: undefined });
  if (Number.isNaN(q)) return without(Number.NaN);
  if (q < 0) return without(Number.NEGATIVE_INFINITY);
  if (q > 1) return without(Number.POSITIVE_INFINITY);
  const merged = mergedClassicBuckets(buckets);
  if (merged.at(-1)?.upperBound !== Number.POSITIVE_INFINITY) return without(Number.NaN);
  const [counts, decrease] = monotonicClassicBuckets(merged);
  return { value: quantileOfMended(q, counts), decrease };
}

function quantileOfMended(q: number, buckets: readonly ClassicBucket[]): number {
  const last = buckets.length - 1;
  const observations = buckets[last]?.count ?? 0;
  if (buckets.length < 2 || observations === 0) return Number.NaN;
  const rank = q * observations;
  const at = firstAtLeast(rank, buckets, last);
  const { upperBound, count } = buckets[at] as ClassicBucket;
  const before = buckets[at - 1];
  if (at === last) return before?.upperBound ?? Number.NaN;
  if (before === undefined) return upperBound <= 0 ? upperBound : upperBound * (rank / count);
  const share = (rank - before.count) / (count - before.count);
  return before.upperBound + (upperBound - before.upperBound) * share;
}

/** Binary search, so that NaN counts are treated as a search treats them. */
function firstAtLeast(rank: number, buckets: readonly ClassicBucket[], end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle] as ClassicBucket).count >= rank) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The share of observations between two values; NaN without observations or without a +Inf bucket. */
export function classicFraction(lower: number, upper: number, buckets: readonly ClassicBucket[]): number {
  const merged = mergedClassicBuckets(buckets);
  const top = merged.at(-1);
  if (top?.upperBound !== Number.POSITIVE_INFINITY) return Number.NaN;
  if (top.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  return (rankOf(upper, merged, top.count) - rankOf(lower, merged, top.count)) / top.count;
}

function rankOf(value: number, buckets: readonly ClassicBucket[], total: number): number {
  let from = (buckets[0] as ClassicBucket).upperBound <= 0 ? Number.NEGATIVE_INFINITY : 0;
  let rank = 0;
  for (const { upperBound, count } of buckets) {
    if (from >= value) return Math.min(rank, total);
    if (upperBound > value) {
      // Nothing is known about where in a bucket without a lower end its observations are.
      if (from === Number.NEGATIVE_INFINITY) return Math.min(count, total);
      return Math.min(rank + ((count - rank) * (value - from)) / (upperBound - from), total);
    }
    rank = count;
    from = upperBound;
  }
  return total;
}
