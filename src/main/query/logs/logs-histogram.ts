// logs.histogram: how many records of which severity class, bucket by bucket. Buckets lie on a grid that begins in 1970,
// so that what was counted of a block holds for every range.
import { severityClass, severityClasses, type LogHistogram, type LogHistogramRequest } from '../../../contract/logs.ts';
import { durationNanos, unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import { logBuckets } from './log-buckets.ts';
import type { LogSearches, MatchingRows } from './log-matches.ts';
import { logRange } from './log-range.ts';
import type { LogPart, LogRun } from './log-run.ts';
import { scanLogs, type KeptSums } from './log-scan.ts';

const classes = severityClasses.length;

/** Counts that are not 0: `7 * bucket of the grid + class`, and how many. */
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
  const { first, width, buckets } = logBuckets(run, request, request.buckets);
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

function cellsOf(run: LogRun, part: LogPart, rows: MatchingRows, width: bigint): LogCells {
  const first = part.earliest / width;
  const { severities } = part.summary ?? {};
  // A block within one bucket need not be opened.
  if (rows === 'all' && severities !== undefined && part.latest / width === first) {
    const counts = new Uint32Array(classes);
    severities.forEach(
      (count, severity) => (counts[severityClass(severity)] = (counts[severityClass(severity)] as number) + count),
    );
    return sparse(first, counts);
  }
  const times = run.timesOf(part);
  const { severity } = run.open(part);
  const wanted = (row: number): boolean => rows === 'all' || (rows !== 'none' && rows[row] === 1);
  const from = times.earliest / width;
  const buckets = Number(times.latest / width - from) + 1;
  if (times.since === undefined || buckets > 4 * part.count) return scattered(times.at, severity, wanted, width);
  const counts = new Uint32Array(classes * buckets);
  const into = Number(times.earliest - from * width);
  const each = Number(width);
  for (let row = 0; row < part.count; row++) {
    if (!wanted(row)) continue;
    const bucket = Math.floor((into + (times.since[row] as number)) / each);
    const cell = classes * bucket + severityClass(severity[row] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return sparse(from, counts);
}

/** The cells that are not 0, of counts that begin with a bucket of the grid. */
function sparse(bucket: bigint, counts: Uint32Array): LogCells {
  const filled = [...counts.keys()].filter((cell) => counts[cell] !== 0);
  const first = classes * Number(bucket);
  return {
    cells: Float64Array.from(filled, (cell) => first + cell),
    counts: Uint32Array.from(filled, (cell) => counts[cell] as number),
  };
}

/** Of records that lie too far apart for one array of counts. */
function scattered(
  at: BigUint64Array,
  severity: Uint8Array,
  wanted: (row: number) => boolean,
  width: bigint,
): LogCells {
  const counts = new Map<number, number>();
  for (let row = 0; row < at.length; row++) {
    if (!wanted(row)) continue;
    const cell = classes * Number((at[row] as bigint) / width) + severityClass(severity[row] as number);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return { cells: Float64Array.from(counts.keys()), counts: Uint32Array.from(counts.values()) };
}
