// Columns for the series of one result, cut from a few large buffers: a query makes thousands of them, and small buffers
// of their own are what collecting garbage costs most.

const seriesPerBuffer = 64;

export class ColumnSlab {
  readonly #steps: number;
  #values = new Float64Array(0);
  #kinds = new Uint8Array(0);
  #valuesUsed = 0;
  #kindsUsed = 0;

  /** `steps`: the length of the columns. */
  constructor(steps: number) {
    this.#steps = steps;
  }

  /** A column of zeros. */
  values(): Float64Array {
    const end = this.#valuesUsed + this.#steps;
    if (end > this.#values.length) {
      this.#values = new Float64Array(this.#steps * seriesPerBuffer);
      this.#valuesUsed = 0;
      return this.values();
    }
    const column = this.#values.subarray(this.#valuesUsed, end);
    this.#valuesUsed = end;
    return column;
  }

  /** A column of absent samples. */
  kinds(): Uint8Array {
    const end = this.#kindsUsed + this.#steps;
    if (end > this.#kinds.length) {
      this.#kinds = new Uint8Array(this.#steps * seriesPerBuffer);
      this.#kindsUsed = 0;
      return this.kinds();
    }
    const column = this.#kinds.subarray(this.#kindsUsed, end);
    this.#kindsUsed = end;
    return column;
  }
}
