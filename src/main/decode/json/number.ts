// Numbers of OTLP/JSON: 64-bit integers as strings or as numbers of up to 20 digits (kept exactly), 32-bit integers,
// doubles with NaN and Infinity as strings.
import type { JsonReader } from './json-reader.ts';
import { skipPlain } from './skip.ts';

const doubles = new DataView(new ArrayBuffer(8));

interface Token {
  readonly start: number;
  readonly end: number;
}

/** The slice of a number, or of a text that should hold one; undefined for null and, with a rejection, other types. */
function token(reader: JsonReader): Token | undefined {
  const byte = reader.peek();
  if (byte === 0x22) {
    if (!reader.text()) return undefined;
    return { start: reader.textAt, end: reader.textAt + reader.textLength };
  }
  if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
    const start = reader.pos;
    reader.pos = skipPlain(reader.arena.bytes, start, reader.end);
    return { start, end: reader.pos };
  }
  if (!reader.isNull()) reader.mistyped('a number');
  return undefined;
}

/**
 * Reads an integer into `low` and `high`, in two's complement when `signed`. false: it is null, or rejected because it
 * is no integer or does not fit.
 */
export function readInteger(reader: JsonReader, signed: boolean): boolean {
  const found = token(reader);
  if (found === undefined) return false;
  const { bytes } = reader.arena;
  const negative = bytes[found.start] === 0x2d;
  let pos = negative ? found.start + 1 : found.start;
  let low = 0;
  let high = 0;
  const exactEnd = Math.min(found.end, pos + 15);
  const firstDigit = pos;
  for (; pos < exactEnd; pos++) {
    const digit = (bytes[pos] as number) - 0x30;
    if (digit < 0 || digit > 9) return readOddInteger(reader, found, signed);
    low = low * 10 + digit;
  }
  if (pos === firstDigit) return readOddInteger(reader, found, signed);
  high = Math.floor(low / 0x1_0000_0000);
  low -= high * 0x1_0000_0000;
  for (; pos < found.end; pos++) {
    const digit = (bytes[pos] as number) - 0x30;
    if (digit < 0 || digit > 9) return readOddInteger(reader, found, signed);
    low = low * 10 + digit;
    const carry = Math.floor(low / 0x1_0000_0000);
    low -= carry * 0x1_0000_0000;
    high = high * 10 + carry;
    if (high > 0xffff_ffff) return tooLarge(reader, found);
  }
  if (signed && (high > 0x8000_0000 || (high === 0x8000_0000 && (low > 0 || !negative))))
    return tooLarge(reader, found);
  if (negative && !signed && (low !== 0 || high !== 0)) return tooLarge(reader, found);
  if (negative) {
    low = -low >>> 0;
    high = (low === 0 ? -high : ~high) >>> 0;
  }
  reader.low = low;
  reader.high = high;
  return true;
}

/** Integers with a fraction or an exponent, such as 1e3 and 5.0, and everything that is no integer at all. */
function readOddInteger(reader: JsonReader, found: Token, signed: boolean): boolean {
  const value = numberOf(reader, found);
  if (value === undefined || !Number.isInteger(value)) {
    reader.reject('not an integer', found.start);
    return false;
  }
  const exact = BigInt(value);
  if (signed ? BigInt.asIntN(64, exact) !== exact : BigInt.asUintN(64, exact) !== exact) return tooLarge(reader, found);
  reader.low = Number(BigInt.asUintN(32, exact));
  reader.high = Number(BigInt.asUintN(32, exact >> 32n));
  return true;
}

function tooLarge(reader: JsonReader, found: Token): boolean {
  reader.reject('an integer that does not fit into 64 bits', found.start);
  return false;
}

/** An unsigned 32-bit number; 0 for null. */
export function readWord(reader: JsonReader): number {
  const start = reader.pos;
  if (!readInteger(reader, true)) return 0;
  if (reader.high === 0) return reader.low;
  reader.reject('an integer that does not fit into 32 bits', start);
  return 0;
}

/** Reads an unsigned 64-bit integer as a number, rounded beyond 2^53; `undefined` for null or with a rejection. */
export function readCount(reader: JsonReader): number | undefined {
  return readInteger(reader, false) ? reader.high * 0x1_0000_0000 + reader.low : undefined;
}

/** A signed 32-bit number; 0 for null. */
export function readSignedWord(reader: JsonReader): number {
  const start = reader.pos;
  if (!readInteger(reader, true)) return 0;
  const word = reader.low | 0;
  if (reader.high === (word < 0 ? 0xffff_ffff : 0)) return word;
  reader.reject('an integer that does not fit into 32 bits', start);
  return 0;
}

/** Reads a double; `undefined` for null or with a rejection. */
export function readFloat(reader: JsonReader): number | undefined {
  const found = token(reader);
  if (found === undefined) return undefined;
  const value = numberOf(reader, found);
  if (value === undefined) reader.reject('not a number', found.start);
  return value;
}

/** Reads a double into `low` and `high`. */
export function readDouble(reader: JsonReader): boolean {
  const value = readFloat(reader);
  if (value === undefined) return false;
  doubles.setFloat64(0, value, true);
  reader.low = doubles.getUint32(0, true);
  reader.high = doubles.getUint32(4, true);
  return true;
}

/** JSON's number syntax, and the three words that proto3 JSON adds; undefined for anything else. */
function numberOf(reader: JsonReader, found: Token): number | undefined {
  if (found.end - found.start > 400) return undefined;
  const { bytes } = reader.arena;
  let text = '';
  for (let i = found.start; i < found.end; i++) text += String.fromCharCode(bytes[i] as number);
  if (text === 'NaN') return Number.NaN;
  if (text === 'Infinity' || text === '-Infinity') return Number(text);
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : undefined;
}
