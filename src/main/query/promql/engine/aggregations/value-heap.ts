// A heap of the best k values. Ties fall as in Prometheus, because it sifts in the same order.

export class ValueHeap {
  readonly #values: number[] = [];
  readonly #places: number[] = [];
  readonly #order: 'lowest-first' | 'highest-first';

  /** `lowest-first` keeps the highest values, the lowest of them on top; NaN is worse than any. */
  constructor(order: 'lowest-first' | 'highest-first') {
    this.#order = order;
  }

  clear(): void {
    this.#values.length = 0;
    this.#places.length = 0;
  }

  /** Adds a value if there are fewer than k, or if it is better than the worst, whose place it takes. */
  offer(value: number, place: number, k: number): void {
    const count = this.#values.length;
    if (count < k) {
      this.#values.push(value);
      this.#places.push(place);
      this.#up(count);
      return;
    }
    const worst = this.#values[0] as number;
    const better = this.#order === 'lowest-first' ? worst < value : worst > value;
    if (!better && !(Number.isNaN(worst) && !Number.isNaN(value))) return;
    this.#values[0] = value;
    this.#places[0] = place;
    this.#down();
  }

  /** Places in the order of the heap: no order that means anything, but Prometheus' own. */
  unsorted(): readonly number[] {
    return this.#places;
  }

  /** Places, best value first. */
  sorted(): readonly number[] {
    const at = this.#values.map((_, index) => index);
    at.sort((a, b) => this.#compare(this.#values[b] as number, this.#values[a] as number));
    return at.map((index) => this.#places[index] as number);
  }

  /** Negative if `a` is worse. */
  #compare(a: number, b: number): number {
    const nans = Number(Number.isNaN(b)) - Number(Number.isNaN(a));
    if (nans !== 0 || a === b || Number.isNaN(a)) return nans;
    return a < b === (this.#order === 'lowest-first') ? -1 : 1;
  }

  #less(i: number, j: number): boolean {
    const a = this.#values[i] as number;
    const b = this.#values[j] as number;
    if (Number.isNaN(a)) return true;
    return this.#order === 'lowest-first' ? a < b : a > b;
  }

  #up(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#less(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(): void {
    const count = this.#values.length;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= count) return;
      const child = left + 1 < count && this.#less(left + 1, left) ? left + 1 : left;
      if (!this.#less(child, at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(i: number, j: number): void {
    for (const column of [this.#values, this.#places]) {
      const kept = column[i] as number;
      column[i] = column[j] as number;
      column[j] = kept;
    }
  }
}
