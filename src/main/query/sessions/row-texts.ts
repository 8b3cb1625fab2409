// Texts and numbers of single attributes by row, for blocks of which many rows are asked.
import { isScalar } from '../column-values.ts';
import { columnScalar } from '../column-values.ts';
import { eachKeyRow, type KeyedBlock } from './key-rows.ts';

/** The text of the first of the keys that the row has; empty otherwise. */
export function rowTexts(block: KeyedBlock, keys: readonly string[]): (row: number) => string {
  const texts = new Map<number, string>();
  eachKeyRow(block, keys, (row, text) => {
    if (!texts.has(row)) texts.set(row, text);
  });
  return texts.size === 0 ? () => '' : (row) => texts.get(row) ?? '';
}

/** The number of the first of the keys that the row has; -1 otherwise. */
export function rowNumbers(block: KeyedBlock, keys: readonly string[]): (row: number) => number {
  const numbers = new Map<number, number>();
  for (const key of keys) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++) {
      const row = column.rows[i] as number;
      if (isScalar(column.kinds[i] as number) && !numbers.has(row)) numbers.set(row, Number(columnScalar(column, i)));
    }
  }
  return numbers.size === 0 ? () => -1 : (row) => numbers.get(row) ?? -1;
}

/** Rows that have a text which its sender cut and marked so. */
export function truncatedRows(block: KeyedBlock, keys: Iterable<string>, mark: string): ReadonlySet<number> {
  const cut = block.strings.containing(mark.toLowerCase());
  const rows = new Set<number>();
  if (cut === undefined || !cut.includes(1)) return rows;
  for (const key of keys) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++)
      if (column.kinds[i] === 1 && cut[column.refs[i] as number] === 1) rows.add(column.rows[i] as number);
  }
  return rows;
}
