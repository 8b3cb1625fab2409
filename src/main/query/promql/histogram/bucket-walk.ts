// All buckets of a histogram in order of their values, or in reverse, the zero bucket among them.
// A cursor, not an array of objects: quantiles stop early, and bounds are only worked out where they are read.
import { bucketBound } from './bucket-bound.ts';
import { type Buckets, type FloatHistogram, customSchema } from './float-histogram.ts';

type Side = 'positive' | 'zero' | 'negative';

export class BucketWalk {
  /** Observations in the current bucket. */
  count = 0;
  readonly #histogram: FloatHistogram;
  readonly #reverse: boolean;
  readonly #ownBounds: boolean;
  #side: Side;
  #at: number;

  /** `own-bounds` leaves the bounds of buckets that the zero bucket covers in part as they are. */
  constructor(
    histogram: FloatHistogram,
    order: 'rising' | 'falling' = 'rising',
    bounds: 'clipped' | 'own-bounds' = 'clipped',
  ) {
    this.#histogram = histogram;
    this.#ownBounds = bounds === 'own-bounds';
    this.#reverse = order === 'falling';
    this.#side = this.#reverse ? 'positive' : 'negative';
    this.#at = this.#reverse ? histogram.positive.counts.length : histogram.negative.counts.length;
  }

  /** Moves to the next bucket; false at the end, where the last bucket stays the current one. */
  next(): boolean {
    const { positive, negative, zeroCount } = this.#histogram;
    const [first, last] = this.#reverse ? [positive, negative] : [negative, positive];
    const onLast = this.#side === (this.#reverse ? 'negative' : 'positive');
    if (onLast) {
      if (this.#at + 1 >= last.counts.length) return false;
      return this.#take(last, this.#at + 1);
    }
    if (this.#side !== 'zero') {
      if (this.#at > 0) return this.#take(first, this.#at - 1);
      // A negative count (of a difference) is shown, but it is no part of the distribution.
      if (zeroCount > 0 || (this.#ownBounds && zeroCount !== 0)) {
        this.#side = 'zero';
        this.count = zeroCount;
        return true;
      }
    }
    if (last.counts.length === 0) return false;
    this.#side = this.#reverse ? 'negative' : 'positive';
    return this.#take(last, 0);
  }

  /** The lower end; where the zero bucket covers a part of the bucket, its threshold. */
  get lower(): number {
    const { zeroThreshold } = this.#histogram;
    if (this.#side === 'zero') return -zeroThreshold;
    if (this.#side === 'negative') return -this.#bound(0);
    const bound = this.#bound(-1);
    return !this.#ownBounds && bound > 0 && bound < zeroThreshold ? zeroThreshold : bound;
  }

  /** The upper end; where the zero bucket covers a part of the bucket, its threshold. */
  get upper(): number {
    const { zeroThreshold } = this.#histogram;
    if (this.#side === 'zero') return zeroThreshold;
    if (this.#side === 'positive') return this.#bound(0);
    const bound = -this.#bound(-1);
    return !this.#ownBounds && bound < 0 && bound > -zeroThreshold ? -zeroThreshold : bound;
  }

  get lowerInclusive(): boolean {
    if (this.#histogram.schema === customSchema) return this.#index() === 0;
    return this.#side === 'zero' || this.#side === 'negative';
  }

  get upperInclusive(): boolean {
    return this.#histogram.schema === customSchema || this.#side !== 'negative';
  }

  #buckets(): Buckets {
    return this.#side === 'negative' ? this.#histogram.negative : this.#histogram.positive;
  }

  #index(): number {
    return this.#buckets().indexes[this.#at] as number;
  }

  #bound(offset: number): number {
    return bucketBound(this.#index() + offset, this.#histogram.schema, this.#histogram.customValues);
  }

  #take(buckets: Buckets, at: number): boolean {
    this.#at = at;
    this.count = buckets.counts[at] as number;
    return true;
  }
}
