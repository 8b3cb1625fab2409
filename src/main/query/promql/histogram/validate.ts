// Whether a histogram makes sense, before it is stored. Texts as Prometheus has them.
import {
  type Buckets,
  customSchema,
  type FloatHistogram,
  maxExponentialSchema,
  minExponentialSchema,
  usesCustomBounds,
} from './float-histogram.ts';
import { goFloat } from './go-float.ts';

/**
 * What is wrong, or undefined. That the count is the sum of the buckets is not checked: floats need not add up, and
 * observations of NaN are in no bucket.
 */
export function histogramFault(histogram: FloatHistogram): string | undefined {
  const { schema } = histogram;
  const fault = usesCustomBounds(histogram) ? customFault(histogram) : exponentialFault(histogram, schema);
  if (fault !== undefined) return fault;
  if (histogram.count < 0) {
    return `observation count is  ${goFloat(histogram.count)}: histogram's observation count is negative`;
  }
  return sideFault('positive', histogram.positive);
}

function exponentialFault(histogram: FloatHistogram, schema: number): string | undefined {
  if (!Number.isInteger(schema) || schema < minExponentialSchema || schema > maxExponentialSchema) {
    const range = `between ${minExponentialSchema} and ${maxExponentialSchema} for exponential buckets`;
    return `histogram has an invalid schema, which must be ${range}, or ${customSchema} for custom buckets, got schema ${schema}`;
  }
  const fault = sideFault('negative', histogram.negative);
  if (fault !== undefined) return fault;
  if (histogram.zeroCount < 0) {
    const count = goFloat(histogram.zeroCount);
    return `zero bucket has observation count of ${count}: histogram has a bucket whose observation count is negative`;
  }
  if (histogram.customValues.length > 0) return 'histogram with exponential schema must not have custom bounds';
  return undefined;
}

function customFault(histogram: FloatHistogram): string | undefined {
  const fault = boundsFault(histogram.customValues) ?? indexFault(histogram);
  if (fault !== undefined) return `custom buckets: ${fault}`;
  if (histogram.zeroCount !== 0) return 'custom buckets: must have zero count of 0';
  if (histogram.zeroThreshold !== 0) return 'custom buckets: must have zero threshold of 0';
  if (histogram.negative.counts.length > 0) return 'custom buckets: must not have negative buckets';
  return undefined;
}

function boundsFault(bounds: Float64Array): string | undefined {
  for (const [i, bound] of bounds.entries()) {
    if (Number.isNaN(bound)) return 'histogram custom bounds must not be NaN';
    const previous = bounds[i - 1];
    if (previous !== undefined && bound <= previous) {
      const order = 'histogram custom bounds must be in strictly increasing order';
      return `previous bound is ${fixed(previous)} and current is ${fixed(bound)}: ${order}`;
    }
  }
  return bounds.at(-1) === Number.POSITIVE_INFINITY
    ? 'last +Inf bound must not be explicitly defined: histogram custom bounds must be finite'
    : undefined;
}

/** Go's %f. */
function fixed(value: number): string {
  return Number.isFinite(value) ? value.toFixed(6) : goFloat(value);
}

function indexFault(histogram: FloatHistogram): string | undefined {
  const { indexes } = histogram.positive;
  const bounds = histogram.customValues.length;
  const first = indexes[0] ?? 0;
  if (first < 0) return `span number 1 with offset ${first}: histogram has a span whose offset is negative`;
  const length = (indexes.at(-1) ?? -1) + 1;
  return length > bounds + 1
    ? `only ${bounds} custom bounds defined which is insufficient to cover total span length of ${length}: histogram custom bounds are too few`
    : undefined;
}

function sideFault(side: 'positive' | 'negative', buckets: Buckets): string | undefined {
  const at = buckets.counts.findIndex((count) => count < 0);
  if (at === -1) return undefined;
  const count = goFloat(buckets.counts[at] as number);
  return `${side} side: bucket number ${at + 1} has observation count of ${count}: histogram has a bucket whose observation count is negative`;
}
