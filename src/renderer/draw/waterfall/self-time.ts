// Time a span spent outside of its children: its length minus the union of theirs, clipped to it.
import type { TraceColumns } from '../../../contract/traces.ts';

/** Nanoseconds; 0 for a placeholder and for a span that ends before it starts. */
export function selfTime(columns: TraceColumns, row: number): number {
  const from = columns.offset[row] as number;
  const length = columns.length[row] as number;
  if (!(length > 0) || columns.missing[row] === 1) return 0;
  const to = from + length;
  const end = row + (columns.subtree[row] as number);
  const children: number[] = [];
  let sorted = true;
  for (let child = row + 1; child < end; child += columns.subtree[child] as number) {
    const before = children.at(-1);
    if (before !== undefined && (columns.offset[before] as number) > (columns.offset[child] as number)) sorted = false;
    children.push(child);
  }
  // Rows are in the order of the starts that were sent; corrected ones may not be.
  if (!sorted) children.sort((a, b) => (columns.offset[a] as number) - (columns.offset[b] as number));
  let covered = 0;
  let reach = from;
  for (const child of children) {
    const start = Math.max(reach, columns.offset[child] as number);
    const stop = Math.min(to, (columns.offset[child] as number) + Math.max(0, columns.length[child] as number));
    if (stop <= start) continue;
    covered += stop - start;
    reach = stop;
  }
  return length - covered;
}
