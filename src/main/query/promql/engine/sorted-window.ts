// The values of a window that moves over a series, kept in order: a step adds and removes few of them, which is much
// cheaper than sorting each window.
import { quantileOfSorted } from './quantile.ts';

export class SortedWindow {
  #values = new Float64Array(64);
  /** Without NaN, which has no place in an order. */
  #count = 0;
  #nans = 0;

  clear(): void {
    this.#count = 0;
    this.#nans = 0;
  }

  add(value: number): void {
    if (Number.isNaN(value)) {
      this.#nans++;
      return;
    }
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    const place = this.#placeOf(value);
    this.#values.copyWithin(place + 1, place, this.#count);
    this.#values[place] = value;
    this.#count++;
  }

  /** Takes away one value that was added. */
  remove(value: number): void {
    if (Number.isNaN(value)) {
      this.#nans--;
      return;
    }
    const place = this.#placeOf(value);
    this.#values.copyWithin(place, place + 1, this.#count);
    this.#count--;
  }

  quantile(q: number): number {
    return quantileOfSorted(q, this.#values, this.#count, this.#nans);
  }

  /** The first place whose value is not lower. */
  #placeOf(value: number): number {
    const values = this.#values;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
