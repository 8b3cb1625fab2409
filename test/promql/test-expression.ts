// A histogram in the notation of Prometheus' test language: {{schema:1 count:3 sum:5.5 buckets:[2 1]}}.
import { compactBuckets } from '../../src/main/query/promql/histogram/buckets.ts';
import {
  type Buckets,
  type FloatHistogram,
  usesCustomBounds,
} from '../../src/main/query/promql/histogram/float-histogram.ts';
import { goFloat } from '../../src/main/query/promql/histogram/go-float.ts';

/** Fields that are zero are left out; gaps between buckets are written as zeros. */
export function testExpression(histogram: FloatHistogram): string {
  const fields: string[] = [];
  const field = (name: string, value: number): void => {
    if (value !== 0) fields.push(`${name}:${goFloat(value)}`);
  };
  field('schema', histogram.schema);
  field('count', histogram.count);
  field('sum', histogram.sum);
  field('z_bucket', histogram.zeroCount);
  field('z_bucket_w', histogram.zeroThreshold);
  if (usesCustomBounds(histogram)) fields.push(`custom_values:${list([...histogram.customValues])}`);
  if (histogram.hint !== 'unknown') fields.push(`counter_reset_hint:${histogram.hint}`);
  for (const [name, buckets] of [
    ['', histogram.positive],
    ['n_', histogram.negative],
  ] as const) {
    const dense = denseCounts(buckets);
    if (dense === undefined) continue;
    field(`${name}offset`, dense.offset);
    fields.push(`${name}buckets:${list(dense.counts)}`);
  }
  return `{{${fields.join(' ')}}}`;
}

function list(values: readonly number[]): string {
  return `[${values.map(goFloat).join(' ')}]`;
}

function denseCounts(buckets: Buckets): { readonly offset: number; readonly counts: readonly number[] } | undefined {
  const { indexes, counts } = compactBuckets(buckets);
  const offset = indexes[0];
  const last = indexes.at(-1);
  if (offset === undefined || last === undefined) return undefined;
  const dense: number[] = Array.from({ length: last - offset + 1 }, () => 0);
  indexes.forEach((index, i) => (dense[index - offset] = counts[i] as number));
  return { offset, counts: dense };
}
