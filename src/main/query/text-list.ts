// The texts of an answer, each once.

/** Numbers texts in the order in which they first appear. */
export class TextList {
  readonly all: string[] = [];
  readonly #numbers: Map<string, number> = new Map();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}
