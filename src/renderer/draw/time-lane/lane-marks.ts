// Where the entries of a lane lie: bars of stretches in a row, moments in another one below it. Entries that begin nearly at
// one place are one mark, so that there are never more marks than can be told apart. Pure.
import type { LaneEntry } from './lane-content.ts';

export interface LaneMark {
  /** CSS pixels from the left end of the axis. */
  readonly left: number;
  readonly right: number;
  readonly row: number;
  readonly moments: boolean;
  /** Unix milliseconds, of the first and the last of them. */
  readonly from: number;
  readonly to: number;
  /** Indexes of the entries. */
  readonly entries: readonly number[];
}

export interface LaneAxis {
  /** Unix milliseconds at its ends. */
  readonly from: number;
  readonly to: number;
  /** CSS pixels. */
  readonly width: number;
}

/** Least distance of two beginnings in a row, CSS pixels: what can be hit with a pointer. */
const pitch = 9;
const leastWidth = 6;

type Growing = { -readonly [K in keyof LaneMark]: LaneMark[K] } & { entries: number[] };

/** @param entries by time, the oldest first */
export function laneMarks(entries: readonly LaneEntry[], { from, to, width }: LaneAxis): readonly LaneMark[] {
  if (!(to > from) || width <= 0) return [];
  const placed: Growing[] = [];
  const open: (Growing | undefined)[] = [undefined, undefined];
  const xOf = (time: number): number => Math.max(0, Math.min(width, ((time - from) / (to - from)) * width));
  for (const [index, { time, end }] of entries.entries()) {
    const last = end ?? time;
    if (time > to || last < from) continue;
    const row = end === undefined ? 1 : 0;
    const left = Math.min(xOf(time), width - leastWidth);
    const right = Math.max(xOf(last), left + leastWidth);
    const mark = open[row];
    if (mark !== undefined && left - mark.left < pitch) {
      mark.right = Math.max(mark.right, right);
      mark.to = Math.max(mark.to, last);
      mark.entries.push(index);
      continue;
    }
    const next: Growing = { left, right, row, moments: row === 1, from: time, to: last, entries: [index] };
    open[row] = next;
    placed.push(next);
  }
  // Where there are only moments they need no second row.
  return placed.some(({ row }) => row === 0) ? placed : placed.map((mark) => ({ ...mark, row: 0 }));
}
