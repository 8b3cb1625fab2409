// Native histograms of an answer as columns: their buckets one after the other.
import type { HistogramCells } from '../../../contract/metrics.ts';
import { BucketWalk } from '../promql/histogram/bucket-walk.ts';
import type { FloatHistogram } from '../promql/histogram/float-histogram.ts';

export class HistogramColumns {
  readonly #series: number[] = [];
  readonly #step: number[] = [];
  readonly #total: number[] = [];
  readonly #sum: number[] = [];
  readonly #bucketStart: number[] = [0];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #bucketCount: number[] = [];

  add(series: number, step: number, histogram: FloatHistogram): void {
    this.#series.push(series);
    this.#step.push(step);
    this.#total.push(histogram.count);
    this.#sum.push(histogram.sum);
    const walk = new BucketWalk(histogram);
    while (walk.next()) {
      if (walk.count === 0) continue;
      this.#lower.push(walk.lower);
      this.#upper.push(walk.upper);
      this.#bucketCount.push(walk.count);
    }
    this.#bucketStart.push(this.#lower.length);
  }

  /** `undefined` without any. */
  cells(): HistogramCells | undefined {
    if (this.#series.length === 0) return undefined;
    return {
      count: this.#series.length,
      series: Uint32Array.from(this.#series),
      step: Uint32Array.from(this.#step),
      total: Float64Array.from(this.#total),
      sum: Float64Array.from(this.#sum),
      bucketStart: Uint32Array.from(this.#bucketStart),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      bucketCount: Float64Array.from(this.#bucketCount),
    };
  }
}
