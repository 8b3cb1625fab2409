// Least-recently-used memory bounded by bytes; sizes may grow after an entry went in, so that they are asked at
// every turn: asking must cost nothing.

export class ByteCache<Key, Value> {
  readonly #limit: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #entries: Map<Key, Value> = new Map();

  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  /** The asked one stays, whatever its size. */
  get(key: Key, make: () => Value): Value {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    const value = known ?? make();
    this.#trim();
    this.#entries.set(key, value);
    return value;
  }

  /** Lets the oldest go until the rest fits. */
  #trim(): void {
    let held = 0;
    for (const value of this.#entries.values()) held += this.#sizeOf(value);
    for (const [key, value] of this.#entries) {
      if (held <= this.#limit) return;
      held -= this.#sizeOf(value);
      this.#entries.delete(key);
    }
  }

  drop(key: Key): void {
    this.#entries.delete(key);
  }
}
