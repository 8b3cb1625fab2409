// When the spans of a trace count as running, for everything that is worked out from their times. Broken times are made
// harmless here, once: times outside of the trace are moved to its edge, an end before the start is the start, a span
// that was not finished ends with the last thing known below it, and a missing parent never runs itself.
import { SpanMark, type TraceColumns } from '../../../contract/traces.ts';

/** Nanoseconds from the trace's start, per row; all within [0, duration]. */
export interface EffectiveTimes {
  readonly start: Float64Array;
  /** Never before `start`. Equal to it for a missing parent. */
  readonly end: Float64Array;
  /** When the last span of the subtree ends; never before `end`. */
  readonly reach: Float64Array;
}

export function effectiveTimes(columns: TraceColumns): EffectiveTimes {
  const { rows, parent, offset, length, marks, missing } = columns;
  const latest = Number(columns.duration);
  const start = new Float64Array(rows);
  const end = new Float64Array(rows);
  const reach = new Float64Array(rows);
  const within = (time: number): number => Math.max(0, Math.min(latest, time));
  for (let row = rows - 1; row >= 0; row--) {
    const from = within(offset[row] as number);
    const until = missing[row] === 1 ? from : within((offset[row] as number) + (length[row] as number));
    start[row] = from;
    // Children stand below, so their reach is known.
    const below = Math.max(reach[row] as number, from, until);
    reach[row] = below;
    const unfinished = missing[row] === 0 && ((marks[row] as number) & SpanMark.unfinished) !== 0;
    end[row] = unfinished ? below : Math.max(from, until);
    const up = parent[row] as number;
    if (up >= 0) reach[up] = Math.max(reach[up] as number, below);
  }
  return { start, end, reach };
}
