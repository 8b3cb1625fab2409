// The direct children of a row in the order of their starts.
import type { TraceColumns } from '../../../contract/traces.ts';

/** Rows stand in the order of the raw starts; moved or corrected ones may need sorting. Equal starts keep their order. */
export function childRows({ subtree }: Pick<TraceColumns, 'subtree'>, row: number, start: Float64Array): number[] {
  const last = row + (subtree[row] as number);
  const children: number[] = [];
  let sorted = true;
  for (let child = row + 1; child < last; child += subtree[child] as number) {
    const before = children.at(-1);
    if (before !== undefined && (start[before] as number) > (start[child] as number)) sorted = false;
    children.push(child);
  }
  return sorted ? children : children.sort((a, b) => (start[a] as number) - (start[b] as number) || a - b);
}

/** The rows without a parent, in row order. */
export function rootRows({ rows, subtree }: Pick<TraceColumns, 'rows' | 'subtree'>): number[] {
  const roots: number[] = [];
  for (let row = 0; row < rows; row += subtree[row] as number) roots.push(row);
  return roots;
}
