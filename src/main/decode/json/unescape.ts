// JSON strings with escapes, rewritten as plain UTF-8 at the end of the arena (RFC 8259 part 7).
import { DecodeFault } from '../result.ts';
import type { Arena } from './arena.ts';

const REPLACEMENT = 0xfffd;

/**
 * Appends the text whose first byte is at `start` and whose first backslash is at `escape`; answers the position after
 * the closing quote. A lone surrogate becomes U+FFFD.
 */
export function unescape(arena: Arena, start: number, escape: number, end: number): number {
  arena.copy(start, escape - start);
  let pos = escape;
  while (pos < end) {
    const byte = arena.bytes[pos] as number;
    if (byte === 0x22) return pos + 1;
    if (byte < 0x20) throw new DecodeFault('not JSON: a control character in a string', pos);
    if (byte !== 0x5c) {
      arena.byte(byte);
      pos++;
      continue;
    }
    const letter = pos + 1 < end ? (arena.bytes[pos + 1] as number) : 0;
    if (letter === 0x75) pos = unicodeEscape(arena, pos, end);
    else {
      const plain = plainOf(letter);
      if (plain === 0) throw new DecodeFault('not JSON: an unknown escape', pos);
      arena.byte(plain);
      pos += 2;
    }
  }
  throw new DecodeFault('the JSON ends inside a string', start - 1);
}

function unicodeEscape(arena: Arena, pos: number, end: number): number {
  const unit = hexUnit(arena.bytes, pos + 2, end);
  if (unit < 0) throw new DecodeFault('not JSON: a \\u escape without four hex digits', pos);
  if (unit < 0xd800 || unit > 0xdfff) {
    arena.codePoint(unit);
    return pos + 6;
  }
  const isPair = unit < 0xdc00 && arena.bytes[pos + 6] === 0x5c && arena.bytes[pos + 7] === 0x75;
  const low = isPair ? hexUnit(arena.bytes, pos + 8, end) : -1;
  if (low < 0xdc00 || low > 0xdfff) {
    arena.codePoint(REPLACEMENT);
    return pos + 6;
  }
  arena.codePoint(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
  return pos + 12;
}

function hexUnit(bytes: Uint8Array, start: number, end: number): number {
  if (start + 4 > end) return -1;
  let unit = 0;
  for (let i = start; i < start + 4; i++) {
    const digit = hexDigit(bytes[i] as number);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** Value of an ASCII hex digit in either case; -1 for anything else. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function plainOf(letter: number): number {
  switch (letter) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return letter;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return 0;
  }
}
