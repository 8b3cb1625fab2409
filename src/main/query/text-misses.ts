// Remembers which sealed blocks do not contain a text, so that typing on (a longer text contains the shorter one) or
// changing another condition does not search their texts again. Sealed blocks never change.

/** Texts remembered; the oldest is forgotten first. */
const kept = 32;

export class TextMisses {
  readonly #blocks = new Map<string, Set<number>>();

  /** true: the block is known not to contain the needle. */
  isKnown(needle: string, block: number): boolean {
    for (const [shorter, blocks] of this.#blocks) if (blocks.has(block) && needle.includes(shorter)) return true;
    return false;
  }

  add(needle: string, block: number): void {
    let blocks = this.#blocks.get(needle);
    if (blocks === undefined) {
      blocks = new Set<number>();
      this.#blocks.set(needle, blocks);
      const oldest = this.#blocks.keys().next();
      if (this.#blocks.size > kept && oldest.done === false) this.#blocks.delete(oldest.value);
    }
    blocks.add(block);
  }
}
