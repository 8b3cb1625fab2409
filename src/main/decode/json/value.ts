// AnyValue of OTLP/JSON into a slot.
import { ValueKind } from '../../../contract/values.ts';
import { limits } from '../limits.ts';
import { fillValue, type ValueSlot } from '../value-slot.ts';
import { appendBase64 } from './base64.ts';
import type { JsonReader } from './json-reader.ts';
import { appendNested, readBool, valueKeys } from './nested.ts';
import { readDouble, readInteger } from './number.ts';

/** Reads an AnyValue object, or null, into a slot that was cleared; of several members the last wins. */
export function readValue(reader: JsonReader, slot: ValueSlot): void {
  const { arena } = reader;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (valueKeys.find(arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        if (reader.text()) fillValue(slot, ValueKind.text, reader.textAt, reader.textLength, 0, 0);
        break;
      case 1: {
        const value = readBool(reader);
        if (value !== undefined) fillValue(slot, ValueKind.bool, 0, 0, value ? 1 : 0, 0);
        break;
      }
      case 2:
        if (readInteger(reader, true)) fillValue(slot, ValueKind.int, 0, 0, reader.low, reader.high);
        break;
      case 3:
        if (readDouble(reader)) fillValue(slot, ValueKind.double, 0, 0, reader.low, reader.high);
        break;
      case 4:
        readBytes(reader, slot);
        break;
      case 5:
        readNested(reader, slot, ValueKind.array);
        break;
      case 6:
        readNested(reader, slot, ValueKind.map);
        break;
      default:
        reader.skip();
    }
  }
}

function readBytes(reader: JsonReader, slot: ValueSlot): void {
  if (!reader.text()) return;
  const start = reader.arena.used;
  const length = appendBase64(reader);
  if (length < 0) reader.reject('not base64', reader.textAt);
  else fillValue(slot, ValueKind.bytes, start, length, 0, 0);
}

function readNested(reader: JsonReader, slot: ValueSlot, kind: ValueKind): void {
  if (reader.isNull()) return;
  const at = reader.pos;
  const start = reader.arena.used;
  appendNested(reader, kind === ValueKind.map, 2);
  const length = reader.arena.used - start;
  if (length > limits.valueBytes) reader.reject(`a value of ${length} bytes; the limit is ${limits.valueBytes}`, at);
  fillValue(slot, kind, start, length, 0, 0);
}
