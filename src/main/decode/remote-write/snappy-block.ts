// Snappy's block format (not its frames): the length, then literals and copies of what came before.
// Source: google/snappy format_description.txt.
import type { DecodeFailure, Result } from '../result.ts';

export function snappyBlock(bytes: Uint8Array, limit: number): Result<Uint8Array, DecodeFailure> {
  const failed = (reason: string, offset: number): Result<Uint8Array, DecodeFailure> => ({
    kind: 'failed',
    failure: { reason, field: '', offset },
  });
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    if (byte === undefined || shift > 28) return failed('no snappy data: its length is missing', at);
    at += 1;
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (size > limit) return failed(`${size} bytes unpacked, at most ${limit} are taken`, 0);
  const out = new Uint8Array(size);
  let used = 0;
  while (at < bytes.length) {
    const tagAt = at;
    const tag = bytes[at++] as number;
    let length: number;
    let distance = 0;
    if ((tag & 3) === 0) {
      length = (tag >>> 2) + 1;
      if (length > 60) {
        const width = length - 60;
        if (at + width > bytes.length) return failed('the snappy data ends inside a length', tagAt);
        length = littleEndian(bytes, at, width) + 1;
        at += width;
      }
      if (at + length > bytes.length) return failed('the snappy data ends inside a literal', tagAt);
      if (used + length > size) return failed('the snappy data is longer than it says', tagAt);
      out.set(bytes.subarray(at, at + length), used);
      at += length;
      used += length;
      continue;
    }
    const width = (tag & 3) === 1 ? 1 : (tag & 3) === 2 ? 2 : 4;
    if (at + width > bytes.length) return failed('the snappy data ends inside a copy', tagAt);
    distance = littleEndian(bytes, at, width);
    at += width;
    if (width === 1) {
      length = ((tag >>> 2) & 7) + 4;
      distance += (tag >>> 5) << 8;
    } else length = (tag >>> 2) + 1;
    if (distance === 0 || distance > used) return failed('a copy from before the beginning of the snappy data', tagAt);
    if (used + length > size) return failed('the snappy data is longer than it says', tagAt);
    // A copy may run into what it writes.
    if (distance >= length) out.copyWithin(used, used - distance, used - distance + length);
    else for (let i = 0; i < length; i++) out[used + i] = out[used + i - distance] as number;
    used += length;
  }
  return used === size ? { kind: 'ok', value: out } : failed('the snappy data ends too early', at);
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value += (bytes[at + i] as number) * 2 ** (8 * i);
  return value;
}
