// Time that each span spent outside of its children: its length minus the union of their times, clipped to it.
import type { TraceColumns } from '../../../contract/traces.ts';
import type { Alive } from '../../store/reader-face.ts';
import { childRows } from './child-rows.ts';
import type { EffectiveTimes } from './effective-times.ts';

/** Nanoseconds per row, never negative. */
export function selfTimes(columns: TraceColumns, { start, end }: EffectiveTimes, alive: Alive): Float64Array {
  const own = new Float64Array(columns.rows);
  for (let row = 0; row < columns.rows; row++) {
    if (row % 4096 === 0) alive();
    const from = start[row] as number;
    const to = end[row] as number;
    own[row] = to - from;
    if (to === from || columns.subtree[row] === 1) continue;
    let reached = from;
    for (const child of childRows(columns, row, start)) {
      const begin = Math.max(reached, start[child] as number);
      const stop = Math.min(to, end[child] as number);
      if (stop <= begin) continue;
      own[row] = (own[row] as number) - (stop - begin);
      reached = stop;
    }
  }
  return own;
}
