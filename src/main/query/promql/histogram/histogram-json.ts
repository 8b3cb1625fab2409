// A histogram as the HTTP API answers it: numbers are strings, and buckets without observations are left out.
import { BucketWalk } from './bucket-walk.ts';
import type { FloatHistogram } from './float-histogram.ts';
import { goJsonFloat } from './go-float.ts';

/**
 * Boundary rule, lower bound, upper bound, count. The rule says which bounds belong to the bucket: 0 the upper one,
 * 1 the lower one, 2 none, 3 both.
 */
export type JsonBucket = readonly [0 | 1 | 2 | 3, string, string, string];

export interface JsonHistogram {
  readonly count: string;
  readonly sum: string;
  readonly buckets?: readonly JsonBucket[];
}

export function histogramJson(histogram: FloatHistogram): JsonHistogram {
  const buckets: JsonBucket[] = [];
  const walk = new BucketWalk(histogram);
  while (walk.next()) {
    if (walk.count === 0) continue;
    const rule = boundaryRule(walk.lowerInclusive, walk.upperInclusive);
    buckets.push([rule, goJsonFloat(walk.lower), goJsonFloat(walk.upper), goJsonFloat(walk.count)]);
  }
  const totals = { count: goJsonFloat(histogram.count), sum: goJsonFloat(histogram.sum) };
  return buckets.length === 0 ? totals : { ...totals, buckets };
}

function boundaryRule(lowerInclusive: boolean, upperInclusive: boolean): 0 | 1 | 2 | 3 {
  if (lowerInclusive) return upperInclusive ? 3 : 1;
  return upperInclusive ? 0 : 2;
}
