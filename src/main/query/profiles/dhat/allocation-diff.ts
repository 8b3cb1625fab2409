// Two DHAT files laid over each other: by the functions of a stack, since addresses and lines move from build to build, or
// by single functions with all that they call.
import type { AllocationColumn, AllocationDiff } from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';
import { functionLabel } from './regrouped-points.ts';

/** Rows in an order of their own, with the sums of both files. */
export interface DiffTable {
  /** Functions of both files. */
  readonly labels: readonly string[];
  /** Of a row the numbers of its functions, the allocation first, two UTF-16 units each: short, and good as keys. */
  readonly keys: readonly string[];
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly beforeBlocks: Float64Array;
  readonly afterBlocks: Float64Array;
  readonly totalBefore: number;
  readonly totalAfter: number;
}

export type DiffBy = 'stack' | 'function';

interface Growing {
  readonly labels: Map<string, number>;
  readonly rows: Map<string, number>;
}

export function diffTable(
  before: DhatPoints,
  after: DhatPoints,
  column: AllocationColumn,
  by: DiffBy,
  alive: () => void,
): DiffTable {
  const growing: Growing = { labels: new Map(), rows: new Map() };
  const earlier = grouped(before, column, by, growing, alive);
  const later = grouped(after, column, by, growing, alive);
  const count = growing.rows.size;
  const padded = (values: readonly number[]): Float64Array =>
    Float64Array.from({ length: count }, (_, at) => values[at] ?? 0);
  return {
    labels: [...growing.labels.keys()],
    keys: [...growing.rows.keys()],
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
  const { labels, keys } = table;
  const wanted = filter.toLowerCase();
  const matches = labels.map((label) => label.toLowerCase().includes(wanted));
  const change = (at: number): number => Math.abs((table.after[at] as number) - (table.before[at] as number));
  const found: number[] = [];
  for (const [at, key] of keys.entries()) {
    const differs = change(at) !== 0 || table.afterBlocks[at] !== table.beforeBlocks[at];
    if (differs && (wanted === '' || numbersOf(key).some((label) => matches[label]))) found.push(at);
  }
  found.sort((a, b) => change(b) - change(a) || a - b);
  const page = found.slice(offset, offset + limit);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(page, (at) => values[at] as number);
  return {
    offset,
    total: found.length,
    before: table.totalBefore,
    after: table.totalAfter,
    name: page.map((at) =>
      numbersOf(keys[at] as string)
        .map((label) => labels[label])
        .join('\n'),
    ),
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
  { labels, rows }: Growing,
  alive: () => void,
): { readonly values: readonly number[]; readonly blocks: readonly number[] } {
  const units = points.frameTable.map((frame) => {
    const label = functionLabel(frame);
    let number = labels.get(label);
    if (number === undefined) {
      number = labels.size;
      labels.set(label, number);
    }
    return String.fromCharCode(number >>> 16, number & 0xffff);
  });
  const values: number[] = [];
  const blocks: number[] = [];
  const blockColumn = points[blocksOf(column)];
  const add = (key: string, point: number): void => {
    let at = rows.get(key);
    if (at === undefined) {
      at = rows.size;
      rows.set(key, at);
    }
    values[at] = (values[at] ?? 0) + (points[column][point] as number);
    blocks[at] = (blocks[at] ?? 0) + (blockColumn[point] as number);
  };
  for (let point = 0; point < points.count; point++) {
    if (point % 4096 === 0) alive();
    const frames = points.frames.subarray(points.frameStarts[point], points.frameStarts[point + 1]);
    const stack = Array.from(frames, (frame) => units[frame] as string);
    if (by === 'stack') add(stack.join(''), point);
    else for (const one of new Set(stack)) add(one, point);
  }
  return { values, blocks };
}

function numbersOf(key: string): readonly number[] {
  return Array.from(
    { length: key.length / 2 },
    (_, at) => key.charCodeAt(at * 2) * 65_536 + key.charCodeAt(at * 2 + 1),
  );
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
