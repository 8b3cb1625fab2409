// The hashes of pairs that go into a Bloom filter (pair-filter.ts) of a block: a pair is kept once, as a rule.
import { BITS_PER_ITEM, buildFilter } from './pair-filter.ts';

const SEEN_SLOTS = 1 << 16;

export class PairHashes {
  #hashes: Uint32Array = new Uint32Array(1 << 12);
  #count = 0;
  /** Direct-mapped memory of hashes entered lately; a pair that slips through is only entered twice. */
  readonly #seen: Uint32Array = new Uint32Array(SEEN_SLOTS);

  get count(): number {
    return this.#count;
  }

  clear(): void {
    if (this.#count > 0) this.#seen.fill(0);
    this.#count = 0;
  }

  enter(hash: number): void {
    const slot = hash & (SEEN_SLOTS - 1);
    if (this.#seen[slot] === hash && hash !== 0) return;
    this.#seen[slot] = hash;
    if (this.#count === this.#hashes.length) {
      const larger = new Uint32Array(2 * this.#count);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count++] = hash;
  }

  filter(bitsPerItem = BITS_PER_ITEM): Uint8Array {
    return buildFilter(this.#hashes, this.#count, bitsPerItem);
  }
}
