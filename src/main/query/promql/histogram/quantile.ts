// histogram_quantile of a native histogram.
// Inside an exponential bucket, observations are taken to spread evenly on a logarithmic scale; in the zero bucket and
// in custom buckets on a linear one. From 0.5 on buckets are counted from the top, which changes the last digits.
import { BucketWalk } from './bucket-walk.ts';
import { type FloatHistogram, usesCustomBounds } from './float-histogram.ts';
import type { ReportNote } from './notes.ts';

/**
 * The value below which the fraction q of all observations lies. NaN without observations, ±Inf for q outside 0 to 1.
 * Observations of NaN are taken to be above all others; they are noted.
 */
export function histogramQuantile(q: number, histogram: FloatHistogram, report: ReportNote): number {
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  if (histogram.count === 0 || Number.isNaN(q)) return Number.NaN;
  const custom = usesCustomBounds(histogram);
  // Only observations of NaN, or of both infinities, make the sum NaN; NaNs are in the count but in no bucket.
  const maybeNaNs = Number.isNaN(histogram.sum);
  const rising = maybeNaNs || q < 0.5;
  const walk = new BucketWalk(histogram, rising ? 'rising' : 'falling');
  const rank = (rising ? q : 1 - q) * histogram.count;

  let seen = 0;
  let found = 0;
  let lower = 0;
  let upper = 0;
  let any = false;
  while (walk.next()) {
    any = true;
    found = walk.count;
    if (found === 0) continue;
    seen += found;
    if (seen >= rank) break;
  }
  if (any) [lower, upper] = [walk.lower, walk.upper];
  if (custom) {
    if (lower === Number.NEGATIVE_INFINITY) {
      if (upper <= 0) return upper;
      lower = 0;
    } else if (upper === Number.POSITIVE_INFINITY) return lower;
  } else if (lower < 0 && upper > 0) [lower, upper] = zeroBucketRange(histogram, lower, upper);

  // Rounding can make the buckets more than the count.
  seen = Math.min(seen, histogram.count);
  if (seen < rank) {
    if (!maybeNaNs) return upper;
    report({ kind: 'quantile-nan-result' });
    return Number.NaN;
  }
  const within = rising ? rank - (seen - found) : seen - rank;
  if (maybeNaNs) {
    let total = seen;
    while (walk.next()) {
      total += walk.count;
      // Prometheus goes on with the last bucket from here.
      [found, lower, upper] = [walk.count, walk.lower, walk.upper];
    }
    if (total < histogram.count) report({ kind: 'quantile-nan-skew' });
  }
  return interpolate(lower, upper, within / found, custom);
}

/** With only positive (or only negative) buckets, the zero bucket ends at 0. */
export function zeroBucketRange(histogram: FloatHistogram, lower: number, upper: number): [number, number] {
  const negatives = histogram.negative.counts.length > 0;
  const positives = histogram.positive.counts.length > 0;
  if (negatives === positives) return [lower, upper];
  return positives ? [0, upper] : [lower, 0];
}

function interpolate(lower: number, upper: number, fraction: number, linear: boolean): number {
  if (linear || (lower <= 0 && upper >= 0)) return lower + (upper - lower) * fraction;
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  return lower > 0
    ? 2 ** (logLower + (logUpper - logLower) * fraction)
    : -(2 ** (logUpper + (logLower - logUpper) * (1 - fraction)));
}
