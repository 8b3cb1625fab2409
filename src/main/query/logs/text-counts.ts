// How often texts occur: sums by block that are added up, with a bound for what is different in every record.

/** Different texts counted at once; the rarest are forgotten beyond. */
const most = 20_000;

export class TextCounts {
  readonly #counts: Map<string, number> = new Map();
  /** false: some were forgotten. */
  exact = true;

  add(text: string, count: number): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + count);
    if (this.#counts.size > 2 * most) this.#forgetRare();
  }

  addAll(other: TextCounts): void {
    if (!other.exact) this.exact = false;
    for (const [text, count] of other.#counts) this.add(text, count);
  }

  /** Most frequent first, then by text. */
  top(limit: number): { readonly text: string; readonly records: number }[] {
    return this.#sorted()
      .slice(0, limit)
      .map(([text, records]) => ({ text, records }));
  }

  #sorted(): [string, number][] {
    return [...this.#counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  #forgetRare(): void {
    this.exact = false;
    for (const [text] of this.#sorted().slice(most)) this.#counts.delete(text);
  }
}
