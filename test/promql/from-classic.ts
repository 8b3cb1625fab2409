// A classic histogram (cumulative counts by upper bound) as a native one with custom bounds (NHCB).
// Used by `load_with_nhcb` of the test language and by scrapes that ask for it. Texts as Prometheus has them.
import { compactBuckets } from '../../src/main/query/promql/histogram/buckets.ts';
import type { ClassicBucket } from '../../src/main/query/promql/histogram/classic-buckets.ts';
import {
  customSchema,
  type FloatHistogram,
  floatHistogram,
} from '../../src/main/query/promql/histogram/float-histogram.ts';
import { goFloat } from '../../src/main/query/promql/histogram/go-float.ts';

/** What the samples of one classic histogram at one time say, in any order. */
export interface ClassicHistogram {
  readonly buckets: readonly ClassicBucket[];
  /** The `_count` sample, if there is one. */
  readonly count?: number;
  /** The `_sum` sample, if there is one. */
  readonly sum?: number;
}

export type FromClassic =
  | { readonly kind: 'ok'; readonly histogram: FloatHistogram }
  | { readonly kind: 'wrong'; readonly message: string };

/** Of a bound that occurs twice the first sample counts. */
export function customFromClassic(classic: ClassicHistogram): FromClassic {
  const cumulative: ClassicBucket[] = [];
  for (const bucket of classic.buckets) {
    const message = insert(cumulative, bucket);
    if (message !== undefined) return { kind: 'wrong', message };
  }
  if (classic.count !== undefined && classic.count < 0) {
    return { kind: 'wrong', message: `count must be non-negative: count=${goFloat(classic.count)}` };
  }
  const count = classic.count ?? cumulative.at(-1)?.count ?? 0;
  if (cumulative.at(-1)?.upperBound !== Number.POSITIVE_INFINITY) {
    cumulative.push({ upperBound: Number.POSITIVE_INFINITY, count });
  }
  const top = cumulative.at(-1) as ClassicBucket;
  if (top.count !== count) {
    const message = `count mismatch: count=${goFloat(count)} != le=+Inf count=${goFloat(top.count)}`;
    return { kind: 'wrong', message };
  }
  const counts = Float64Array.from(cumulative, (bucket, i) => bucket.count - (cumulative[i - 1]?.count ?? 0));
  const histogram = floatHistogram({
    schema: customSchema,
    count,
    sum: classic.sum ?? 0,
    positive: compactBuckets({ indexes: Int32Array.from(counts, (_, i) => i), counts }),
    customValues: Float64Array.from(cumulative.slice(0, -1), (bucket) => bucket.upperBound),
  });
  return { kind: 'ok', histogram };
}

/** Puts a bucket in its place; the text of what is wrong with it, or undefined. */
function insert(sorted: ClassicBucket[], bucket: ClassicBucket): string | undefined {
  const { upperBound, count } = bucket;
  if (Number.isNaN(upperBound)) return 'bucket boundary must not be NaN';
  if (count < 0) return `bucket count must be non-negative: le=${goFloat(upperBound)}, count=${goFloat(count)}`;
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] as ClassicBucket).upperBound >= upperBound) at--;
  const [before, after] = [sorted[at - 1], sorted[at]];
  if (after?.upperBound === upperBound) return undefined;
  if (before !== undefined && count < before.count) return notCumulative(count, '<', before.count);
  if (after !== undefined && count > after.count) return notCumulative(count, '>', after.count);
  sorted.splice(at, 0, bucket);
  return undefined;
}

function notCumulative(count: number, relation: '<' | '>', other: number): string {
  return `count is not cumulative: ${goFloat(count)} ${relation} ${goFloat(other)}`;
}
