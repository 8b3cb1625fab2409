// Zero buckets of different widths: the narrower one is widened, and buckets that it then covers are counted in it.
import { exponentialBound } from './bucket-bound.ts';
import type { Buckets, FloatHistogram } from './float-histogram.ts';
import { kahanLow } from './kahan.ts';

/** A zero bucket after widening. The low part is what rounding lost while summing. */
export interface ZeroBucket {
  readonly threshold: number;
  readonly count: number;
  readonly low: number;
}

/** What is summed up next to a histogram, to compensate for rounding; the layout is that of the histogram. */
export interface LowParts {
  readonly zero: number;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

type Zeroed = Pick<FloatHistogram, 'schema' | 'zeroThreshold' | 'zeroCount' | 'positive' | 'negative'>;

/**
 * The zero bucket if its threshold were `threshold` (at least the present one). Within a populated bucket the threshold
 * moves up to that bucket's outer bound.
 */
export function widenedZeroBucket(histogram: Zeroed, threshold: number, lows?: LowParts): ZeroBucket {
  const { schema, positive, negative } = histogram;
  if (threshold === histogram.zeroThreshold) return { threshold, count: histogram.zeroCount, low: lows?.zero ?? 0 };
  let widened = threshold;
  for (;;) {
    const inPositive = covered(positive, schema, widened);
    const afterPositive = inPositive.threshold;
    const inNegative = covered(negative, schema, afterPositive);
    widened = inNegative.threshold;
    // What negative buckets moved may cover more positive ones.
    if (widened !== afterPositive) continue;
    const sum = new KahanSum(histogram.zeroCount, lows?.zero ?? 0);
    for (let i = 0; i < inPositive.buckets; i++) sum.add(positive.counts[i] as number, lows?.positive[i] ?? 0);
    for (let i = 0; i < inNegative.buckets; i++) sum.add(negative.counts[i] as number, lows?.negative[i] ?? 0);
    return { threshold: widened, count: sum.sum, low: sum.low };
  }
}

/** How many of the innermost buckets begin below the threshold; a populated one that it cuts is covered whole. */
function covered(buckets: Buckets, schema: number, threshold: number): { threshold: number; buckets: number } {
  for (let i = 0; i < buckets.counts.length; i++) {
    const index = buckets.indexes[i] as number;
    if (exponentialBound(index - 1, schema) >= threshold) return { threshold, buckets: i };
    const outer = exponentialBound(index, schema);
    if (outer > threshold) return { threshold: buckets.counts[i] === 0 ? threshold : outer, buckets: i + 1 };
  }
  return { threshold, buckets: buckets.counts.length };
}

/** How many of the innermost buckets end within the threshold. */
export function bucketsWithin(buckets: Buckets, schema: number, threshold: number): number {
  if (threshold === 0) return 0;
  let within = 0;
  while (within < buckets.counts.length && exponentialBound(buckets.indexes[within] as number, schema) <= threshold) {
    within++;
  }
  return within;
}

/** How many of the innermost buckets begin within the threshold. */
export function bucketsBeginningWithin(buckets: Buckets, schema: number, threshold: number): number {
  let within = 0;
  while (within < buckets.counts.length) {
    if (exponentialBound((buckets.indexes[within] as number) - 1, schema) >= threshold) break;
    within++;
  }
  return within;
}

class KahanSum {
  sum: number;
  low: number;

  constructor(sum: number, low: number) {
    this.sum = sum;
    this.low = low;
  }

  add(value: number, valueLow: number): void {
    this.#addOne(value);
    if (valueLow !== 0) this.#addOne(valueLow);
  }

  #addOne(value: number): void {
    this.low = kahanLow(value, this.sum, this.low);
    this.sum += value;
  }
}
