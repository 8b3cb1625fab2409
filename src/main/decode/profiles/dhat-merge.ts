// Program points with the same stack become one (the dhat crate writes such files): sums are added, the maximum of the
// sum is not known, and access counts are added where both cover the same bytes.
import { DhatField, DhatTable } from './dhat-table.ts';
import { saturatedAccess } from '../../../contract/profiles/dhat.ts';

/**
 * @param first per point the first point with its stack
 * @returns a table without the others, in the same order
 */
export function mergedDhatTable(table: DhatTable, first: Int32Array): DhatTable {
  const others = new Map<number, number[]>();
  for (let point = 0; point < table.count; point++) {
    const to = first[point] as number;
    if (to === point) continue;
    const list = others.get(to);
    if (list === undefined) others.set(to, [point]);
    else list.push(point);
  }
  const merged = new DhatTable();
  for (let point = 0; point < table.count; point++) {
    if (first[point] === point) copyRow(table, merged, point, others.get(point) ?? []);
  }
  return merged;
}

function copyRow(from: DhatTable, to: DhatTable, point: number, others: readonly number[]): void {
  to.begin();
  for (let field = 0; field < to.row.length; field++) {
    const column = from.columns[field] as Float64Array;
    let sum = column[point] as number;
    for (const other of others) sum += column[other] as number;
    const isMaximum = field === DhatField.maximumBytes || field === DhatField.maximumBlocks;
    to.row[field] = isMaximum && others.length > 0 ? Number.NaN : sum;
  }
  for (let at = from.frameStarts[point] as number; at < (from.frameStarts[point + 1] as number); at++) {
    to.frame(from.frames[at] as number);
  }
  const length = from.accessLengths[point] as number;
  if (others.length === 0) {
    for (let at = from.accessStarts[point] as number; at < (from.accessStarts[point + 1] as number); at++) {
      to.access(from.accesses[at] as number, -1);
    }
  } else if (length > 0 && others.every((other) => from.accessLengths[other] === length)) {
    const sums = new Float64Array(length);
    for (const one of [point, ...others]) addCounts(from, one, sums);
    for (const sum of sums) to.access(Number.isFinite(sum) ? sum : saturatedAccess, -1);
  }
  to.end();
}

function addCounts(table: DhatTable, point: number, sums: Float64Array): void {
  let at = 0;
  let repeat = 1;
  for (let run = table.accessStarts[point] as number; run < (table.accessStarts[point + 1] as number); run++) {
    const number = table.accesses[run] as number;
    if (number < 0) {
      repeat = -number;
      continue;
    }
    const count = number === saturatedAccess ? Infinity : number;
    for (const to = at + repeat; at < to; at++) sums[at] = (sums[at] as number) + count;
    repeat = 1;
  }
}
