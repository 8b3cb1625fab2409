// Sum and difference of two histograms. Differing schemas, zero thresholds and custom bounds are reconciled to what
// both can be expressed in; exponential and custom buckets have nothing in common.
import { addBuckets, compactBuckets, reduceBuckets } from './buckets.ts';
import { bucketsOfMapped, mapInto, mappedCounts, sameBounds, sharedBounds } from './custom-bounds.ts';
import { type Buckets, type FloatHistogram, noBounds, noBuckets, usesCustomBounds } from './float-histogram.ts';
import { combinedHint, hintsCollide } from './reset-hint.ts';
import { bucketsBeginningWithin, bucketsWithin, widenedZeroBucket } from './zero-bucket.ts';

export interface Combined {
  readonly histogram: FloatHistogram;
  /** One hint was "reset", the other "not_reset". */
  readonly resetCollision: boolean;
  /** The custom bounds differed, and only those in both are left. */
  readonly boundsReconciled: boolean;
}

/** a + b; undefined if one is exponential and the other has custom bounds. The result need not be compact. */
export function addHistograms(a: FloatHistogram, b: FloatHistogram): Combined | undefined {
  return combine(a, b, 1);
}

/** a − b, with the hint of a sum: whoever subtracts for users makes a gauge of it. */
export function subtractHistograms(a: FloatHistogram, b: FloatHistogram): Combined | undefined {
  return combine(a, b, -1);
}

function combine(a: FloatHistogram, b: FloatHistogram, factor: 1 | -1): Combined | undefined {
  if (usesCustomBounds(a) !== usesCustomBounds(b)) return undefined;
  const resetCollision = hintsCollide(a.hint, b.hint);
  const common = {
    hint: combinedHint(a.hint, b.hint),
    count: a.count + factor * b.count,
    sum: a.sum + factor * b.sum,
  };
  if (!usesCustomBounds(a)) {
    return { histogram: { ...common, ...combineExponential(a, b, factor) }, resetCollision, boundsReconciled: false };
  }
  const boundsReconciled = !sameBounds(a.customValues, b.customValues);
  const customValues = boundsReconciled ? sharedBounds(a.customValues, b.customValues) : a.customValues;
  const positive = boundsReconciled
    ? combineMapped(a, b, factor, customValues)
    : addBuckets(a.positive, b.positive, factor);
  const histogram: FloatHistogram = {
    ...common,
    schema: a.schema,
    zeroThreshold: 0,
    zeroCount: 0,
    positive,
    negative: noBuckets,
    customValues,
  };
  return { histogram, resetCollision, boundsReconciled };
}

function combineMapped(a: FloatHistogram, b: FloatHistogram, factor: 1 | -1, target: Float64Array): Buckets {
  const mapped = mappedCounts(target);
  mapInto(mapped, target, a.positive, a.customValues, 1);
  mapInto(mapped, target, b.positive, b.customValues, factor);
  return bucketsOfMapped(mapped).buckets;
}

function combineExponential(
  a: FloatHistogram,
  b: FloatHistogram,
  factor: 1 | -1,
): Omit<FloatHistogram, 'hint' | 'count' | 'sum'> {
  const schema = Math.min(a.schema, b.schema);
  const zero = reconcileZero(a, b);
  const own = zero.a;
  const add = (mine: Buckets, other: Buckets): Buckets => {
    const reduced = reduceBuckets(other, b.schema - schema);
    const skip = bucketsWithin(reduced, schema, zero.threshold);
    return addBuckets(reduceBuckets(mine, a.schema - schema), reduced, factor, skip);
  };
  return {
    schema,
    zeroThreshold: zero.threshold,
    zeroCount: own.zeroCount + factor * zero.countOfB,
    positive: add(own.positive, b.positive),
    negative: add(own.negative, b.negative),
    customValues: noBounds,
  };
}

interface ReconciledZero {
  readonly threshold: number;
  /** The first histogram with that threshold. */
  readonly a: FloatHistogram;
  /** What the zero bucket of the second would hold with that threshold. */
  readonly countOfB: number;
}

/** Widens both zero buckets until they agree and cut no populated bucket of either. */
function reconcileZero(a: FloatHistogram, b: FloatHistogram): ReconciledZero {
  let own = a;
  let threshold = b.zeroThreshold;
  let countOfB = b.zeroCount;
  while (threshold !== own.zeroThreshold) {
    if (own.zeroThreshold > threshold) {
      ({ threshold, count: countOfB } = widenedZeroBucket(b, own.zeroThreshold));
    }
    if (threshold > own.zeroThreshold) own = withZeroThreshold(own, threshold);
  }
  return { threshold, a: own, countOfB };
}

/** The histogram with a wider zero bucket; the buckets that it covers are gone. */
function withZeroThreshold(histogram: FloatHistogram, least: number): FloatHistogram {
  const { threshold, count } = widenedZeroBucket(histogram, least);
  const outside = (buckets: Buckets): Buckets => {
    const first = bucketsBeginningWithin(buckets, histogram.schema, threshold);
    return compactBuckets({ indexes: buckets.indexes.subarray(first), counts: buckets.counts.subarray(first) });
  };
  return {
    ...histogram,
    zeroThreshold: threshold,
    zeroCount: count,
    positive: outside(histogram.positive),
    negative: outside(histogram.negative),
  };
}
