// Arrays and maps of OTLP/JSON, written as protobuf bodies of ArrayValue and KeyValueList at the end of the arena.
import { limits } from '../limits.ts';
import { appendBase64 } from './base64.ts';
import type { JsonReader } from './json-reader.ts';
import { keyTable } from './names.ts';
import { readDouble, readInteger } from './number.ts';

export const valueKeys = keyTable([
  'stringValue',
  'boolValue',
  'intValue',
  'doubleValue',
  'bytesValue',
  'arrayValue',
  'kvlistValue',
]);
const listKeys = keyTable(['values']);
const pairKeys = keyTable(['key', 'value']);

/** Appends the body of an ArrayValue or KeyValueList object; the values directly in it are at `depth`. */
export function appendNested(reader: JsonReader, isMap: boolean, depth: number): void {
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    if (listKeys.find(reader.arena.bytes, reader.textAt, reader.textLength) !== 0) {
      reader.skip();
      continue;
    }
    for (let item = reader.firstItem(); item; item = reader.nextItem()) {
      if (depth > limits.valueDepth) {
        reader.reject(`values nested deeper than ${limits.valueDepth}`, reader.pos);
        reader.skip();
        continue;
      }
      const mark = reader.arena.begin(10);
      if (isMap) appendPair(reader, depth);
      else appendValue(reader, depth);
      reader.arena.end(mark);
    }
  }
}

function appendPair(reader: JsonReader, depth: number): void {
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    const key = pairKeys.find(reader.arena.bytes, reader.textAt, reader.textLength);
    if (key === 0) appendText(reader, 10);
    else if (key === 1) {
      const mark = reader.arena.begin(18);
      appendValue(reader, depth);
      reader.arena.end(mark);
    } else reader.skip();
  }
}

function appendValue(reader: JsonReader, depth: number): void {
  const { arena } = reader;
  for (let more = reader.firstKey(); more; more = reader.nextKey()) {
    switch (valueKeys.find(arena.bytes, reader.textAt, reader.textLength)) {
      case 0:
        appendText(reader, 10);
        break;
      case 1: {
        const value = readBool(reader);
        if (value === undefined) break;
        arena.byte(16);
        arena.byte(value ? 1 : 0);
        break;
      }
      case 2:
        if (!readInteger(reader, true)) break;
        arena.byte(24);
        arena.varint(reader.low, reader.high);
        break;
      case 3:
        if (!readDouble(reader)) break;
        arena.byte(33);
        arena.words(reader.low, reader.high);
        break;
      case 4:
        appendBytes(reader);
        break;
      case 5:
        appendList(reader, 42, false, depth);
        break;
      case 6:
        appendList(reader, 50, true, depth);
        break;
      default:
        reader.skip();
    }
  }
}

function appendList(reader: JsonReader, tag: number, isMap: boolean, depth: number): void {
  if (reader.isNull()) return;
  const mark = reader.arena.begin(tag);
  appendNested(reader, isMap, depth + 1);
  reader.arena.end(mark);
}

/** A text with escapes is appended by the reader itself, right behind the field's header. */
function appendText(reader: JsonReader, tag: number): void {
  if (reader.isNull()) return;
  const mark = reader.arena.begin(tag);
  if (reader.text() && !reader.appended) reader.arena.copy(reader.textAt, reader.textLength);
  reader.arena.end(mark);
}

function appendBytes(reader: JsonReader): void {
  if (!reader.text()) return;
  const { arena } = reader;
  const mark = arena.begin(58);
  if (appendBase64(reader) < 0) reader.reject('not base64', reader.textAt);
  arena.end(mark);
}

/** undefined for null and, with a rejection, for anything but true and false. */
export function readBool(reader: JsonReader): boolean | undefined {
  const byte = reader.peek();
  if (byte === 0x74) {
    reader.word('true');
    return true;
  }
  if (byte === 0x66) {
    reader.word('false');
    return false;
  }
  if (!reader.isNull()) reader.mistyped('true or false');
  return undefined;
}
