// Values of attribute columns without building attributes. Nested values and bytes are not in the columns.
import { ValueKind } from '../../contract/values.ts';
import type { AttributeColumn } from '../store/span-block.ts';

/** Two little-endian words as a signed integer. */
export function intOfWords(low: number, high: number): bigint {
  return (BigInt(high | 0) << 32n) | BigInt(low >>> 0);
}

const double = new Float64Array(1);
const doubleWords = new Uint32Array(double.buffer);

export function doubleOfWords(low: number, high: number): number {
  doubleWords[0] = low;
  doubleWords[1] = high;
  return double[0] as number;
}

/** A bool, int or double of a column; an int as a number where a double holds it. */
export function columnScalar(column: AttributeColumn, index: number): boolean | number | bigint {
  const low = column.words[2 * index] as number;
  const high = column.words[2 * index + 1] as number;
  const kind = column.kinds[index];
  if (kind === ValueKind.bool) return low !== 0;
  if (kind === ValueKind.double) return doubleOfWords(low, high);
  const signed = high | 0;
  const near = signed >= -0x200000 && signed < 0x200000;
  return near ? signed * 4294967296 + low : intOfWords(low, high);
}

/** The text form of a bool, int or double of a column. */
export function scalarText(column: AttributeColumn, index: number): string {
  return String(columnScalar(column, index));
}

/** A bool, int or double: the value is in the words of the column. */
export function isScalar(kind: number): boolean {
  return kind === ValueKind.bool || kind === ValueKind.int || kind === ValueKind.double;
}

/** Bytes, array or map: the value is only in `attributesOf`. */
export function isNested(kind: number): boolean {
  return kind === ValueKind.bytes || kind === ValueKind.array || kind === ValueKind.map;
}
