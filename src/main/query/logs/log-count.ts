// How many records a selection holds, as far as that is known without opening what was not opened yet.
import type { Alive } from '../../store/reader-face.ts';
import type { LogMatches } from './log-matches.ts';
import { covers, mayReach, placesIn, type LogRange } from './log-range.ts';
import type { LogPart, LogRun } from './log-run.ts';

export interface LogCount {
  readonly total: number;
  readonly totalIs: 'exact' | 'at least';
}

/** Of everything the count is exact: only blocks that the range cuts through are opened. */
export function countLogs(run: LogRun, matches: LogMatches, range: LogRange, alive: Alive): LogCount {
  let total = 0;
  let exact = true;
  for (const part of run.parts) {
    if (!mayReach(part, range)) continue;
    if (matches.isKnown(part)) {
      alive();
      total += countIn(run, part, matches, range, alive);
    } else exact = false;
  }
  return { total, totalIs: exact ? 'exact' : 'at least' };
}

function countIn(run: LogRun, part: LogPart, matches: LogMatches, range: LogRange, alive: Alive): number {
  const rows = matches.rowsOf(part, alive);
  if (rows === 'none') return 0;
  if (covers(range, part)) return rows === 'all' ? part.count : rows.reduce((sum, one) => sum + one, 0);
  const times = run.timesOf(part);
  const [first, end] = placesIn(part, times, range);
  if (rows === 'all') return end - first;
  let count = 0;
  for (let i = first; i < end; i++) count += rows[times.order[i] as number] as number;
  return count;
}
