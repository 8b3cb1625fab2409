// Goes through all records of a selection, newest blocks first, for questions that add something up. A question may take
// about two seconds; then it says how far it came. What it found out about sealed blocks is kept for the next time.
import type { LogReach } from '../../../contract/logs.ts';
import { unixNanos } from '../../../contract/time.ts';
import type { Alive } from '../../store/reader-face.ts';
import type { LogMatches, MatchingRows } from './log-matches.ts';
import { covers, mayReach, placesIn, type LogRange } from './log-range.ts';
import type { LogPart, LogRun } from './log-run.ts';

const patienceMillis = 2000;

export interface LogScan {
  readonly run: LogRun;
  readonly matches: LogMatches;
  readonly range: LogRange;
  readonly alive: Alive;
}

/**
 * Calls `add` with what `sum` makes of each part. `sum` gets the rows that match; its answers about sealed blocks that lie
 * wholly within the range are kept in `kept`.
 */
export function scanLogs<Sum>(
  { run, matches, range, alive }: LogScan,
  kept: Map<number, Sum>,
  sum: (part: LogPart, rows: MatchingRows) => Sum,
  add: (sum: Sum) => void,
): LogReach {
  const parts = run.parts
    .filter((part) => mayReach(part, range))
    .toSorted((a, b) => (a.latest < b.latest ? 1 : a.latest > b.latest ? -1 : 0));
  run.forgetEvicted(kept);
  const begun = performance.now();
  for (const part of parts) {
    alive();
    const whole = covers(range, part);
    const known = whole && part.summary !== undefined ? kept.get(part.summary.block) : undefined;
    if (known !== undefined) {
      add(known);
      continue;
    }
    if (performance.now() - begun > patienceMillis) return { exact: false, since: unixNanos(part.latest) };
    const rows = matches.rowsOf(part, alive);
    if (rows === 'none') continue;
    const made = sum(part, whole ? rows : rowsWithin(run, part, rows, range));
    if (whole && part.summary !== undefined) kept.set(part.summary.block, made);
    add(made);
  }
  return { exact: true, since: unixNanos(0n) };
}

/** Only the matching rows that lie in the range. */
function rowsWithin(run: LogRun, part: LogPart, rows: MatchingRows, range: LogRange): Uint8Array {
  const times = run.timesOf(part);
  const [first, end] = placesIn(part, times, range);
  const within = new Uint8Array(part.count);
  for (let i = first; i < end; i++) {
    const row = times.order[i] as number;
    within[row] = rows === 'all' ? 1 : rows === 'none' ? 0 : (rows[row] as number);
  }
  return within;
}

/** Sums by block, for as many different questions as are worth keeping. */
export class KeptSums<Sum> {
  readonly #most: number;
  readonly #byQuestion: Map<string, Map<number, Sum>> = new Map();

  constructor(most: number) {
    this.#most = most;
  }

  of(question: string): Map<number, Sum> {
    const sums = this.#byQuestion.get(question) ?? new Map<number, Sum>();
    this.#byQuestion.delete(question);
    this.#byQuestion.set(question, sums);
    const oldest = this.#byQuestion.keys().next();
    if (this.#byQuestion.size > this.#most && oldest.done === false) this.#byQuestion.delete(oldest.value);
    return sums;
  }
}
