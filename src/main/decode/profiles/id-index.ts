// Ids of a file (uint64, dense or sparse like addresses) to numbers of a table.

/** Ids below this are looked up in an array. */
const mostDense = 16 * 1024 * 1024;

export class IdIndex {
  /** Number + 1 per small id. */
  #dense = new Int32Array(1024);
  readonly #sparse = new Map<number | bigint, number>();

  /** The id as two words. false when it is known already. */
  add(low: number, high: number, number: number): boolean {
    if (this.get(low, high) >= 0) return false;
    if (high === 0 && low < mostDense) {
      if (low >= this.#dense.length) {
        const larger = new Int32Array(Math.min(mostDense, Math.max(low + 1, this.#dense.length * 2)));
        larger.set(this.#dense);
        this.#dense = larger;
      }
      this.#dense[low] = number + 1;
    } else this.#sparse.set(keyOf(low, high), number);
    return true;
  }

  /** -1 for an id that is not there. */
  get(low: number, high: number): number {
    if (high === 0 && low < this.#dense.length) return (this.#dense[low] as number) - 1;
    return this.#sparse.get(keyOf(low, high)) ?? -1;
  }
}

/** An id for messages, and as a key that no other id has. */
export function keyOf(low: number, high: number): number | bigint {
  return high < 0x20_0000 ? high * 0x1_0000_0000 + low : (BigInt(high) << 32n) | BigInt(low);
}
