// The part of a long ordered list that is loaded: one stretch of rows without gaps, and how many lie before and after it.
// Rows ascend by time, then by arrival. How many lie outside is known or estimated; indexes count from the oldest record
// and are corrected when an end of the list is reached. Pure.
import type { LogRow } from './log-row.ts';

/** What orders rows and identifies them. */
export type Placed = Pick<LogRow, 'sequence' | 'time'>;

export function comparePlaces(a: Placed, b: Placed): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.sequence - b.sequence;
}

/** Rows assumed to lie beyond an end while the engine says that there are more than was estimated. */
const unknownMore = 200;

export class LogWindow {
  readonly rows: readonly LogRow[];
  /** Older and newer records of the selection that are not loaded. 0 only where that is certain. */
  readonly before: number;
  readonly after: number;

  constructor(rows: readonly LogRow[], before: number, after: number) {
    this.rows = rows;
    this.before = before;
    this.after = after;
  }

  get count(): number {
    return this.before + this.rows.length + this.after;
  }

  get oldest(): LogRow | undefined {
    return this.rows[0];
  }

  get newest(): LogRow | undefined {
    return this.rows.at(-1);
  }

  at(index: number): LogRow | undefined {
    return this.rows[index - this.before];
  }

  /** Index of a loaded record, or -1. */
  indexOf(place: Placed): number {
    const at = this.#lowerBound(place);
    return this.rows[at]?.sequence === place.sequence ? this.before + at : -1;
  }

  indexOfSequence(sequence: number): number {
    const at = this.rows.findIndex((row) => row.sequence === sequence);
    return at < 0 ? -1 : this.before + at;
  }

  /** Older rows, ascending, that end right before the first one. */
  prepend(older: readonly LogRow[], more: boolean): LogWindow {
    return new LogWindow([...older, ...this.rows], left(this.before - older.length, more), this.after);
  }

  /** Newer rows, ascending, that begin right after the last one. */
  append(newer: readonly LogRow[], more: boolean): LogWindow {
    return new LogWindow([...this.rows, ...newer], this.before, left(this.after - newer.length, more));
  }

  /**
   * Rows that have just arrived, in any order; the window reaches to the newest record. Late ones take their place among
   * the loaded rows, or are counted with those before. `missed`: how many arrived that are not among them: the rows from
   * before the gap are then let go, since what lies between is not known.
   */
  arrived(rows: readonly LogRow[], missed: number): LogWindow {
    const sorted = rows.toSorted(comparePlaces);
    if (missed > 0) return new LogWindow(sorted, this.before + this.rows.length + missed, 0);
    const known = new Set(this.rows.slice(-rows.length * 2 - 2000).map((row) => row.sequence));
    const fresh = sorted.filter((row) => !known.has(row.sequence));
    const { oldest, newest } = this;
    const first = fresh[0];
    if (first === undefined) return this;
    if (newest === undefined || comparePlaces(newest, first) < 0)
      return new LogWindow([...this.rows, ...fresh], this.before, 0);
    const inside =
      this.before === 0 || oldest === undefined ? fresh : fresh.filter((row) => comparePlaces(oldest, row) < 0);
    const outside = fresh.length - inside.length;
    return new LogWindow([...this.rows, ...inside].sort(comparePlaces), this.before + outside, 0);
  }

  /** Lets go of rows far from [first, last], by index, when more than `cap` are loaded. */
  trimmed(first: number, last: number, cap: number): LogWindow {
    if (this.rows.length <= cap) return this;
    const middle = Math.round((first + last) / 2) - this.before;
    const start = Math.max(0, Math.min(this.rows.length - cap, middle - Math.round(cap / 2)));
    const rows = this.rows.slice(start, start + cap);
    return new LogWindow(rows, this.before + start, this.after + this.rows.length - start - rows.length);
  }

  #lowerBound(place: Placed): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (comparePlaces(this.rows[middle] as LogRow, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function left(estimate: number, more: boolean): number {
  if (!more) return 0;
  return estimate > 0 ? estimate : unknownMore;
}

export const emptyWindow = new LogWindow([], 0, 0);
