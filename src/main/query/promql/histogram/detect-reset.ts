// Whether a counter histogram started anew since the sample before it.
import { reduceBuckets } from './buckets.ts';
import { mapInto, mappedCounts, sameBounds, sharedBounds } from './custom-bounds.ts';
import { type Buckets, type FloatHistogram, usesCustomBounds } from './float-histogram.ts';
import { bucketsWithin, widenedZeroBucket } from './zero-bucket.ts';

/**
 * The order of the questions matters: an explicit hint, then the count, the kind of buckets, a finer schema, a narrower
 * zero bucket, one that cuts a populated bucket, its count, and at last every bucket. Coarser schemas and wider zero
 * buckets are no reset by themselves.
 */
export function detectReset(current: FloatHistogram, previous: FloatHistogram): boolean {
  if (current.hint === 'reset') return true;
  if (current.hint === 'not_reset') return false;
  if (current.count < previous.count) return true;
  if (usesCustomBounds(current)) {
    if (!usesCustomBounds(previous)) return true;
    if (!sameBounds(current.customValues, previous.customValues)) return sharedBucketFell(current, previous);
  }
  if (current.schema > previous.schema) return true;
  if (current.zeroThreshold < previous.zeroThreshold) return true;
  if (zeroBucketFell(current, previous)) return true;
  return (
    bucketFell(current, previous, current.positive, previous.positive) ||
    bucketFell(current, previous, current.negative, previous.negative)
  );
}

function zeroBucketFell(current: FloatHistogram, previous: FloatHistogram): boolean {
  if (current.zeroThreshold === previous.zeroThreshold) return current.zeroCount < previous.zeroCount;
  const zero = widenedZeroBucket(previous, current.zeroThreshold);
  return zero.threshold !== current.zeroThreshold || current.zeroCount < zero.count;
}

function bucketFell(current: FloatHistogram, previous: FloatHistogram, now: Buckets, before: Buckets): boolean {
  const reduced = reduceBuckets(before, previous.schema - current.schema);
  const inZero = usesCustomBounds(current) ? 0 : bucketsWithin(reduced, current.schema, current.zeroThreshold);
  if (inZero === 0 && now.indexes === reduced.indexes) return anyLess(now.counts, reduced.counts);
  let i = 0;
  for (let j = inZero; j < reduced.counts.length; j++) {
    const index = reduced.indexes[j] as number;
    const count = reduced.counts[j] as number;
    while (i < now.counts.length && (now.indexes[i] as number) < index) i++;
    if (i < now.counts.length && now.indexes[i] === index) {
      if ((now.counts[i] as number) < count) return true;
    } else if (count !== 0) return true;
  }
  return false;
}

function anyLess(now: Float64Array, before: Float64Array): boolean {
  for (let i = 0; i < now.length; i++) if ((now[i] as number) < (before[i] as number)) return true;
  return false;
}

function sharedBucketFell(current: FloatHistogram, previous: FloatHistogram): boolean {
  const bounds = sharedBounds(current.customValues, previous.customValues);
  const now = mappedCounts(bounds);
  const before = mappedCounts(bounds);
  mapInto(now, bounds, current.positive, current.customValues, 1);
  mapInto(before, bounds, previous.positive, previous.customValues, 1);
  return now.sums.some((sum, i) => sum < (before.sums[i] as number));
}
