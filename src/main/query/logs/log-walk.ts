// The newest (or oldest) matching records of a range. Blocks overlap in time, so they are opened by their latest (earliest)
// time, until nothing that was not opened can come before what was found.
import type { Alive } from '../../store/reader-face.ts';
import type { LogMatches } from './log-matches.ts';
import { isBefore, mayReach, placesIn, type LogRange } from './log-range.ts';
import type { LogPart, LogPlace, LogRun } from './log-run.ts';

export interface LogWalk {
  readonly matches: LogMatches;
  readonly range: LogRange;
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
}

interface Found extends LogPlace {
  readonly time: bigint;
  readonly sequence: number;
}

/** At most `limit` places in the asked order. */
export function walkLogs(run: LogRun, { matches, range, order, limit }: LogWalk, alive: Alive): readonly LogPlace[] {
  const newest = order === 'newest';
  const parts = run.parts
    .filter((part) => mayReach(part, range))
    .toSorted((a, b) => (newest ? compare(b.latest, a.latest) : compare(a.earliest, b.earliest)));
  const comesFirst = (a: Found, b: Found): number => (isBefore(a, b) === newest ? 1 : -1);
  let found: Found[] = [];
  for (const part of parts) {
    alive();
    const last = found.length === limit ? found.at(-1) : undefined;
    if (last !== undefined && (newest ? part.latest < last.time : part.earliest > last.time)) break;
    const added = foundIn(run, part, matches, range, newest, limit, alive);
    if (added.length > 0) found = [...found, ...added].sort(comesFirst).slice(0, limit);
  }
  return found;
}

/** Among others at least those of the part that are among the first `limit`. */
function foundIn(
  run: LogRun,
  part: LogPart,
  matches: LogMatches,
  range: LogRange,
  newest: boolean,
  limit: number,
  alive: Alive,
): readonly Found[] {
  const rows = matches.rowsOf(part, alive);
  if (rows === 'none') return [];
  const times = run.timesOf(part);
  const few = rows === 'all' ? undefined : fewRows(rows);
  if (few !== undefined)
    return few
      .map((row): Found => ({ part, row, time: times.at[row] as bigint, sequence: part.first + row }))
      .filter((one) => isBefore(range.after, one) && isBefore(one, range.before));
  const [first, end] = placesIn(part, times, range);
  const found: Found[] = [];
  for (let i = 0; i < end - first && found.length < limit; i++) {
    const row = times.order[newest ? end - 1 - i : first + i] as number;
    if (rows === 'all' || rows[row] === 1)
      found.push({ part, row, time: times.at[row] as bigint, sequence: part.first + row });
  }
  return found;
}

/** So many rows are not worth ordering the block for. */
const mostUnordered = 256;

/** The rows of a set, ascending; `undefined` if there are more than a few. */
function fewRows(rows: Uint8Array): readonly number[] | undefined {
  const few: number[] = [];
  for (let row = rows.indexOf(1); row >= 0; row = rows.indexOf(1, row + 1)) {
    if (few.length === mostUnordered) return undefined;
    few.push(row);
  }
  return few;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
