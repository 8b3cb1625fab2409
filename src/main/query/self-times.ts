// Self time of all spans of a trace at once: a span's length minus the union of its children's times, clipped to it.
import type { TraceColumns } from '../../contract/traces.ts';

/** Nanoseconds per row; 0 for placeholders and for spans that end before they start. One pass: children come by start. */
export function selfTimes(
  columns: Pick<TraceColumns, 'rows' | 'parent' | 'offset' | 'length' | 'missing'>,
): Float64Array {
  const { rows, parent, offset, length, missing } = columns;
  const self = new Float64Array(rows);
  const reach = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const lasts = Math.max(0, length[row] as number);
    const from = offset[row] as number;
    self[row] = missing[row] === 1 ? 0 : lasts;
    reach[row] = from;
    const above = parent[row] as number;
    if (above < 0 || missing[above] === 1) continue;
    const end = (offset[above] as number) + (length[above] as number);
    const start = Math.max(reach[above] as number, from);
    const stop = Math.min(end, from + lasts);
    if (stop <= start) continue;
    self[above] = (self[above] as number) - (stop - start);
    reach[above] = stop;
  }
  return self;
}
