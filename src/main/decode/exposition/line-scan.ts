// Where the parts of a line of an exposition lie: names, label blocks, quoted texts. Works on bytes and makes nothing but
// positions; label-block.ts makes labels.
import { ExpositionFault } from './exposition-fault.ts';

export const LF = 0x0a;
export const SPACE = 0x20;
export const TAB = 0x09;
export const HASH = 0x23;
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN = 0x7b;
export const CLOSE = 0x7d;
export const COMMA = 0x2c;
export const EQUALS = 0x3d;
const COLON = 0x3a;

export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

export function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at])) at += 1;
  return at;
}

/** The next line feed, or the end of the page. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(LF, from);
  return at < 0 ? bytes.length : at;
}

/** The end of the name that begins at `from`; `from` itself where none does. Names of labels have no colon. */
export function nameEnd(bytes: Uint8Array, from: number, colons: boolean): number {
  let at = from;
  for (; ; at++) {
    const byte = bytes[at] as number;
    const letter = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;
    const digit = byte >= 0x30 && byte <= 0x39;
    if (!letter && !(digit && at > from) && !(colons && byte === COLON)) return at;
  }
}

/** Behind the closing quote of the text whose opening one is at `from`. */
export function quotedEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) return at + 1;
  }
  throw new ExpositionFault('a quoted text has no end', from);
}

/** Behind the brace that closes the label block which opens at `from`. */
export function blockEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = quotedEnd(bytes, at, end) - 1;
    else if (byte === CLOSE) return at + 1;
  }
  throw new ExpositionFault('a label block is not closed', from);
}

export function sameBytes(a: Uint8Array, from: number, b: Uint8Array, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[from + i] !== b[start + i]) return false;
  return true;
}
