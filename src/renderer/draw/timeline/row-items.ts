// Items by lane and row, in the order of their starts. Within a row they do not overlap (but in the last of very deep
// lanes), so what is in sight is one stretch that two searches find.
import type { SessionTimeline } from '../../../contract/sessions.ts';

type Columns = Pick<SessionTimeline, 'lane' | 'row' | 'start' | 'lanes'>;

export class RowItems {
  readonly #start: Float64Array;
  /** Index of the first row of each lane. */
  readonly #firstRow: Uint32Array;
  /** Items of row r: #items[#firstItem[r] .. #firstItem[r + 1]). */
  readonly #firstItem: Uint32Array;
  readonly #items: Uint32Array;

  /** `chosen`: which items there are, ascending. */
  constructor({ lane, row, start, lanes }: Columns, chosen: Uint32Array) {
    this.#start = start;
    this.#firstRow = new Uint32Array(lanes.length + 1);
    for (const [i, { depth }] of lanes.entries()) this.#firstRow[i + 1] = (this.#firstRow[i] as number) + depth;
    const rows = this.#firstRow[lanes.length] as number;
    const rowOf = (item: number): number => (this.#firstRow[lane[item] as number] as number) + (row[item] as number);
    this.#firstItem = new Uint32Array(rows + 1);
    for (const item of chosen) {
      const after = rowOf(item) + 1;
      this.#firstItem[after] = (this.#firstItem[after] as number) + 1;
    }
    for (let i = 0; i < rows; i++)
      this.#firstItem[i + 1] = (this.#firstItem[i + 1] as number) + (this.#firstItem[i] as number);
    const next = this.#firstItem.slice();
    this.#items = new Uint32Array(chosen.length);
    for (const item of chosen) {
      const at = rowOf(item);
      this.#items[next[at] as number] = item;
      next[at] = (next[at] as number) + 1;
    }
  }

  /** Items of a row that may reach into [from, to]: one that began before `from` is among them. */
  within(lane: number, row: number, from: number, to: number): Uint32Array {
    const at = (this.#firstRow[lane] as number) + row;
    const [first, end] = [this.#firstItem[at] as number, this.#firstItem[at + 1] as number];
    const begin = Math.max(first, this.#after(first, end, from) - 1);
    return this.#items.subarray(begin, this.#after(begin, end, to));
  }

  /** The first place behind `at` in an answer of `within` whose item does not start before `time`; its length for none. */
  next(items: Uint32Array, at: number, time: number): number {
    // Mostly it is near: ever wider steps, then halves of the last one.
    let low = at + 1;
    let step = 1;
    while (low + step < items.length && (this.#start[items[low + step] as number] as number) < time) {
      low += step;
      step *= 2;
    }
    let high = Math.min(items.length, low + step);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#start[items[middle] as number] as number) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place in [first, end) whose item starts later than `time`. */
  #after(first: number, end: number, time: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#start[this.#items[middle] as number] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
