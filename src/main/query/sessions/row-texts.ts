// Texts and numbers of single attributes by row, for blocks of which many rows are asked.
import { ValueKind } from '../../../contract/values.ts';
import { columnScalar, isScalar, scalarText } from '../column-values.ts';
import type { KeyedBlock } from './key-rows.ts';
import type { TextNumbers } from './text-numbers.ts';

/** Per row the number of the text of the first of the keys that it has; 0 otherwise. `undefined`: no row has one. */
export function rowTexts(
  block: KeyedBlock,
  keys: readonly string[],
  numbers: TextNumbers,
  textOf: (ref: number) => number,
): ((row: number) => number) | undefined {
  let found: Uint32Array | undefined;
  for (const key of keys) {
    const column = block.attributeColumn(key);
    if (column === undefined || column.count === 0) continue;
    const last = column.rows[column.count - 1] as number;
    found = grown(found, last + 1);
    for (let i = 0; i < column.count; i++) {
      const row = column.rows[i] as number;
      if (found[row] !== 0) continue;
      const kind = column.kinds[i] as number;
      if (kind === ValueKind.text) found[row] = textOf(column.refs[i] as number);
      else if (isScalar(kind)) found[row] = numbers.of(scalarText(column, i));
    }
  }
  const texts = found;
  return texts === undefined ? undefined : (row) => texts[row] ?? 0;
}

function grown(found: Uint32Array | undefined, length: number): Uint32Array {
  if (found !== undefined && found.length >= length) return found;
  const more = new Uint32Array(length);
  if (found !== undefined) more.set(found);
  return more;
}

/** The number of the first of the keys that the row has; -1 otherwise. `undefined`: no row has one. */
export function rowNumbers(block: KeyedBlock, keys: readonly string[]): ((row: number) => number) | undefined {
  const numbers = new Map<number, number>();
  for (const key of keys) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++) {
      const row = column.rows[i] as number;
      if (isScalar(column.kinds[i] as number) && !numbers.has(row)) numbers.set(row, Number(columnScalar(column, i)));
    }
  }
  return numbers.size === 0 ? undefined : (row) => numbers.get(row) ?? -1;
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
      if (column.kinds[i] === ValueKind.text && cut[column.refs[i] as number] === 1) rows.add(column.rows[i] as number);
  }
  return rows;
}
