// Series that redaction makes alike stay apart by a number: otherwise all but the first would be lost, and sums would fall.

interface Known {
  count: number;
  /** One of them is other than it was sent. */
  changed: boolean;
}

export class SeriesNumbers {
  readonly #known: Map<string, Known> = new Map();

  /**
   * From 2 on, what tells a series apart from those before it; `undefined` where nothing has to.
   * @param key all that makes the series, as it is now
   */
  of(key: string, changed: boolean): number | undefined {
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = { count: 0, changed: false }));
    known.count += 1;
    known.changed ||= changed;
    return known.changed && known.count > 1 ? known.count : undefined;
  }
}
