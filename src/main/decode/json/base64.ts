// bytesValue of OTLP/JSON: base64 in the standard or the URL alphabet, padding optional (proto3 JSON).
import type { JsonReader } from './json-reader.ts';

/** Appends the bytes of the text that the reader holds to the arena; answers how many, or -1 when it is no base64. */
export function appendBase64(reader: JsonReader): number {
  const { arena, textAt } = reader;
  let end = textAt + reader.textLength;
  while (end > textAt && arena.bytes[end - 1] === 0x3d) end--;
  const start = arena.used;
  let bits = 0;
  let held = 0;
  for (let i = textAt; i < end; i++) {
    const six = sixBits(arena.bytes[i] as number);
    if (six < 0) return -1;
    bits = ((bits << 6) | six) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      arena.byte((bits >>> held) & 0xff);
    }
  }
  return held === 6 ? -1 : arena.used - start;
}

function sixBits(byte: number): number {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b || byte === 0x2d) return 62;
  return byte === 0x2f || byte === 0x5f ? 63 : -1;
}
