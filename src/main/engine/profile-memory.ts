// What the profile worker keeps: decoded profiles by the content of their files, and what was made of them (views, trees) by
// keys of those who made it. The least recently used goes first; what others were made of goes after them, because they
// hold it: forgetting it alone would free nothing.
interface Entry {
  readonly value: unknown;
  readonly bytes: number;
  /** Keys of what it was made of. */
  readonly of: readonly string[];
}

const ofNothing = (): readonly string[] => [];

export class ProfileMemory {
  readonly #limit: number;
  readonly #entries: Map<string, Entry> = new Map();
  #held = 0;

  /** @param limit bytes; one entry alone, with what it was made of, may be larger */
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
   * @param madeOf keys of what it was made of; asked once, after it was made
   * @param expected about how many bytes it will hold, where that is known: others make room before it is made
   */
  keep<T>(key: string, make: () => T, sizeOf: (value: T) => number, madeOf = ofNothing, expected = 0): T {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#use(key, known);
      return known.value as T;
    }
    if (expected > 0) this.#forget(expected, () => true);
    const value = make();
    const entry: Entry = { value, bytes: sizeOf(value), of: madeOf() };
    this.#use(key, entry);
    this.#held += entry.bytes;
    this.#forget(0, (old) => old !== key && !entry.of.includes(old));
    return value;
  }

  /** What is kept of this content, by itself or with others. */
  drop(content: string): void {
    for (const [key, { bytes, of }] of this.#entries) {
      if (!key.includes(content) && !of.some((one) => one.includes(content))) continue;
      this.#entries.delete(key);
      this.#held -= bytes;
    }
  }

  /** Until so many bytes more have room, or nothing is left that may go. */
  #forget(room: number, may: (key: string) => boolean): void {
    for (const [old, { bytes }] of this.#entries) {
      if (this.#held + room <= this.#limit) return;
      if (!may(old)) continue;
      this.#entries.delete(old);
      this.#held -= bytes;
    }
  }

  /** To the end, and behind it what it was made of. */
  #use(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const one of entry.of) {
      const source = this.#entries.get(one);
      if (source === undefined) continue;
      this.#entries.delete(one);
      this.#entries.set(one, source);
    }
  }
}
