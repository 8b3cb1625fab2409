// Compares values of attribute columns with a text form (text-form.ts) without building the values.
// Nested values and bytes are not in the columns; for those the caller's `whole` reads the attributes of the row.
import type { Attribute } from '../../contract/values.ts';
import { ValueKind } from '../../contract/values.ts';
import type { AttributeColumn, StringTable } from '../store/span-block.ts';
import { textForm } from '../../contract/text-form.ts';

/** Two little-endian words as a signed integer. */
export function intOfWords(low: number, high: number): bigint {
  return (BigInt(high | 0) << 32n) | BigInt(low >>> 0);
}

export function doubleOfWords(low: number, high: number): number {
  return new Float64Array(Uint32Array.of(low, high).buffer)[0] as number;
}

/** The text form of a bool, int or double of a column. */
export function scalarText(column: AttributeColumn, index: number): string {
  const low = column.words[2 * index] as number;
  const high = column.words[2 * index + 1] as number;
  switch (column.kinds[index] as ValueKind) {
    case ValueKind.bool:
      return low === 0 ? 'false' : 'true';
    case ValueKind.int:
      return high === 0 || high === 0xffffffff ? smallInt(low, high) : intOfWords(low, high).toString();
    case ValueKind.double:
      return String(doubleOfWords(low, high));
    case ValueKind.empty:
    case ValueKind.text:
    case ValueKind.bytes:
    case ValueKind.array:
    case ValueKind.map:
      return '';
  }
}

function smallInt(low: number, high: number): string {
  if (high === 0) return String(low >>> 0);
  return low === 0 ? '-4294967296' : String((low >>> 0) - 4294967296);
}

/** A bool, int or double: the value is in the words of the column. */
export function isScalar(kind: number): boolean {
  return kind === ValueKind.bool || kind === ValueKind.int || kind === ValueKind.double;
}

/** Bytes, array or map: the value is only in `attributesOf`. */
export function isNested(kind: number): boolean {
  return kind === ValueKind.bytes || kind === ValueKind.array || kind === ValueKind.map;
}

/** Can this text be the form of a value that is not a text? Saves reading numbers and nested values in vain. */
function couldBeScalar(text: string): boolean {
  return text === 'true' || text === 'false' || String(Number(text)) === text || /^-?\d+$/.test(text);
}

function couldBeNested(text: string): boolean {
  return text === '' || /^[[{]/.test(text) || /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** Calls `hit` with each row of the column whose value's text form is `text`; `whole` gives a row's attributes. */
export function matchEqual(
  column: AttributeColumn,
  key: string,
  text: string,
  strings: StringTable,
  whole: (row: number) => readonly Attribute[],
  hit: (row: number) => void,
): void {
  const wanted = strings.find(text);
  const scalars = couldBeScalar(text);
  const nested = couldBeNested(text);
  for (let i = 0; i < column.count; i++) {
    const kind = column.kinds[i] as number;
    const row = column.rows[i] as number;
    if (kind === ValueKind.text) {
      if (column.refs[i] === wanted) hit(row);
    } else if (kind === ValueKind.empty) {
      if (text === '') hit(row);
    } else if (isNested(kind)) {
      if (nested && whole(row).some((one) => one.key === key && textForm(one.value) === text)) hit(row);
    } else if (scalars && scalarText(column, i) === text) hit(row);
  }
}
