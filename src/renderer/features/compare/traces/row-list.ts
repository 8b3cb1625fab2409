// Which rows of a comparison are listed, and in which order.
import { Change, ErrorChange, type TraceComparison } from '../../../../contract/compare.ts';
import type { RowKind, RowOrder } from '../../../routes/compare-route.ts';

const kindOfChange: Readonly<Record<number, RowKind>> = {
  [Change.same]: 'same',
  [Change.added]: 'added',
  [Change.removed]: 'removed',
  [Change.slower]: 'slower',
  [Change.faster]: 'faster',
};

/** Is the row of the kind? `errors`: only one side failed. `same`: nothing at all changed. */
export function isOfKind(comparison: TraceComparison, row: number, kind: RowKind): boolean {
  const error = comparison.error[row] as number;
  const failedOnce = error === ErrorChange.appeared || error === ErrorChange.gone;
  if (kind === 'errors') return failedOnce;
  return kindOfChange[comparison.change[row] as number] === kind && !(kind === 'same' && failedOnce);
}

/** How many rows of each kind there are. */
export function countKinds(comparison: TraceComparison): Readonly<Record<RowKind, number>> {
  const counts: Record<RowKind, number> = { slower: 0, faster: 0, added: 0, removed: 0, errors: 0, same: 0 };
  for (let row = 0; row < comparison.rows; row++) {
    for (const kind of Object.keys(counts) as RowKind[]) if (isOfKind(comparison, row, kind)) counts[kind]++;
  }
  return counts;
}

/** Rows to list. Without kinds all of them. Of equal difference the earlier row comes first. */
export function listRows(comparison: TraceComparison, show: readonly RowKind[], order: RowOrder): Uint32Array {
  const { rows, delta, selfDelta } = comparison;
  const found = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++)
    if (show.length === 0 || show.some((kind) => isOfKind(comparison, row, kind))) found[count++] = row;
  const listed = found.slice(0, count);
  if (order === 'tree') return listed;
  const by = Float64Array.from({ length: rows }, (_, row) =>
    weightOf(comparison, row, order === 'self' ? selfDelta : delta),
  );
  return listed.sort((a, b) => (by[b] as number) - (by[a] as number) || a - b);
}

/** Nanoseconds that the row changed by; what is only on one side counts with all of its own. */
function weightOf(comparison: TraceComparison, row: number, difference: Float64Array): number {
  const known = difference[row] as number;
  if (!Number.isNaN(known)) return Math.abs(known);
  const left = comparison.leftRow[row] as number;
  const right = comparison.rightRow[row] as number;
  if (left >= 0 && right >= 0) return 0;
  const [side, at] = left >= 0 ? [comparison.left, left] : [comparison.right, right];
  const own = difference === comparison.selfDelta ? side.self[at] : side.columns.length[at];
  return Math.max(0, own as number);
}
