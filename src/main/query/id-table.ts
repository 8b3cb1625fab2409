// A hash table from 8-byte ids to row numbers without making a text or bigint per id: open addressing over two
// 32-bit words. Used by trace-layout.ts for span ids.

/** Spreads two words over 32 bits; good enough that ids counted up by one do not cluster. */
export function mix(high: number, low: number): number {
  let hash = Math.imul(high ^ (high >>> 15), 0x2c1b3c6d) ^ Math.imul(low ^ (low >>> 13), 0x297a2d39);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function capacityFor(count: number): number {
  let capacity = 16;
  while (capacity < count * 2) capacity *= 2;
  return capacity;
}

/** First come, first kept: `add` answers the row that already holds the id, if there is one. */
export class IdTable {
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #words: Uint32Array;

  /** `words` holds the ids as pairs of words, id `i` at 2*i; at most `count` of them are added. */
  constructor(words: Uint32Array, count: number) {
    const capacity = capacityFor(count);
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#words = words;
  }

  /** The row that holds the id of `row`, which is `row` itself when the id is new. */
  add(row: number): number {
    const high = this.#words[2 * row] as number;
    const low = this.#words[2 * row + 1] as number;
    let slot = mix(high, low) & this.#mask;
    for (;;) {
      const held = this.#slots[slot] as number;
      if (held < 0) {
        this.#slots[slot] = row;
        return row;
      }
      if (this.#words[2 * held] === high && this.#words[2 * held + 1] === low) return held;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The row that holds the id, or -1. */
  find(high: number, low: number): number {
    let slot = mix(high, low) & this.#mask;
    for (;;) {
      const held = this.#slots[slot] as number;
      if (held < 0) return -1;
      if (this.#words[2 * held] === high && this.#words[2 * held + 1] === low) return held;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** Finds rows that are equal in all of the given word columns. */
export class EqualRows {
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #columns: readonly Uint32Array[];

  /** Every column has the same number of words a row: its length divided by `count`. */
  constructor(columns: readonly Uint32Array[], count: number) {
    const capacity = capacityFor(count);
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#columns = columns;
    this.#count = count;
  }

  readonly #count: number;

  /** The earlier row that equals `row`, or `row` itself. */
  add(row: number): number {
    let hash = 0;
    for (const column of this.#columns) {
      const width = column.length / this.#count;
      for (let i = row * width; i < (row + 1) * width; i++) hash = mix(hash, column[i] as number);
    }
    let slot = hash & this.#mask;
    for (;;) {
      const held = this.#slots[slot] as number;
      if (held < 0) {
        this.#slots[slot] = row;
        return row;
      }
      if (this.#equal(held, row)) return held;
      slot = (slot + 1) & this.#mask;
    }
  }

  #equal(one: number, other: number): boolean {
    for (const column of this.#columns) {
      const width = column.length / this.#count;
      for (let i = 0; i < width; i++) if (column[one * width + i] !== column[other * width + i]) return false;
    }
    return true;
  }
}
