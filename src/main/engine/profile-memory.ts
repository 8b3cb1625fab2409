// What the profile worker keeps: decoded profiles by the content of their files, and what was made of them (views, trees) by
// keys of those who made it. The least recently used goes first.
interface Entry {
  readonly value: unknown;
  readonly bytes: number;
}

export class ProfileMemory {
  readonly #limit: number;
  readonly #entries: Map<string, Entry> = new Map();
  #held = 0;

  /** @param limit bytes; one entry alone may be larger */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Of the memory that is accounted for. */
  get held(): number {
    return this.#held;
  }

  /**
   * What is kept under the key, else what `make` makes.
   * @param sizeOf about how many bytes it holds; asked once
   */
  keep<T>(key: string, make: () => T, sizeOf: (value: T) => number): T {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value as T;
    }
    const value = make();
    const entry: Entry = { value, bytes: sizeOf(value) };
    this.#entries.set(key, entry);
    this.#held += entry.bytes;
    for (const [old, { bytes }] of this.#entries) {
      if (this.#held <= this.#limit || old === key) break;
      this.#entries.delete(old);
      this.#held -= bytes;
    }
    return value;
  }
}
