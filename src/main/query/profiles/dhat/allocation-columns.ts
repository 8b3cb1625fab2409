// Sums of nodes or points as the columns of an answer.
import { summedFields, type AllocationTree, type SummedField } from './allocation-tree.ts';
import type { AllocationColumns, AllocationNumbers } from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

/** Numbers that a file does not record are NaN, not the 0 or NaN that they were summed to. */
export function recordedFields(points: DhatPoints): Readonly<Record<SummedField, boolean>> {
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
  valueAt: (field: SummedField, row: number) => number,
): AllocationColumns {
  const recorded = recordedFields(points);
  const columns = {} as Record<SummedField, Float64Array>;
  for (const field of summedFields) {
    const column = new Float64Array(count).fill(Number.NaN);
    if (recorded[field]) for (let row = 0; row < count; row++) column[row] = valueAt(field, row);
    columns[field] = column;
  }
  return columns;
}

export function rootNumbers(tree: AllocationTree): AllocationNumbers {
  const recorded = recordedFields(tree.points);
  const numbers = {} as Record<SummedField, number>;
  for (const field of summedFields) numbers[field] = recorded[field] ? (tree.sums[field][0] as number) : Number.NaN;
  return numbers;
}
