// Trace and span ids: hex in OTLP/JSON, 16 and 8 bytes in the arena.
import { NONE } from '../../../contract/span-batch.ts';
import type { JsonReader } from './json-reader.ts';
import { hexDigit } from './unescape.ts';

/**
 * Start of the id's bytes in the arena, or NONE where it is null or empty. Anything but `2 * size` hex digits rejects
 * the item; base64, which proto3 JSON would use for bytes but OTLP does not, is named as such.
 */
export function readId(reader: JsonReader, size: number): number {
  if (!reader.text() || reader.textLength === 0) return NONE;
  const { textAt, textLength, arena } = reader;
  if (textLength !== 2 * size) {
    const looksBase64 = textLength === 4 * Math.ceil(size / 3);
    reader.reject(
      looksBase64
        ? `an id in base64; OTLP/JSON wants ${2 * size} hex digits`
        : `an id of ${textLength} characters instead of ${2 * size} hex digits`,
      textAt,
    );
    return NONE;
  }
  const start = arena.used;
  for (let i = textAt; i < textAt + textLength; i += 2) {
    const high = hexDigit(arena.bytes[i] as number);
    const low = hexDigit(arena.bytes[i + 1] as number);
    if (high < 0 || low < 0) {
      reader.reject('an id with something else than hex digits', textAt);
      return NONE;
    }
    arena.byte(high * 16 + low);
  }
  return start;
}
