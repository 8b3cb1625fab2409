// KeyValue to a row of AttributeColumns.
import type { AttributeColumns } from '../../../contract/span-batch.ts';
import { ValueKind } from '../../../contract/values.ts';
import { addAttribute } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { clearValue, type ValueSlot } from '../value-slot.ts';
import { keyValueShape } from './shapes.ts';
import { readValue } from './value.ts';
import type { WireReader } from './wire-reader.ts';

/**
 * Reads the length and body of one KeyValue whose tag was just read, for an owner whose rows begin at `first`.
 * More than `limits.perOwner` reject the current item.
 */
export function readAttribute(
  reader: WireReader,
  columns: AttributeColumns,
  slot: ValueSlot,
  first: number,
  end: number,
): void {
  const length = reader.length(end);
  if (columns.count - first >= limits.perOwner) {
    reader.reject(`more than ${limits.perOwner} attributes`, reader.tagAt);
    reader.pos += length;
    return;
  }
  const bodyEnd = reader.pos + length;
  if (length < 0x80 && readUsual(reader, columns, bodyEnd)) return;
  let keyStart = 0;
  let keyLength = 0;
  clearValue(slot);
  while (reader.pos < bodyEnd) {
    const tag = reader.tag(bodyEnd);
    if (tag === 10) {
      keyLength = readText(reader, bodyEnd);
      keyStart = reader.textAt;
    } else if (tag === 18) {
      const valueEnd = reader.length(bodyEnd) + reader.pos;
      readValue(reader, slot, valueEnd);
    } else reader.skipUnknown(tag, bodyEnd, keyValueShape);
  }
  addRow(columns, keyStart, keyLength, slot.kind, slot.start, slot.length, slot.low, slot.high);
}

/**
 * The shape that nearly every KeyValue has: a key, then a value that is one text or one integer, with one-byte lengths.
 * false, with nothing read, for all others.
 */
function readUsual(reader: WireReader, columns: AttributeColumns, end: number): boolean {
  const { bytes, pos } = reader;
  if (end - pos < 6 || bytes[pos] !== 10) return false;
  const keyLength = bytes[pos + 1] as number;
  const valueAt = pos + 2 + keyLength;
  if (
    keyLength > 0x7f ||
    valueAt + 4 > end ||
    bytes[valueAt] !== 18 ||
    valueAt + 2 + (bytes[valueAt + 1] as number) !== end
  )
    return false;
  const member = bytes[valueAt + 2];
  const first = bytes[valueAt + 3] as number;
  if (member === 10) {
    if (valueAt + 4 + first !== end) return false;
    addRow(columns, pos + 2, keyLength, ValueKind.text, valueAt + 4, first, 0, 0);
  } else if (member === 24 && first < 0x80 && valueAt + 4 === end)
    addRow(columns, pos + 2, keyLength, ValueKind.int, 0, 0, first, 0);
  else return false;
  reader.pos = end;
  return true;
}

function addRow(
  columns: AttributeColumns,
  keyStart: number,
  keyLength: number,
  kind: ValueKind,
  start: number,
  length: number,
  low: number,
  high: number,
): void {
  const row = addAttribute(columns);
  columns.keyStart[row] = keyStart;
  columns.keyLength[row] = keyLength;
  columns.kind[row] = kind;
  columns.valueStart[row] = start;
  columns.valueLength[row] = length;
  columns.words[2 * row] = low;
  columns.words[2 * row + 1] = high;
}

/** Reads a text: answers its length, leaves its start in `reader.textAt`. Too long texts reject the current item. */
export function readText(reader: WireReader, end: number): number {
  const length = reader.length(end);
  if (length > limits.valueBytes)
    reader.reject(`a text of ${length} bytes; the limit is ${limits.valueBytes}`, reader.pos);
  reader.textAt = reader.pos;
  reader.pos += length;
  return length;
}
