// Durations counted in the bins of contract/duration-bins.ts. A quantile is within 2.2 % of the exact nearest-rank one,
// and exact where one duration was counted.
import { BIN_COUNT, binFigure, binOf } from '../../contract/duration-bins.ts';
import type { Distribution } from '../../contract/compare.ts';

export class LogHistogram {
  readonly bins = new Uint32Array(BIN_COUNT);
  count = 0;
  #least = Infinity;
  #most = 0;

  /** What is no positive duration counts as 0. */
  add(nanos: number): void {
    const bin = binOf(nanos);
    const length = bin === 0 ? 0 : nanos;
    this.bins[bin] = (this.bins[bin] as number) + 1;
    this.count++;
    if (length < this.#least) this.#least = length;
    if (length > this.#most) this.#most = length;
  }

  /** Nanoseconds of the nearest-rank quantile (0 < q <= 1), never outside of what was counted; NaN when nothing was. */
  quantile(q: number): number {
    if (this.count === 0) return NaN;
    let left = Math.max(1, Math.ceil(q * this.count));
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      left -= this.bins[bin] as number;
      if (left > 0) continue;
      return Math.max(this.#least, Math.min(this.#most, binFigure(bin)));
    }
    return NaN;
  }

  /** The bins from the first to the last that holds any. */
  distribution(): Distribution {
    const first = this.bins.findIndex((bin) => bin > 0);
    if (first < 0) return { first: 0, counts: new Uint32Array(0) };
    return { first, counts: this.bins.slice(first, this.bins.findLastIndex((bin) => bin > 0) + 1) };
  }
}
