// AnyValue: its kind and slice or words into a slot. Arrays and maps are checked, not taken apart: their encoded
// bodies are kept as slices.
import { ValueKind } from '../../../contract/values.ts';
import { limits } from '../limits.ts';
import { fillValue, type ValueSlot } from '../value-slot.ts';
import { anyValueShape, arrayValueShape, keyValueListShape, keyValueShape } from './shapes.ts';
import type { WireReader } from './wire-reader.ts';

/**
 * Reads the AnyValue from the reader's position to `end`. The slot is not cleared first, so that a field which occurs
 * twice merges; of several members of the oneof the last wins. Too long or too deep values reject the current item.
 */
export function readValue(reader: WireReader, slot: ValueSlot, end: number): void {
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 10:
        readSlice(reader, slot, ValueKind.text, end);
        reader.pos += slot.length;
        break;
      case 16:
        reader.word64(end);
        fillValue(slot, ValueKind.bool, 0, 0, reader.low !== 0 || reader.high !== 0 ? 1 : 0, 0);
        break;
      case 24:
        reader.word64(end);
        fillValue(slot, ValueKind.int, 0, 0, reader.low, reader.high);
        break;
      case 33:
        reader.fixed64(end);
        fillValue(slot, ValueKind.double, 0, 0, reader.low, reader.high);
        break;
      case 42:
        readSlice(reader, slot, ValueKind.array, end);
        checkNested(reader, slot.start + slot.length, false, 2);
        break;
      case 50:
        readSlice(reader, slot, ValueKind.map, end);
        checkNested(reader, slot.start + slot.length, true, 2);
        break;
      case 58:
        readSlice(reader, slot, ValueKind.bytes, end);
        reader.pos += slot.length;
        break;
      default:
        reader.skipUnknown(tag, end, anyValueShape);
    }
  }
}

function readSlice(reader: WireReader, slot: ValueSlot, kind: ValueKind, end: number): void {
  const length = reader.length(end);
  if (length > limits.valueBytes)
    reader.reject(`a value of ${length} bytes; the limit is ${limits.valueBytes}`, reader.pos);
  fillValue(slot, kind, reader.pos, length, 0, 0);
}

/** Walks the body of an ArrayValue or KeyValueList; the values directly in it are at `depth`. */
function checkNested(reader: WireReader, end: number, isMap: boolean, depth: number): void {
  const shape = isMap ? keyValueListShape : arrayValueShape;
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag !== 10) {
      reader.skipUnknown(tag, end, shape);
      continue;
    }
    const valueEnd = reader.length(end) + reader.pos;
    if (depth > limits.valueDepth) {
      reader.reject(`values nested deeper than ${limits.valueDepth}`, reader.tagAt);
      reader.pos = valueEnd;
    } else if (isMap) checkKeyValue(reader, valueEnd, depth);
    else checkValue(reader, valueEnd, depth);
  }
}

function checkKeyValue(reader: WireReader, end: number, depth: number): void {
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 10) {
      const length = reader.length(end);
      reader.pos += length;
    } else if (tag === 18) {
      const valueEnd = reader.length(end) + reader.pos;
      checkValue(reader, valueEnd, depth);
    } else reader.skipUnknown(tag, end, keyValueShape);
  }
}

function checkValue(reader: WireReader, end: number, depth: number): void {
  while (reader.pos < end) {
    const tag = reader.tag(end);
    switch (tag) {
      case 10:
      case 58: {
        const length = reader.length(end);
        reader.pos += length;
        break;
      }
      case 16:
      case 24:
        reader.word64(end);
        break;
      case 33:
        reader.fixed64(end);
        break;
      case 42:
      case 50: {
        const bodyEnd = reader.length(end) + reader.pos;
        checkNested(reader, bodyEnd, tag === 50, depth + 1);
        break;
      }
      default:
        reader.skipUnknown(tag, end, anyValueShape);
    }
  }
}
