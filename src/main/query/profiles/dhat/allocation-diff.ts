// Two DHAT files laid over each other: by the functions of a stack, since addresses and lines move from build to build, or
// by single functions with all that they call.
import type { AllocationColumn, AllocationDiff } from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';
import { functionLabel } from './regrouped-points.ts';

/** Names in an order of their own, with the sums of both files. */
export interface DiffTable {
  readonly names: readonly string[];
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly beforeBlocks: Float64Array;
  readonly afterBlocks: Float64Array;
  readonly totalBefore: number;
  readonly totalAfter: number;
}

export type DiffBy = 'stack' | 'function';

export function diffTable(
  before: DhatPoints,
  after: DhatPoints,
  column: AllocationColumn,
  by: DiffBy,
  alive: () => void,
): DiffTable {
  const numbers = new Map<string, number>();
  const earlier = grouped(before, column, by, numbers, alive);
  const later = grouped(after, column, by, numbers, alive);
  const count = numbers.size;
  const padded = (values: readonly number[]): Float64Array => {
    const full = new Float64Array(count);
    for (const [at, value] of values.entries()) full[at] = value;
    return full;
  };
  return {
    names: [...numbers.keys()],
    before: padded(earlier.values),
    after: padded(later.values),
    beforeBlocks: padded(earlier.blocks),
    afterBlocks: padded(later.blocks),
    totalBefore: sum(before[column]),
    totalAfter: sum(after[column]),
  };
}

/** Rows that differ, the largest change first. */
export function allocationDiff(table: DiffTable, filter: string, offset: number, limit: number): AllocationDiff {
  const wanted = filter.toLowerCase();
  const change = (at: number): number => Math.abs((table.after[at] as number) - (table.before[at] as number));
  const found = [...table.names.keys()]
    .filter((at) => {
      const same = change(at) === 0 && table.afterBlocks[at] === table.beforeBlocks[at];
      return !same && (table.names[at] as string).toLowerCase().includes(wanted);
    })
    .toSorted((a, b) => change(b) - change(a) || a - b);
  const page = found.slice(offset, offset + limit);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(page, (at) => values[at] as number);
  return {
    offset,
    total: found.length,
    before: table.totalBefore,
    after: table.totalAfter,
    name: page.map((at) => table.names[at] as string),
    beforeValues: pick(table.before),
    afterValues: pick(table.after),
    beforeBlocks: pick(table.beforeBlocks),
    afterBlocks: pick(table.afterBlocks),
  };
}

function grouped(
  points: DhatPoints,
  column: AllocationColumn,
  by: DiffBy,
  numbers: Map<string, number>,
  alive: () => void,
): { readonly values: readonly number[]; readonly blocks: readonly number[] } {
  const labels = points.frameTable.map(functionLabel);
  const values: number[] = [];
  const blocks: number[] = [];
  const blockColumn = points[blocksOf(column)];
  const add = (name: string, point: number): void => {
    let at = numbers.get(name);
    if (at === undefined) {
      at = numbers.size;
      numbers.set(name, at);
    }
    values[at] = (values[at] ?? 0) + (points[column][point] as number);
    blocks[at] = (blocks[at] ?? 0) + (blockColumn[point] as number);
  };
  for (let point = 0; point < points.count; point++) {
    if (point % 4096 === 0) alive();
    const frames = points.frames.subarray(points.frameStarts[point], points.frameStarts[point + 1]);
    const names = Array.from(frames, (frame) => labels[frame] as string);
    if (by === 'stack') add(names.join('\n'), point);
    else for (const name of new Set(names)) add(name, point);
  }
  // Places that only the other file has.
  for (let at = 0; at < numbers.size; at++) {
    values[at] ??= 0;
    blocks[at] ??= 0;
  }
  return { values, blocks };
}

/** The number of blocks that belongs to a sum of bytes. */
function blocksOf(column: AllocationColumn): 'totalBlocks' | 'peakBlocks' | 'endBlocks' {
  if (column === 'peakBytes' || column === 'peakBlocks') return 'peakBlocks';
  return column === 'endBytes' || column === 'endBlocks' ? 'endBlocks' : 'totalBlocks';
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
