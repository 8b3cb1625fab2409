// Durations counted in bins whose width grows with them: sixteen to each doubling. Histograms of equal bins add up, so
// that parts of a run can be counted apart. A quantile is within 2.2 % of the exact nearest-rank one: the figure of a
// bin is 2·low·high / (low + high), which is off by at most (γ − 1) / (γ + 1) with γ = 2^(1/16).
// Method: DDSketch's logarithmic mapping (Masson, Rim, Lee, "DDSketch", VLDB 2019) over fixed bins.

const perOctave = 16;
const gamma = 2 ** (1 / perOctave);

/** Bin 0 holds everything below one nanosecond; the last one ends at 2^64 ns. */
export const BIN_COUNT = 1 + 64 * perOctave;

/** `nanos` may be anything; what is no positive duration is in bin 0. */
export function binOf(nanos: number): number {
  if (!(nanos >= 1)) return 0;
  return Math.min(BIN_COUNT - 1, 1 + Math.floor(Math.log2(nanos) * perOctave));
}

/** Nanoseconds at which a bin begins; bin `b` ends where `b + 1` begins. */
export function binStart(bin: number): number {
  return bin === 0 ? 0 : 2 ** ((bin - 1) / perOctave);
}

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
      const figure = bin === 0 ? 0 : (binStart(bin) * 2 * gamma) / (1 + gamma);
      return Math.max(this.#least, Math.min(this.#most, figure));
    }
    return NaN;
  }
}
