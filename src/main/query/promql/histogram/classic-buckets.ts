// The buckets of a classic histogram, as float series with `le` labels have them: cumulative counts by upper bound.
import { almostEqual } from './equal-histograms.ts';

export interface ClassicBucket {
  readonly upperBound: number;
  /** Observations up to the bound. */
  readonly count: number;
}

/** Sorted by bound, each bound once: counts of the same bound written differently ("1", "1.0") are added up. */
export function mergedClassicBuckets(buckets: readonly ClassicBucket[]): ClassicBucket[] {
  const merged: ClassicBucket[] = [];
  for (const bucket of buckets.toSorted((a, b) => order(a.upperBound, b.upperBound))) {
    const last = merged.at(-1);
    if (last !== undefined && last.upperBound === bucket.upperBound) {
      merged[merged.length - 1] = { upperBound: last.upperBound, count: last.count + bucket.count };
    } else merged.push(bucket);
  }
  return merged;
}

function order(a: number, b: number): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

/** Where counts went down from one bucket to the next, and by how much at most. */
export interface Decrease {
  readonly minBucket: number;
  readonly maxBucket: number;
  readonly maxDifference: number;
}

/** Differences of counts up to this share are rounding and not told. */
const tolerance = 1e-12;

/** The counts without decreases: each at least the one before it. The second part is what had to be mended. */
export function monotonicClassicBuckets(
  buckets: readonly ClassicBucket[],
): readonly [readonly ClassicBucket[], Decrease | undefined] {
  let previous = buckets[0]?.count ?? 0;
  let decrease: Decrease | undefined;
  const mended = buckets.map((bucket, i) => {
    const { upperBound, count } = bucket;
    if (i === 0 || count === previous) return bucket;
    if (!almostEqual(previous, count, tolerance)) {
      if (!(count < previous)) {
        previous = count;
        return bucket;
      }
      decrease = {
        minBucket: Math.min(decrease?.minBucket ?? upperBound, upperBound),
        maxBucket: Math.max(decrease?.maxBucket ?? upperBound, upperBound),
        maxDifference: Math.max(decrease?.maxDifference ?? 0, previous - count),
      };
    }
    return { upperBound, count: previous };
  });
  return [mended, decrease];
}
