// The times that records are ordered by: the record's own, or where it has none the time it was observed.
// Records of one block in that order; equal times keep the order of arrival.
import type { LogBlock } from '../../store/log-block.ts';

export interface LogTimes {
  /** Unix nanoseconds per row; 0 for a record without any time. */
  readonly at: BigUint64Array;
  /** Rows by time, oldest first. */
  readonly order: Uint32Array;
}

export function logTimesOf(block: LogBlock): LogTimes {
  const at = effectiveTimes(block);
  const order = new Uint32Array(block.count);
  let sorted = true;
  for (let row = 0; row < block.count; row++) {
    order[row] = row;
    if (row > 0 && (at[row] as bigint) < (at[row - 1] as bigint)) sorted = false;
  }
  if (!sorted) sortByTime(at, order);
  return { at, order };
}

function effectiveTimes(block: LogBlock): BigUint64Array {
  const { time } = block;
  if (!time.includes(0n)) return time;
  const { observed } = block;
  return time.map((own, row) => (own === 0n ? (observed[row] as bigint) : own));
}

function sortByTime(at: BigUint64Array, order: Uint32Array): void {
  let min = at[0] as bigint;
  let max = min;
  for (const time of at) {
    if (time < min) min = time;
    else if (time > max) max = time;
  }
  if (max - min > BigInt(Number.MAX_SAFE_INTEGER)) {
    order.sort((a, b) => {
      const [first, second] = [at[a] as bigint, at[b] as bigint];
      return first === second ? a - b : first < second ? -1 : 1;
    });
    return;
  }
  // Differences as doubles are exact here, and compare much faster.
  const offset = Float64Array.from(at, (time) => Number(time - min));
  order.sort((a, b) => (offset[a] as number) - (offset[b] as number) || a - b);
}

/** The first place in `order` whose (time, row) is not before the given one. */
export function placeOf({ at, order }: LogTimes, time: bigint, row: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = order[middle] as number;
    const own = at[candidate] as bigint;
    if (own < time || (own === time && candidate < row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
