// Buckets of time for a selection: of one width, on a grid that begins in 1970.
import type { LogSelection } from '../../../contract/logs.ts';
import { isPlausible } from '../plausible-time.ts';
import type { LogPart, LogRun } from './log-run.ts';

export interface LogBuckets {
  /** Of the grid: its bucket number i begins at i times the width, in nanoseconds. */
  readonly first: bigint;
  readonly width: bigint;
  readonly buckets: number;
}

/** Over the asked times; where they are not given, over those of all records that have plausible ones. */
export function logBuckets(run: LogRun, selection: Pick<LogSelection, 'from' | 'to'>, most: number): LogBuckets {
  const { from, to } = hullOf(run, selection);
  const width = widthFor(to - from, most);
  const first = from / width;
  return { first, width, buckets: Number(to / width - first) + 1 };
}

/** The asked times; where they are not given, those of all records that have plausible ones. */
function hullOf(
  run: LogRun,
  { from, to }: Pick<LogSelection, 'from' | 'to'>,
): { readonly from: bigint; readonly to: bigint } {
  let earliest: bigint | undefined;
  let latest: bigint | undefined;
  if (from === undefined || to === undefined) {
    for (const part of run.parts) {
      const { at, order } = boundsOf(run, part);
      const low = order.find((row) => isPlausible(at[row] as bigint));
      const high = order.findLast((row) => isPlausible(at[row] as bigint));
      if (low === undefined || high === undefined) continue;
      if (earliest === undefined || (at[low] as bigint) < earliest) earliest = at[low] as bigint;
      if (latest === undefined || (at[high] as bigint) > latest) latest = at[high] as bigint;
    }
  }
  const begin = from ?? earliest ?? to ?? 0n;
  const end = to ?? latest ?? begin;
  return { from: begin, to: end < begin ? begin : end };
}

/** A part whose own bounds are plausible need not be opened. */
function boundsOf(run: LogRun, part: LogPart): { readonly at: ArrayLike<bigint>; readonly order: Uint32Array } {
  if (isPlausible(part.earliest) && isPlausible(part.latest))
    return { at: [part.earliest, part.latest], order: Uint32Array.of(0, 1) };
  return run.timesOf(part);
}

const minute = 60_000_000_000n;
const wide = [1n, 2n, 5n, 10n, 15n, 30n, 60n, 120n, 180n, 360n, 720n, 1440n].map((minutes) => minutes * minute);

/** The smallest width with which the range needs no more than so many buckets; from a microsecond on. */
function widthFor(range: bigint, buckets: number): bigint {
  // A range that begins within a bucket reaches into one more.
  const fits = (width: bigint): boolean => range / width + 2n <= BigInt(Math.max(buckets, 2));
  for (let power = 1000n; power <= 10_000_000_000n; power *= 10n) {
    for (const width of [power, 2n * power, 5n * power]) if (width < minute && fits(width)) return width;
  }
  const found = wide.find(fits);
  if (found !== undefined) return found;
  const day = 1440n * minute;
  let days = 1n;
  while (!fits(days * day)) days *= 2n;
  return days * day;
}
