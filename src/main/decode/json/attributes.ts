// A list of KeyValue to rows of AttributeColumns.
import type { AttributeColumns } from '../../../contract/span-batch.ts';
import { addAttribute } from '../any-batch.ts';
import { limits } from '../limits.ts';
import { clearValue, type ValueSlot } from '../value-slot.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readValue } from './value.ts';

const keys = keyTable(['key', 'value']);

/** Called after each attribute; may take it back. */
export type AfterAttribute = (count: number) => void;

/** Reads the array; the rows are those from `columns.count` before the call to `columns.count` after it. */
export function readAttributes(
  reader: JsonReader,
  columns: AttributeColumns,
  slot: ValueSlot,
  after?: AfterAttribute,
): void {
  const first = columns.count;
  for (let more = reader.firstItem(); more; more = reader.nextItem()) {
    const count = columns.count;
    if (count - first < limits.perOwner) readAttribute(reader, columns, slot);
    else {
      reader.reject(`more than ${limits.perOwner} attributes`, reader.pos);
      reader.skip();
    }
    after?.(count);
  }
}

function readAttribute(reader: JsonReader, columns: AttributeColumns, slot: ValueSlot): void {
  let keyStart = 0;
  let keyLength = 0;
  clearValue(slot);
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const key = keys.find(reader.arena.bytes, reader.textAt, reader.textLength);
    if (key === 0) {
      if (reader.text()) {
        keyStart = reader.textAt;
        keyLength = reader.textLength;
      }
    } else if (key === 1) {
      clearValue(slot);
      readValue(reader, slot);
    } else reader.skip();
  }
  const row = addAttribute(columns);
  columns.keyStart[row] = keyStart;
  columns.keyLength[row] = keyLength;
  columns.kind[row] = slot.kind;
  columns.valueStart[row] = slot.start;
  columns.valueLength[row] = slot.length;
  columns.words[2 * row] = slot.low;
  columns.words[2 * row + 1] = slot.high;
}
