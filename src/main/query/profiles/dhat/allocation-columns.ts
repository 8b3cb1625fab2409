// Sums of nodes or points as the columns of an answer.
import type { AllocationTree } from './allocation-tree.ts';
import {
  allocationColumnNames,
  type AllocationColumn,
  type AllocationColumns,
  type AllocationNumbers,
} from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

/** Numbers that a file does not record are NaN, not the 0 or NaN that they were summed to. */
export function recordedFields(points: DhatPoints): Readonly<Record<AllocationColumn, boolean>> {
  const { hasLifetimes, hasAccesses } = points;
  return {
    totalBytes: true,
    totalBlocks: true,
    lifetimes: hasLifetimes,
    peakBytes: hasLifetimes,
    peakBlocks: hasLifetimes,
    endBytes: hasLifetimes,
    endBlocks: hasLifetimes,
    readBytes: hasAccesses,
    writeBytes: hasAccesses,
  };
}

export function allocationColumns(
  points: DhatPoints,
  count: number,
  valueAt: (field: AllocationColumn, row: number) => number,
): AllocationColumns {
  const recorded = recordedFields(points);
  const columns = {} as Record<AllocationColumn, Float64Array>;
  for (const field of allocationColumnNames) {
    const column = new Float64Array(count).fill(Number.NaN);
    if (recorded[field]) for (let row = 0; row < count; row++) column[row] = valueAt(field, row);
    columns[field] = column;
  }
  return columns;
}

export function rootNumbers(tree: AllocationTree): AllocationNumbers {
  const recorded = recordedFields(tree.points);
  const numbers = {} as Record<AllocationColumn, number>;
  for (const field of allocationColumnNames)
    numbers[field] = recorded[field] ? (tree.sums[field][0] as number) : Number.NaN;
  return numbers;
}
