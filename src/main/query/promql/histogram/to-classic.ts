// A histogram with custom bounds as the samples of a classic one: cumulative counts by upper bound.
import type { ClassicBucket } from './classic-buckets.ts';
import { type FloatHistogram, usesCustomBounds } from './float-histogram.ts';

/** One bucket per bound and one of +Inf; undefined for exponential buckets, which have no classic form. */
export function classicFromCustom(histogram: FloatHistogram): readonly ClassicBucket[] | undefined {
  if (!usesCustomBounds(histogram)) return undefined;
  const { positive, customValues } = histogram;
  const buckets: ClassicBucket[] = [];
  let at = 0;
  let count = 0;
  for (let index = 0; index <= customValues.length; index++) {
    if (positive.indexes[at] === index) count += positive.counts[at++] as number;
    buckets.push({ upperBound: customValues[index] ?? Number.POSITIVE_INFINITY, count });
  }
  return buckets;
}
