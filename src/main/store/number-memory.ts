// Numbers that texts have in a run, kept in memory within bounds; the tables know the rest.

const MOST_ENTRIES = 8192;
/** All texts together, in characters: a resource may be as large as a request. */
const MOST_CHARACTERS = 4 << 20;

export class NumberMemory {
  readonly #numbers: Map<string, number> = new Map();
  #characters = 0;

  get(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  set(text: string, number: number): void {
    this.#numbers.set(text, number);
    this.#characters += text.length;
  }

  /** Empties a memory that is beyond its bounds. */
  trim(): void {
    if (this.#numbers.size > MOST_ENTRIES || this.#characters > MOST_CHARACTERS) this.clear();
  }

  clear(): void {
    this.#numbers.clear();
    this.#characters = 0;
  }
}
