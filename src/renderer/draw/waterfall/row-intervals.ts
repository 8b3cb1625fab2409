// Parts of spans' times, found by row: the segments of the critical path. Of a closed subtree the parts of all its rows
// are joined, so that nothing of the path is out of sight.
import type { CriticalPath } from '../../../contract/trace-analysis.ts';

/** Pairs of from and to, nanoseconds from the trace's start, ordered and disjoint. */
export type Intervals = Float64Array;

export class RowIntervals {
  readonly total: number;
  readonly #first: Uint32Array;
  readonly #times: Intervals;
  readonly #joined = new Map<number, Intervals>();

  constructor({ rows, segments, row, from, to, total }: CriticalPath) {
    this.total = total;
    this.#first = new Uint32Array(rows + 1);
    for (let i = 0; i < segments; i++) {
      const after = (row[i] as number) + 1;
      this.#first[after] = (this.#first[after] as number) + 1;
    }
    for (let at = 0; at < rows; at++)
      this.#first[at + 1] = (this.#first[at + 1] as number) + (this.#first[at] as number);
    const next = this.#first.slice();
    this.#times = new Float64Array(2 * segments);
    for (let i = 0; i < segments; i++) {
      const at = next[row[i] as number] as number;
      this.#times[2 * at] = from[i] as number;
      this.#times[2 * at + 1] = to[i] as number;
      next[row[i] as number] = at + 1;
    }
  }

  has(row: number): boolean {
    return this.#first[row] !== this.#first[row + 1];
  }

  /** One byte per row, 1 where the row has a part. */
  flags(): Uint8Array {
    return Uint8Array.from({ length: this.#first.length - 1 }, (_, row) => (this.has(row) ? 1 : 0));
  }

  of(row: number): Intervals {
    return this.#times.subarray(2 * (this.#first[row] as number), 2 * (this.#first[row + 1] as number));
  }

  /** Of the rows [row, row + rows). */
  under(row: number, rows: number): Intervals {
    const known = this.#joined.get(row);
    if (known !== undefined) return known;
    const all: (readonly [number, number])[] = [];
    for (let i = this.#first[row] as number; i < (this.#first[row + rows] as number); i++) {
      all.push([this.#times[2 * i] as number, this.#times[2 * i + 1] as number]);
    }
    all.sort((a, b) => a[0] - b[0]);
    const joined: number[] = [];
    for (const [from, to] of all) {
      if (joined.length > 0 && from <= (joined.at(-1) as number)) joined[joined.length - 1] = to;
      else joined.push(from, to);
    }
    const intervals = Float64Array.from(joined);
    this.#joined.set(row, intervals);
    return intervals;
  }
}
