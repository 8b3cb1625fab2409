// Filters of the waterfall's rows, by name: a row stays when every filter wants it, and so do the ancestors of what stays.
import type { RowTree } from './visible-rows.ts';

/** Per filter one byte per row, 1 where the filter wants the row. */
export type RowFilters = ReadonlyMap<string, Uint8Array>;

/** One byte per row, 1 where it stays; `undefined` where there is no filter. */
export function rowsKept(
  { rows, parent }: Pick<RowTree, 'rows' | 'parent'>,
  filters: RowFilters,
): Uint8Array | undefined {
  const [first, ...others] = filters.values();
  if (first === undefined) return undefined;
  const kept = first.slice(0, rows);
  for (const other of others) for (let row = 0; row < rows; row++) if (other[row] === 0) kept[row] = 0;
  // Parents stand before their children, so one pass from the end reaches every ancestor.
  for (let row = rows - 1; row >= 0; row--) {
    const up = parent[row] as number;
    if (kept[row] === 1 && up >= 0) kept[up] = 1;
  }
  return kept;
}
