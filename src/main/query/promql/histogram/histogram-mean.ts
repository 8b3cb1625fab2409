// The mean of many histograms: of their sum, as long as that does not overflow; from then on a running mean.
import type { FloatHistogram } from './float-histogram.ts';
import { type AddOutcome, HistogramSum } from './histogram-sum.ts';
import { divideHistogram } from './scale.ts';

export class HistogramMean {
  #total: HistogramSum;
  #added = 1;
  #running = false;
  /** No count or sum in the total can be larger than this. */
  #limit: number;

  constructor(first: FloatHistogram) {
    this.#total = new HistogramSum(first);
    this.#limit = magnitude(first);
  }

  /** Adds one more. What is incompatible (exponential with custom bounds) leaves the mean unusable. */
  add(other: FloatHistogram): AddOutcome {
    this.#added++;
    if (!this.#running) {
      this.#limit += magnitude(other);
      if (Number.isFinite(this.#limit)) return this.#total.add(other);
      const sum = this.#total.copy();
      const outcome = sum.add(other);
      if (outcome === 'incompatible' || !sum.hasOverflow()) {
        this.#total = sum;
        return outcome;
      }
      this.#running = true;
      this.#total.divide(this.#added - 1);
    }
    this.#total.scale((this.#added - 1) / this.#added);
    return this.#total.add(divideHistogram(other, this.#added));
  }

  /** The mean. It need not be compact. */
  result(): FloatHistogram {
    if (this.#running) return this.#total.result();
    const mean = this.#total.copy();
    mean.divide(this.#added);
    return mean.result();
  }
}

/** The sum of the sizes of all numbers in it. NaN counts as nothing: it cannot overflow. */
function magnitude(histogram: FloatHistogram): number {
  let total = 0;
  const add = (value: number): void => {
    if (!Number.isNaN(value)) total += Math.abs(value);
  };
  add(histogram.zeroCount);
  add(histogram.count);
  add(histogram.sum);
  histogram.positive.counts.forEach(add);
  histogram.negative.counts.forEach(add);
  return total;
}
