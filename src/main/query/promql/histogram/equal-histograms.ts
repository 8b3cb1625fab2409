// Equality of histograms: as data (operators, `changes`), and within a tolerance.
import { sameIndexes } from './buckets.ts';
import { sameBounds } from './custom-bounds.ts';
import { type Buckets, type FloatHistogram, usesCustomBounds } from './float-histogram.ts';

/**
 * Equal as data: same layout (a bucket without observations counts as one) and the same values. NaN equals NaN, 0 does
 * not equal -0, unless `equal` says otherwise of counts and sums. Hints do not matter. Compare compact histograms unless the layout is meant.
 */
export function equalHistograms(
  a: FloatHistogram,
  b: FloatHistogram,
  equal: (a: number, b: number) => boolean = Object.is,
): boolean {
  if (a === b) return true;
  return (
    a.schema === b.schema &&
    equal(a.count, b.count) &&
    equal(a.sum, b.sum) &&
    (!usesCustomBounds(a) || sameBounds(a.customValues, b.customValues)) &&
    a.zeroThreshold === b.zeroThreshold &&
    equal(a.zeroCount, b.zeroCount) &&
    equalBuckets(a.negative, b.negative, equal) &&
    equalBuckets(a.positive, b.positive, equal)
  );
}

function equalBuckets(a: Buckets, b: Buckets, equal: (a: number, b: number) => boolean): boolean {
  if (a === b) return true;
  if (!sameIndexes(a.indexes, b.indexes)) return false;
  for (let i = 0; i < a.counts.length; i++) if (!equal(a.counts[i] as number, b.counts[i] as number)) return false;
  return true;
}

/** The smallest positive number of full precision. */
const minNormal = 2 ** -1022;

/** Whether two numbers differ by less than epsilon times the sum of their sizes; NaN equals NaN. */
export function almostEqual(a: number, b: number, epsilon: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  const sizes = Math.abs(a) + Math.abs(b);
  const difference = Math.abs(a - b);
  if (a === 0 || b === 0 || sizes < minNormal) return difference < epsilon * minNormal;
  return difference / Math.min(sizes, Number.MAX_VALUE) < epsilon;
}
