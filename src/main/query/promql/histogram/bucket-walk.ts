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
  #side: Side;
  #at: number;

  constructor(histogram: FloatHistogram, order: 'rising' | 'falling' = 'rising') {
    this.#histogram = histogram;
    this.#reverse = order === 'falling';
    this.#side = this.#reverse ? 'positive' : 'negative';
    this.#at = this.#reverse ? histogram.positive.counts.length : histogram.negative.counts.length;
  }

  /** Moves to the next bucket; false at the end. The zero bucket comes only if there are observations in it. */
  next(): boolean {
    const { positive, negative, zeroCount } = this.#histogram;
    if (this.#reverse ? this.#side === 'positive' : this.#side === 'negative') {
      const buckets = this.#reverse ? positive : negative;
      if (--this.#at >= 0) return this.#take(buckets);
      this.#side = 'zero';
      if (zeroCount > 0) {
        this.count = zeroCount;
        return true;
      }
    }
    if (this.#side === 'zero') {
      this.#side = this.#reverse ? 'negative' : 'positive';
      this.#at = -1;
    }
    const buckets = this.#reverse ? negative : positive;
    if (this.#at + 1 >= buckets.counts.length) return false;
    this.#at++;
    return this.#take(buckets);
  }

  /** The lower end; where the zero bucket covers a part of the bucket, its threshold. */
  get lower(): number {
    const { zeroThreshold } = this.#histogram;
    if (this.#side === 'zero') return -zeroThreshold;
    if (this.#side === 'negative') return -this.#bound(0);
    const bound = this.#bound(-1);
    return bound > 0 && bound < zeroThreshold ? zeroThreshold : bound;
  }

  /** The upper end; where the zero bucket covers a part of the bucket, its threshold. */
  get upper(): number {
    const { zeroThreshold } = this.#histogram;
    if (this.#side === 'zero') return zeroThreshold;
    if (this.#side === 'positive') return this.#bound(0);
    const bound = -this.#bound(-1);
    return bound < 0 && bound > -zeroThreshold ? -zeroThreshold : bound;
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

  #take(buckets: Buckets): boolean {
    this.count = buckets.counts[this.#at] as number;
    return true;
  }
}
