// Rows of a block that have one of some attribute keys, with the text of the value.
import { ValueKind } from '../../../contract/values.ts';
import type { AttributeColumn, StringTable } from '../../store/span-block.ts';
import { isScalar, scalarText } from '../column-values.ts';

export interface KeyedBlock {
  readonly strings: StringTable;
  attributeColumn(key: string): AttributeColumn | undefined;
}

/** Longer values are no ids. */
const longestId = 256;

/** Calls back for each row and key, keys in the given order; values that are empty, nested or very long are passed over. */
export function eachKeyRow(
  block: KeyedBlock,
  keys: readonly string[],
  onRow: (row: number, text: string, key: string) => void,
): void {
  for (const key of keys) {
    const column = block.attributeColumn(key);
    if (column === undefined) continue;
    for (let i = 0; i < column.count; i++) {
      const text = columnText(block, column, i);
      if (text !== '' && text.length <= longestId) onRow(column.rows[i] as number, text, key);
    }
  }
}

/** The text form of a value in a column; empty for nested values. */
export function columnText(block: KeyedBlock, column: AttributeColumn, index: number): string {
  const kind = column.kinds[index] as number;
  if (kind === ValueKind.text) return block.strings.text(column.refs[index] as number);
  return isScalar(kind) ? scalarText(column, index) : '';
}
