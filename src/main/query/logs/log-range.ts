// A range of places in the order of records, both ends exclusive.
import type { LogKey, LogSelection } from '../../../contract/logs.ts';
import type { LogPart } from './log-run.ts';
import { placeOf, type LogTimes } from './log-times.ts';

interface Bound {
  readonly time: bigint;
  readonly sequence: number;
}

export interface LogRange {
  readonly after: Bound;
  readonly before: Bound;
}

/** Records from one time to another, both included, and beyond or before given places. */
export function logRange({
  from = 0n as LogKey['time'],
  to = ((1n << 64n) - 1n) as LogKey['time'],
  after,
  before,
}: Pick<LogSelection, 'from' | 'to'> & {
  readonly after?: LogKey | undefined;
  readonly before?: LogKey | undefined;
}): LogRange {
  // Sequences begin with 0, so that -1 is before all records of a time.
  const low: Bound = { time: from, sequence: -1 };
  const high: Bound = { time: to + 1n, sequence: -1 };
  return {
    after: after === undefined || isBefore(after, low) ? low : after,
    before: before === undefined || isBefore(high, before) ? high : before,
  };
}

export function isBefore(a: Bound, b: Bound): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}

/** May records of the part lie in the range? */
export function mayReach({ earliest, latest }: LogPart, { after, before }: LogRange): boolean {
  return latest >= after.time && earliest <= before.time;
}

/** Do all records of the part lie in the range? */
export function covers({ after, before }: LogRange, { earliest, latest }: LogPart): boolean {
  return earliest > after.time && latest < before.time;
}

/** The places [first, end) of `times.order` whose records lie in the range. */
export function placesIn(part: LogPart, times: LogTimes, { after, before }: LogRange): readonly [number, number] {
  const first = placeOf(times, after.time, after.sequence - part.first + 1);
  return [first, Math.max(first, placeOf(times, before.time, before.sequence - part.first))];
}
