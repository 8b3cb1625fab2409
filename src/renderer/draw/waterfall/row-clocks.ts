// What skewed clocks mean for the rows of a trace: which spans lie outside of their parents, and what a correction adds.
import type { TraceSkew } from '../../../contract/trace-analysis.ts';
import { formatNanos } from '../../../contract/duration-text.ts';

export class RowClocks {
  readonly #skew: TraceSkew;
  /** The times shown have the deltas in them. */
  readonly corrected: boolean;

  constructor(skew: TraceSkew, corrected: boolean) {
    this.#skew = skew;
    this.corrected = corrected;
  }

  /** Nanoseconds that a correction adds to the row's times. */
  delta(row: number): number {
    return this.#skew.clocks[this.#skew.clock[row] as number]?.delta ?? 0;
  }

  isOutside(row: number): boolean {
    return this.#skew.outside[row] === 1;
  }

  /** Name of the clock that stamped the row. */
  name(row: number): string {
    return this.#skew.clocks[this.#skew.clock[row] as number]?.name ?? '';
  }

  /** The word beside the row's name: `skew` where it does not fit, `+12.3 ms` where it was moved; '' mostly. */
  word(row: number): string {
    if (!this.corrected) return this.isOutside(row) ? 'skew' : '';
    const delta = this.delta(row);
    return delta === 0 ? '' : signedNanos(delta);
  }
}

/** `+12.3 ms`, `−1.20 s`. */
export function signedNanos(nanos: number): string {
  return `${nanos < 0 ? '−' : '+'}${formatNanos(Math.abs(nanos))}`;
}
