// A native histogram as PromQL sees it: all counts are floats, buckets are sparse columns of indexes and counts.
// Values are immutable; operations make new ones and share what did not change. A staleness marker is never a histogram:
// it is kept beside the samples.

/** What a counter histogram says about a reset before it; a gauge histogram may go down at any time. */
export type CounterResetHint = 'unknown' | 'reset' | 'not_reset' | 'gauge';

/**
 * Buckets of one sign, by rising index. Index i of an exponential schema s is (2^((i-1)/2^s), 2^(i/2^s)], mirrored for
 * negative buckets; of custom bounds it is (bound i-1, bound i]. A bucket may be present with a count of 0.
 */
export interface Buckets {
  readonly indexes: Int32Array;
  readonly counts: Float64Array;
}

export interface FloatHistogram {
  readonly hint: CounterResetHint;
  /** -4 to 8 for exponential buckets; `customSchema` for custom bounds. */
  readonly schema: number;
  /** Half the width of the zero bucket. Custom bounds have neither zero bucket nor negative buckets. */
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly count: number;
  readonly sum: number;
  readonly positive: Buckets;
  readonly negative: Buckets;
  /** Upper bounds of custom buckets, strictly rising, without +Inf; empty for exponential schemas. */
  readonly customValues: Float64Array;
}

/** The schema number of histograms with custom bounds (NHCB). */
export const customSchema = -53;
export const minExponentialSchema = -4;
export const maxExponentialSchema = 8;

export const noBuckets: Buckets = { indexes: new Int32Array(0), counts: new Float64Array(0) };
export const noBounds = new Float64Array(0);

/** A histogram of the given parts; what is left out is empty, zero or unknown. */
export function floatHistogram(parts: Partial<FloatHistogram>): FloatHistogram {
  return {
    hint: parts.hint ?? 'unknown',
    schema: parts.schema ?? 0,
    zeroThreshold: parts.zeroThreshold ?? 0,
    zeroCount: parts.zeroCount ?? 0,
    count: parts.count ?? 0,
    sum: parts.sum ?? 0,
    positive: parts.positive ?? noBuckets,
    negative: parts.negative ?? noBuckets,
    customValues: parts.customValues ?? noBounds,
  };
}

export function usesCustomBounds(histogram: Pick<FloatHistogram, 'schema'>): boolean {
  return histogram.schema === customSchema;
}

/** The same histogram with another counter reset hint. */
export function withHint(histogram: FloatHistogram, hint: CounterResetHint): FloatHistogram {
  return histogram.hint === hint ? histogram : { ...histogram, hint };
}
