// The times that records are ordered by: the record's own, or where it has none the time it was observed.
// Records of one block in that order; equal times keep the order of arrival.
import type { LogBlock } from '../../store/log-block.ts';

export interface LogTimes {
  /** Unix nanoseconds per row; 0 for a record without any time. */
  readonly at: BigUint64Array;
  readonly earliest: bigint;
  readonly latest: bigint;
  /** Nanoseconds since `earliest` per row, where all of them are exact: within 104 days. Much faster to work with. Made when it is asked for. */
  readonly since: Float64Array | undefined;
  /** Rows by time, oldest first. Made when it is asked for. */
  readonly order: Uint32Array;
}

/** Of a block that is not empty. */
export function logTimesOf(block: LogBlock): LogTimes {
  const at = effectiveTimes(block);
  const words = new Uint32Array(at.buffer, at.byteOffset, 2 * at.length);
  const [least, most] = extremes(words);
  const earliest = at[least] as bigint;
  const latest = at[most] as bigint;
  const exact = latest - earliest <= BigInt(Number.MAX_SAFE_INTEGER);
  let differing: Float64Array | undefined;
  const since = (): Float64Array | undefined => (exact ? (differing ??= differences(words, least)) : undefined);
  let order: Uint32Array | undefined;
  return {
    at,
    earliest,
    latest,
    get since() {
      return since();
    },
    get order() {
      return (order ??= orderOf(at, since()));
    },
  };
}

function effectiveTimes(block: LogBlock): BigUint64Array {
  const { time } = block;
  const words = new Uint32Array(time.buffer, time.byteOffset, 2 * time.length);
  let timeless = false;
  for (let i = 0; i < words.length && !timeless; i += 2) timeless = words[i] === 0 && words[i + 1] === 0;
  if (!timeless) return time;
  const { observed } = block;
  return time.map((own, row) => (own === 0n ? (observed[row] as bigint) : own));
}

/** Rows of the smallest and the largest time. */
function extremes(words: Uint32Array): readonly [number, number] {
  let least = 0;
  let most = 0;
  for (let row = 1; 2 * row < words.length; row++) {
    if (isLess(words, row, least)) least = row;
    else if (isLess(words, most, row)) most = row;
  }
  return [least, most];
}

function isLess(words: Uint32Array, a: number, b: number): boolean {
  const highA = words[2 * a + 1] as number;
  const highB = words[2 * b + 1] as number;
  return highA === highB ? (words[2 * a] as number) < (words[2 * b] as number) : highA < highB;
}

function differences(words: Uint32Array, least: number): Float64Array {
  const low = words[2 * least] as number;
  const high = words[2 * least + 1] as number;
  const since = new Float64Array(words.length / 2);
  for (let row = 0; row < since.length; row++)
    since[row] = ((words[2 * row + 1] as number) - high) * 4294967296 + ((words[2 * row] as number) - low);
  return since;
}

function orderOf(at: BigUint64Array, since: Float64Array | undefined): Uint32Array {
  const order = Uint32Array.from(at, (_, row) => row);
  if (since !== undefined) {
    let sorted = true;
    for (let row = 1; row < since.length && sorted; row++)
      sorted = (since[row] as number) >= (since[row - 1] as number);
    return sorted ? order : order.sort((a, b) => (since[a] as number) - (since[b] as number) || a - b);
  }
  return order.sort((a, b) => {
    const [first, second] = [at[a] as bigint, at[b] as bigint];
    return first === second ? a - b : first < second ? -1 : 1;
  });
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
