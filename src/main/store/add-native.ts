// The sum of two exponential histograms, for deltas that are added up.
import type { SampleBuckets } from '../../contract/sample-batch.ts';
import type { StoredHistogram } from './sample-face.ts';

/** In the coarser of both schemas. Histograms that cannot be added (other bounds, other zero buckets) begin anew with `b`. */
export function addNative(a: StoredHistogram | undefined, b: StoredHistogram): StoredHistogram {
  const whole = { ...b };
  // Extremes of a sum over time say nothing of its parts.
  delete whole.min;
  delete whole.max;
  if (a === undefined || a.customValues.length > 0 || b.customValues.length > 0 || a.zeroThreshold !== b.zeroThreshold)
    return whole;
  const schema = Math.min(a.schema, b.schema);
  const merged = (from: SampleBuckets, to: SampleBuckets): SampleBuckets =>
    mergedBuckets([
      [from, a.schema - schema],
      [to, b.schema - schema],
    ]);
  return {
    ...whole,
    schema,
    withoutSum: a.withoutSum || b.withoutSum,
    zeroCount: a.zeroCount + b.zeroCount,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    positive: merged(a.positive, b.positive),
    negative: merged(a.negative, b.negative),
  };
}

function mergedBuckets(sides: readonly (readonly [SampleBuckets, steps: number])[]): SampleBuckets {
  const counts = new Map<number, number>();
  for (const [buckets, steps] of sides) {
    buckets.indexes.forEach((index, i) => {
      // Bucket i ends at 2^(i/2^schema): a schema that is coarser by one has half of the bounds.
      const coarser = ((index - 1) >> Math.min(31, steps)) + 1;
      counts.set(coarser, (counts.get(coarser) ?? 0) + (buckets.counts[i] as number));
    });
  }
  const indexes = Int32Array.from(counts.keys()).sort();
  return { indexes, counts: Float64Array.from(indexes, (index) => counts.get(index) as number) };
}
