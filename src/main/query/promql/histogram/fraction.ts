// histogram_fraction of a native histogram: the counterpart of the quantile, with the same interpolation.
import { BucketWalk } from './bucket-walk.ts';
import { type FloatHistogram, usesCustomBounds } from './float-histogram.ts';
import type { ReportNote } from './notes.ts';
import { zeroBucketRange } from './quantile.ts';

/** The share of observations between two values. Observations of NaN are in none; they are noted. */
export function histogramFraction(lower: number, upper: number, histogram: FloatHistogram, report: ReportNote): number {
  if (histogram.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const custom = usesCustomBounds(histogram);
  const walk = new BucketWalk(histogram);
  let rank = 0;
  let seen = 0;
  let lowerRank: number | undefined;
  let upperRank: number | undefined;
  while (walk.next()) {
    seen += walk.count;
    let [from, to] = [walk.lower, walk.upper];
    const zero = from <= 0 && to >= 0;
    if (zero) [from, to] = zeroBucketRange(histogram, from, to);
    const below = (value: number): number | undefined => {
      if (from >= value) return rank;
      return to > value ? rankInside(value, { from, to, count: walk.count }, rank, custom || zero) : undefined;
    };
    lowerRank ??= below(lower);
    upperRank ??= below(upper);
    if (lowerRank !== undefined && upperRank !== undefined) break;
    rank += walk.count;
  }
  let total = histogram.count;
  if (Number.isNaN(histogram.sum)) {
    while (walk.next()) seen += walk.count;
    total = seen;
    if (total < histogram.count) report({ kind: 'fraction-nans' });
  }
  return (atMost(upperRank, total) - atMost(lowerRank, total)) / histogram.count;
}

function atMost(rank: number | undefined, total: number): number {
  return rank === undefined || rank > total ? total : rank;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The rank of a value strictly inside a bucket. Of a bucket without a lower end the whole count is below. */
function rankInside(value: number, bucket: Range, rank: number, linear: boolean): number {
  if (linear && bucket.from === Number.NEGATIVE_INFINITY) return bucket.count;
  return rank + bucket.count * fractionBelow(value, bucket.from, bucket.to, linear);
}

/** The share of a bucket's width that is at or below a value inside it. */
export function fractionBelow(value: number, lower: number, upper: number, linear: boolean): number {
  if (linear) return (value - lower) / (upper - lower);
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  const logValue = Math.log2(Math.abs(value));
  return value > 0 ? (logValue - logLower) / (logUpper - logLower) : 1 - (logValue - logUpper) / (logLower - logUpper);
}
