// `</` and `>/`: a histogram without the observations above, or below, a value. The bucket that the value cuts is
// divided by interpolation, and sum and count are estimated anew from what is left.
import { bucketBound } from './bucket-bound.ts';
import { compact } from './compact.ts';
import { type Buckets, type FloatHistogram, usesCustomBounds } from './float-histogram.ts';
import { fractionBelow } from './fraction.ts';

export type TrimSide = 'upper' | 'lower';

/** Keeps the observations below (`upper` is trimmed) or above (`lower` is trimmed) `value`. */
export function trimHistogram(histogram: FloatHistogram, value: number, side: TrimSide): FloatHistogram {
  const trim = new Trim(histogram, value, side);
  const positive = trim.buckets(histogram.positive, 1);
  const negative = trim.buckets(histogram.negative, -1);
  const zeroCount = trim.zero(negative.populated, positive.populated);
  if (!trim.changed) return histogram;
  return compact({
    ...histogram,
    zeroCount,
    count: trim.count,
    sum: trim.sum,
    positive: positive.buckets,
    negative: negative.buckets,
  });
}

interface Range {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** How much of a bucket is kept, and where its observations are on average. */
interface Kept {
  readonly count: number;
  readonly middle: number;
}

class Trim {
  changed = false;
  count = 0;
  sum = 0;
  readonly #histogram: FloatHistogram;
  readonly #value: number;
  readonly #upper: boolean;
  readonly #linear: boolean;

  constructor(histogram: FloatHistogram, value: number, side: TrimSide) {
    this.#histogram = histogram;
    this.#value = value;
    this.#upper = side === 'upper';
    this.#linear = usesCustomBounds(histogram);
  }

  /** The buckets of one sign with what is kept of them. */
  buckets(buckets: Buckets, sign: 1 | -1): { readonly buckets: Buckets; readonly populated: boolean } {
    let populated = false;
    const counts = buckets.counts.map((count, i) => {
      if (count === 0) return 0;
      populated = true;
      const range = this.#range(buckets.indexes[i] as number, sign, count);
      const kept = this.#keep(range, sign);
      if (kept === undefined) {
        this.changed = true;
        return 0;
      }
      if (kept.count !== count) this.changed = true;
      this.#add(kept);
      return kept.count;
    });
    return { buckets: { indexes: buckets.indexes, counts }, populated };
  }

  /** What is kept of the zero bucket. It ends at 0 where there are buckets of only one sign. */
  zero(negatives: boolean, positives: boolean): number {
    const { zeroCount, zeroThreshold } = this.#histogram;
    if (!(zeroCount > 0)) return zeroCount;
    const lower = positives && !negatives ? 0 : -zeroThreshold;
    const upper = negatives && !positives ? 0 : zeroThreshold;
    const value = this.#value;
    const all = this.#upper ? value >= upper : value <= lower;
    let kept: Kept;
    // At an end of the bucket everything or nothing is kept; a bucket without width has no inside.
    if (this.#upper ? value <= lower : value >= upper && value > lower) kept = { count: 0, middle: 0 };
    else if (all) kept = { count: zeroCount, middle: (lower + upper) / 2 };
    else {
      const share = (this.#upper ? value - lower : upper - value) / (upper - lower);
      kept = { count: zeroCount * share, middle: ((this.#upper ? lower : upper) + value) / 2 };
    }
    if (kept.count !== zeroCount) this.changed = true;
    this.#add(kept);
    return kept.count;
  }

  #add(kept: Kept): void {
    this.count += kept.count;
    this.sum += kept.middle * kept.count;
  }

  #range(index: number, sign: 1 | -1, count: number): Range {
    const { schema, customValues } = this.#histogram;
    const outer = bucketBound(index, schema, customValues);
    const inner = bucketBound(index - 1, schema, customValues);
    return sign === 1 ? { lower: inner, upper: outer, count } : { lower: -outer, upper: -inner, count };
  }

  /** Undefined if the whole bucket goes. */
  #keep(range: Range, sign: 1 | -1): Kept | undefined {
    const { lower, upper, count } = range;
    const value = this.#value;
    if (this.#upper ? upper <= value : lower >= value) return { count, middle: this.#middle(lower, upper, sign) };
    if (!(this.#upper ? lower < value : upper > value)) return undefined;
    if (lower === Number.NEGATIVE_INFINITY) return this.#keepOfLowest(range);
    if (upper === Number.POSITIVE_INFINITY) return this.#keepOfHighest(range);
    // The bucket holds the value, so it lies strictly inside.
    const below = count * fractionBelow(value, lower, upper, this.#linear);
    return this.#upper
      ? { count: below, middle: this.#middle(lower, value, sign) }
      : { count: count - below, middle: this.#middle(value, upper, sign) };
  }

  /** Of a bucket from -Inf, only what is above 0 can be divided, as if it began there. */
  #keepOfLowest({ upper, count }: Range): Kept {
    const value = this.#value;
    const none = { count: 0, middle: finiteOr0(upper) };
    if (this.#upper) {
      if (value > 0 && upper > 0 && upper !== Number.POSITIVE_INFINITY) {
        return { count: (count * value) / upper, middle: value / 2 };
      }
      return upper <= 0 ? { count, middle: value } : none;
    }
    if (value === Number.NEGATIVE_INFINITY) return { count, middle: 0 };
    if (value >= 0 && upper > value && upper !== Number.POSITIVE_INFINITY) {
      return { count: count * (1 - value / upper), middle: (value + upper) / 2 };
    }
    return none;
  }

  /** A bucket up to +Inf cannot be divided: trimmed above, it goes; trimmed below, it is kept as if at the value. */
  #keepOfHighest({ lower, count }: Range): Kept {
    if (!this.#upper && this.#value >= lower) return { count, middle: this.#value };
    return { count: 0, middle: finiteOr0(lower) };
  }

  #middle(lower: number, upper: number, sign: 1 | -1): number {
    const finiteLower = Number.isFinite(lower);
    const finiteUpper = Number.isFinite(upper);
    if (!finiteLower && !finiteUpper) return 0;
    if (!finiteLower) return upper > 0 ? upper / 2 : upper;
    if (!finiteUpper) return lower;
    if (this.#linear) return (lower + upper) / 2;
    return sign * Math.sqrt(Math.abs(lower * upper));
  }
}

function finiteOr0(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
