// A page of rows of the sorted tree, with every column that the table shows.
import { allocationColumns } from './allocation-columns.ts';
import { maximumOf } from './allocation-maximum.ts';
import { Significance } from './allocation-significance.ts';
import { thresholdLine } from './allocation-text.ts';
import { frameLabel } from './regrouped-points.ts';
import { insignificantChildren, sumOf, type SortedTree } from './sorted-children.ts';
import { rowId, type VisibleRows } from './visible-rows.ts';
import type { AllocationMetric } from '../../../../contract/profiles/allocation-metric.ts';
import {
  AllocationRow,
  type AllocationColumn,
  type AllocationNumbers,
  type AllocationRows,
} from '../../../../contract/profiles/allocations.ts';

export interface RowsAsked {
  readonly offset: number;
  readonly limit: number;
  readonly find?: number | undefined;
}

export function allocationRows(
  sorted: SortedTree,
  rows: VisibleRows,
  metric: AllocationMetric,
  whole: { readonly root: AllocationNumbers; readonly points: number },
  { offset, limit, find }: RowsAsked,
): AllocationRows {
  const { tree, states } = sorted;
  const count = Math.max(0, Math.min(limit, rows.count - offset));
  const node = rows.node.slice(offset, offset + count);
  const aggregates = new Map<number, Int32Array>();
  for (const one of node) if (one < 0) aggregates.set(one, insignificantChildren(sorted, -1 - one));
  const value = (field: AllocationColumn, row: number): number => {
    const one = node[row] as number;
    const nodes = aggregates.get(one);
    return nodes === undefined ? (tree.sums[field][one] as number) : sumOf(tree.sums[field], nodes);
  };
  const first: string[] = [];
  const last: string[] = [];
  const frames = new Int32Array(count);
  const state = new Uint8Array(count);
  const maximumBytes = new Float64Array(count).fill(Number.NaN);
  const maximumBlocks = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < count; row++) {
    const one = node[row] as number;
    state[row] =
      stateBits(states, one) |
      (rows.open[offset + row] === 1 ? AllocationRow.open : 0) |
      ((rows.children[offset + row] as number) > 0 ? AllocationRow.foldable : 0);
    if (one < 0) {
      first.push('');
      last.push('');
      continue;
    }
    const begin = (tree.frameStarts[one] as number) + (one === 0 ? 1 : 0);
    const end = tree.frameStarts[one + 1] as number;
    const label = (at: number): string => frameLabel(tree.points.frameTable[tree.frames[at] as number] as string);
    frames[row] = end - begin;
    first.push(end > begin ? label(begin) : '');
    last.push(end > begin + 1 ? label(end - 1) : '');
    const maximum = one === 0 ? undefined : maximumOf(tree, one);
    maximumBytes[row] = maximum?.atLeastBytes ?? Number.NaN;
    maximumBlocks[row] = maximum?.atLeastBlocks ?? Number.NaN;
  }
  return {
    ...allocationColumns(tree.points, count, value),
    offset,
    total: rows.count,
    found: find === undefined ? -1 : rows.node.indexOf(find),
    root: whole.root,
    points: tree.points.count,
    allPoints: whole.points,
    rule: thresholdLine(tree, metric),
    node,
    depth: rows.depth.slice(offset, offset + count),
    state,
    children: rows.children.slice(offset, offset + count),
    place: rows.place.slice(offset, offset + count),
    siblings: rows.siblings.slice(offset, offset + count),
    ids: Array.from({ length: count }, (_, row) => rowId(rows, offset + row)),
    first,
    last,
    frames,
    maximumBytes,
    maximumBlocks,
  };
}

function stateBits(states: Uint8Array, node: number): number {
  if (node < 0) return AllocationRow.aggregate;
  if (states[node] === Significance.self) return AllocationRow.significant;
  return states[node] === Significance.below ? AllocationRow.leads : 0;
}
