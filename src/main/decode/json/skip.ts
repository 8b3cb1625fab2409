// Skips a JSON value of any depth without recursion. Strings and brackets must balance; the commas and colons inside
// a skipped value are not checked.
import { DecodeFault } from '../result.ts';

/** The position after the value at `start`. */
export function skipValue(bytes: Uint8Array, start: number, end: number): number {
  const open: number[] = [];
  let pos = start;
  do {
    if (pos >= end) throw new DecodeFault('the JSON ends inside a value', end);
    const byte = bytes[pos] as number;
    if (byte === 0x22) pos = skipString(bytes, pos, end);
    else if (byte === 0x7b || byte === 0x5b) {
      open.push(byte + 2);
      pos++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (open.pop() !== byte) throw new DecodeFault('not JSON: a bracket that closes nothing', pos);
      pos++;
    } else if (open.length > 0 && (byte <= 0x20 || byte === 0x2c || byte === 0x3a)) pos++;
    else pos = skipPlain(bytes, pos, end);
  } while (open.length > 0);
  return pos;
}

function skipString(bytes: Uint8Array, start: number, end: number): number {
  for (let pos = start + 1; pos < end; pos++) {
    const byte = bytes[pos] as number;
    if (byte === 0x22) return pos + 1;
    if (byte === 0x5c) pos++;
  }
  throw new DecodeFault('the JSON ends inside a string', start);
}

/** Numbers and the three literals: letters, digits, sign, dot. */
export function skipPlain(bytes: Uint8Array, start: number, end: number): number {
  let pos = start;
  while (pos < end && isPlain(bytes[pos] as number)) pos++;
  if (pos === start) throw new DecodeFault('not JSON: a value should come here', pos);
  return pos;
}

function isPlain(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (lower >= 0x61 && lower <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
