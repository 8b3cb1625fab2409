// How far a string reaches, and what it says. Single and double quotes have Go's escapes, backquotes have none.
// Bytes that are not UTF-8 (from \xff and octal escapes) become lone surrogates U+DC80 to U+DCFF, so that nothing is lost.

export type ScannedString =
  | { readonly kind: 'ok'; readonly end: number }
  | { readonly kind: 'wrong'; readonly message: string };

const simple: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

const unterminatedEscape = 'escape sequence not terminated';

/** Finds the end of the string whose quote is at `start`, checking its escapes. */
export function scanString(input: string, start: number): ScannedString {
  const quote = input.charAt(start);
  let at = start + 1;
  for (;;) {
    const character = input.charAt(at);
    if (quote === '`') {
      if (character === '') return { kind: 'wrong', message: 'unterminated raw string' };
    } else if (character === '' || character === '\n') return { kind: 'wrong', message: 'unterminated quoted string' };
    if (loneSurrogate(input, at)) return { kind: 'wrong', message: 'invalid UTF-8 rune' };
    at++;
    if (character === quote) return { kind: 'ok', end: at };
    if (character !== '\\' || quote === '`') continue;
    const escaped = checkEscape(input, at, quote);
    if (escaped.kind === 'wrong') return escaped;
    at = escaped.end;
  }
}

function loneSurrogate(input: string, at: number): boolean {
  const point = input.codePointAt(at) ?? 0;
  if (point === 0xfffd) return true;
  if (point < 0xd800 || point > 0xdfff) return false;
  return !(at > 0 && (input.codePointAt(at - 1) ?? 0) > 0xffff);
}

/** `at` is behind the backslash. */
function checkEscape(input: string, at: number, quote: string): ScannedString {
  const point = input.codePointAt(at);
  if (point === undefined) return { kind: 'wrong', message: unterminatedEscape };
  const character = String.fromCodePoint(point);
  if (simple.has(character) || character === quote) return { kind: 'ok', end: at + 1 };
  const form = escapeForm(character);
  if (form === undefined) return { kind: 'wrong', message: `unknown escape sequence ${unicodeName(character)}` };
  const from = at + form.skip;
  let value = 0;
  for (let count = 0; count < form.digits; count++) {
    const digitPoint = input.codePointAt(from + count);
    if (digitPoint === undefined) return { kind: 'wrong', message: unterminatedEscape };
    const digitText = String.fromCodePoint(digitPoint);
    const digit = /^[0-9A-Fa-f]$/.test(digitText) ? Number.parseInt(digitText, 16) : 16;
    if (digit >= form.base) {
      return { kind: 'wrong', message: `illegal character ${unicodeName(digitText)} in escape sequence` };
    }
    value = value * form.base + digit;
  }
  if (value > form.max || (value >= 0xd800 && value < 0xe000)) {
    return { kind: 'wrong', message: 'escape sequence is an invalid Unicode code point' };
  }
  return { kind: 'ok', end: from + form.digits };
}

interface EscapeForm {
  /** Characters between the backslash and the first digit. */
  readonly skip: number;
  readonly digits: number;
  readonly base: number;
  readonly max: number;
}

function escapeForm(character: string): EscapeForm | undefined {
  if (/^[0-7]$/.test(character)) return { skip: 0, digits: 3, base: 8, max: 0xff };
  if (character === 'x') return { skip: 1, digits: 2, base: 16, max: 0xff };
  if (character === 'u') return { skip: 1, digits: 4, base: 16, max: 0x10ffff };
  return character === 'U' ? { skip: 1, digits: 8, base: 16, max: 0x10ffff } : undefined;
}

/** `U+0063 'c'`, as Go's %#U. */
function unicodeName(character: string): string {
  const point = character.codePointAt(0) as number;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character) ? `${name} '${character}'` : name;
}

/** What a string literal, quotes included, says. It must have passed scanString. */
export function unquote(literal: string): string {
  const quote = literal.charAt(0);
  const body = literal.slice(1, -1);
  if (quote === '`' || !body.includes('\\')) return body;
  let out = '';
  let bytes: number[] = [];
  let at = 0;
  const flush = (): void => {
    out += decodeBytes(bytes);
    bytes = [];
  };
  while (at < body.length) {
    const character = body.charAt(at);
    const escaped = body.charAt(at + 1);
    const form = character === '\\' && escaped !== quote ? escapeForm(escaped) : undefined;
    if (form === undefined) {
      flush();
      if (character === '\\') {
        out += simple.get(escaped) ?? escaped;
        at += 2;
      } else {
        out += character;
        at++;
      }
      continue;
    }
    const from = at + 1 + form.skip;
    const value = Number.parseInt(body.slice(from, from + form.digits), form.base);
    if (form.max === 0xff) bytes.push(value);
    else {
      flush();
      out += String.fromCodePoint(value);
    }
    at = from + form.digits;
  }
  flush();
  return out;
}

/** UTF-8 to text; each byte that is no part of a character becomes U+DC00 plus the byte. */
function decodeBytes(bytes: readonly number[]): string {
  let out = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] as number;
    const size = byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    const decoded = size === 0 ? undefined : decodeOne(bytes.slice(at, at + size), size);
    if (decoded === undefined) {
      out += String.fromCharCode(0xdc00 + byte);
      at++;
    } else {
      out += decoded;
      at += size;
    }
  }
  return out;
}

function decodeOne(bytes: readonly number[], size: number): string | undefined {
  if (bytes.length < size) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
