// The columns of a trace with the estimated deltas of its clocks added to the times (trace-analysis.ts, TraceSkew).
// Rows keep their places, and `startNanos` stays what was sent.
import type { TraceClock } from './trace-analysis.ts';
import { durationNanos, unixNanos } from './time.ts';
import type { TraceColumns } from './traces.ts';

export function correctedTrace(
  columns: TraceColumns,
  clock: Uint16Array,
  clocks: readonly Pick<TraceClock, 'delta'>[],
): TraceColumns {
  const { rows, length } = columns;
  const was = Number(columns.duration);
  const offset = columns.offset.map((at, row) => at + (clocks[clock[row] as number]?.delta ?? 0));
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const raw = columns.offset[row] as number;
    // What lay outside of the trace before, a sender without a clock, does not shape it now.
    if (raw < 0 || raw > was) continue;
    const at = offset[row] as number;
    first = Math.min(first, at);
    last = Math.max(last, at + Math.min(Math.max(0, length[row] as number), was - raw));
  }
  if (!(last >= first)) return columns;
  const begin = Math.floor(first);
  return {
    ...columns,
    offset: offset.map((at) => at - begin),
    start: unixNanos(columns.start + BigInt(begin)),
    duration: durationNanos(BigInt(Math.ceil(last) - begin)),
  };
}
