// Quantiles of classic histograms over many steps. A step whose counts rise clearly from bucket to bucket, nearly every
// one, is worked out on columns; the others go through the general function, which mends and merges.
import type { ClassicBucket } from '../../histogram/classic-buckets.ts';
import { type ClassicQuantile, classicQuantile } from '../../histogram/classic-quantile.ts';
import { floatSample } from '../value.ts';
import type { ClassicHistogram } from './histogram-vector.ts';

/** Counts closer than this share may be equal but for rounding: left to the general function, which knows better. */
const clear = 1 + 1e-9;

export class ClassicColumns {
  readonly #histogram: ClassicHistogram;
  /** Of the present step, without gaps. */
  readonly #counts: Float64Array;
  readonly #bounds: Float64Array;
  #size = 0;

  constructor(histogram: ClassicHistogram) {
    this.#histogram = histogram;
    this.#counts = new Float64Array(histogram.bounds.length);
    this.#bounds = new Float64Array(histogram.bounds.length);
  }

  /** Moves to a step; false if no bucket has a sample there, or a native histogram stands in the way. */
  at(step: number): boolean {
    const { bounds, buckets, conflicts } = this.#histogram;
    if (conflicts?.[step] === 1) return false;
    let size = 0;
    for (let place = 0; place < buckets.length; place++) {
      const bucket = buckets[place];
      if (bucket === undefined || bucket.kinds[step] !== floatSample) continue;
      this.#counts[size] = bucket.values[step] as number;
      this.#bounds[size++] = bounds[place] as number;
    }
    this.#size = size;
    return size > 0;
  }

  /** The buckets of the present step. */
  buckets(): readonly ClassicBucket[] {
    return Array.from({ length: this.#size }, (_, place) => ({
      upperBound: this.#bounds[place] as number,
      count: this.#counts[place] as number,
    }));
  }

  quantile(q: number): ClassicQuantile {
    if (!(q >= 0 && q <= 1) || !this.#risesClearly()) return classicQuantile(q, this.buckets());
    return { value: this.#plainQuantile(q), decrease: undefined };
  }

  #risesClearly(): boolean {
    const last = this.#size - 1;
    if (last < 1 || this.#bounds[last] !== Number.POSITIVE_INFINITY) return false;
    for (let place = 1; place <= last; place++) {
      const count = this.#counts[place] as number;
      const before = this.#counts[place - 1] as number;
      if (!(count === before || count > before * clear) || before < 0) return false;
      if (this.#bounds[place] === this.#bounds[place - 1]) return false;
    }
    return true;
  }

  #plainQuantile(q: number): number {
    const counts = this.#counts;
    const bounds = this.#bounds;
    const last = this.#size - 1;
    const observations = counts[last] as number;
    if (observations === 0) return Number.NaN;
    const rank = q * observations;
    let at = 0;
    // Infinitely many observations have no rank: then it is the last bucket.
    while (at < last && !((counts[at] as number) >= rank)) at++;
    if (at === last) return bounds[last - 1] as number;
    const bound = bounds[at] as number;
    if (at === 0) return bound <= 0 ? bound : bound * (rank / (counts[0] as number));
    const below = counts[at - 1] as number;
    const start = bounds[at - 1] as number;
    return start + (bound - start) * ((rank - below) / ((counts[at] as number) - below));
  }
}
