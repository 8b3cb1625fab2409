// logs.histogram: how many records of which severity class, bucket by bucket. Buckets lie on a grid that begins in 1970,
// so that what was counted of a block holds for every range.
import { severityClass, severityClasses, type LogHistogram, type LogHistogramRequest } from '../../../contract/logs.ts';
import { durationNanos, unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import { isPlausible } from '../plausible-time.ts';
import type { LogSearches, MatchingRows } from './log-matches.ts';
import { logRange } from './log-range.ts';
import type { LogPart, LogRun } from './log-run.ts';
import { scanLogs, type KeptSums } from './log-scan.ts';

const classes = severityClasses.length;

/** Counts that are not 0: `7 * bucket of the grid + class`, ascending, and how many. */
export interface LogCells {
  readonly cells: Float64Array;
  readonly counts: Uint32Array;
}

export function logsHistogram(
  run: LogRun,
  searches: LogSearches,
  kept: KeptSums<LogCells>,
  request: LogHistogramRequest,
  alive: Alive,
): LogHistogram {
  run.refresh();
  const matches = searches.of(request.where);
  const { from, to } = hullOf(run, request);
  const width = widthFor(to - from, request.buckets);
  const first = from / width;
  const buckets = Number(to / width - first) + 1;
  const counts = new Uint32Array(classes * buckets);
  const start = classes * Number(first);
  let total = 0;
  let outside = 0;
  const reach = scanLogs(
    { run, matches, range: logRange(request), alive },
    kept.of(`${width} ${request.where.trim()}`),
    (part, rows) => cellsOf(run, part, rows, width),
    (sum) => {
      for (let i = 0; i < sum.cells.length; i++) {
        const at = (sum.cells[i] as number) - start;
        const records = sum.counts[i] as number;
        if (at >= 0 && at < counts.length) {
          counts[at] = (counts[at] as number) + records;
          total += records;
        } else outside += records;
      }
    },
  );
  return { ...reach, start: unixNanos(first * width), width: durationNanos(width), buckets, counts, total, outside };
}

/** The asked times; where they are not given, those of all records that have plausible ones. */
function hullOf(run: LogRun, { from, to }: LogHistogramRequest): { readonly from: bigint; readonly to: bigint } {
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

function cellsOf(run: LogRun, part: LogPart, rows: MatchingRows, width: bigint): LogCells {
  const { at, order } = run.timesOf(part);
  const { severity } = run.open(part);
  const cells: number[] = [];
  const counts: number[] = [];
  const open = new Uint32Array(classes);
  let bucket = -1;
  let end = -1n;
  const close = (): void => {
    open.forEach((count, one) => {
      if (count === 0) return;
      cells.push(classes * bucket + one);
      counts.push(count);
    });
    open.fill(0);
  };
  for (const row of order) {
    if (rows !== 'all' && (rows === 'none' || rows[row] === 0)) continue;
    const time = at[row] as bigint;
    if (time >= end) {
      close();
      const index = time / width;
      bucket = Number(index);
      end = (index + 1n) * width;
    }
    const one = severityClass(severity[row] as number);
    open[one] = (open[one] as number) + 1;
  }
  close();
  return { cells: Float64Array.from(cells), counts: Uint32Array.from(counts) };
}
