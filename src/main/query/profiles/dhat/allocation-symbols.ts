// Program points merged by function: what a function allocates itself, and with all that it calls. A function that is in a
// stack several times counts once.
import { allocationColumns, rootNumbers } from './allocation-columns.ts';
import type { AllocationTree } from './allocation-tree.ts';
import { functionLabel } from './regrouped-points.ts';
import {
  allocationColumnNames,
  type AllocationColumn,
  type AllocationSymbols,
} from '../../../../contract/profiles/allocations.ts';
import type { DhatPoints } from '../../../../contract/profiles/dhat.ts';

export interface SymbolTable {
  readonly names: readonly string[];
  readonly selfPoints: Int32Array;
  readonly points: Int32Array;
  readonly self: Readonly<Record<AllocationColumn, Float64Array>>;
  readonly all: Readonly<Record<AllocationColumn, Float64Array>>;
}

export function symbolTable(points: DhatPoints, alive: () => void): SymbolTable {
  const numbers = new Map<string, number>();
  const symbolOf = Int32Array.from(points.frameTable, (frame) => {
    const label = functionLabel(frame);
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
  const count = numbers.size;
  const empty = (): Record<AllocationColumn, Float64Array> =>
    Object.fromEntries(allocationColumnNames.map((field) => [field, new Float64Array(count)])) as Record<
      AllocationColumn,
      Float64Array
    >;
  const table = {
    names: [...numbers.keys()],
    selfPoints: new Int32Array(count),
    points: new Int32Array(count),
    self: empty(),
    all: empty(),
  };
  // Which functions are in which stack, once; then a pass over that per column.
  const starts = new Int32Array(points.count + 1);
  const symbols = new Int32Array(points.frames.length);
  const sites = new Int32Array(points.count).fill(-1);
  const seen = new Int32Array(count).fill(-1);
  let used = 0;
  for (let point = 0; point < points.count; point++) {
    if (point % 8192 === 0) alive();
    const begin = points.frameStarts[point] as number;
    for (let frame = begin; frame < (points.frameStarts[point + 1] as number); frame++) {
      const symbol = symbolOf[points.frames[frame] as number] as number;
      if (frame === begin) {
        sites[point] = symbol;
        table.selfPoints[symbol] = (table.selfPoints[symbol] as number) + 1;
      }
      if (seen[symbol] === point) continue;
      seen[symbol] = point;
      symbols[used++] = symbol;
      table.points[symbol] = (table.points[symbol] as number) + 1;
    }
    starts[point + 1] = used;
  }
  for (const field of allocationColumnNames) {
    alive();
    const values = points[field];
    const self = table.self[field];
    const all = table.all[field];
    for (let point = 0; point < points.count; point++) {
      const value = values[point] as number;
      const site = sites[point] as number;
      if (site >= 0) self[site] = (self[site] as number) + value;
      for (let at = starts[point] as number; at < (starts[point + 1] as number); at++) {
        const symbol = symbols[at] as number;
        all[symbol] = (all[symbol] as number) + value;
      }
    }
  }
  return table;
}

export interface SymbolsAsked {
  readonly sort: AllocationColumn;
  readonly by: 'self' | 'all';
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}

export function allocationSymbols(tree: AllocationTree, table: SymbolTable, asked: SymbolsAsked): AllocationSymbols {
  const { offset, limit, filter } = asked;
  const wanted = filter.toLowerCase();
  const column = table[asked.by][asked.sort];
  const value = (symbol: number): number => column[symbol] as number;
  const found = [...table.names.keys()]
    .filter((symbol) => table.points[symbol] !== 0 && (table.names[symbol] as string).toLowerCase().includes(wanted))
    .toSorted((a, b) => (value(b) || 0) - (value(a) || 0) || a - b);
  const page = found.slice(offset, offset + limit);
  const columns = (of: Readonly<Record<AllocationColumn, Float64Array>>): AllocationSymbols['self'] =>
    allocationColumns(tree.points, page.length, (field, row) => of[field][page[row] as number] as number);
  return {
    offset,
    total: found.length,
    name: page.map((symbol) => table.names[symbol] as string),
    selfPoints: Int32Array.from(page, (symbol) => table.selfPoints[symbol] as number),
    points: Int32Array.from(page, (symbol) => table.points[symbol] as number),
    self: columns(table.self),
    all: columns(table.all),
    root: rootNumbers(tree),
  };
}
