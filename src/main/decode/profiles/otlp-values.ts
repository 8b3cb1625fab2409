// Values of OTLP messages that came as JSON or protobuf: whole numbers as numbers, texts of digits or bigint; ids as hex or
// base64 text or bytes.
import { wrong } from './json-document.ts';
import { bytesOfBase64 } from '../foreign/base64-bytes.ts';

/** A whole number; 0 where nothing is. */
export function wholeAt(value: unknown, place: string): bigint {
  if (value === undefined || value === null) return 0n;
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,20}$/.test(value)) return BigInt(value);
  throw wrong(place, 'a whole number', value);
}

/** As a double: exact below 2^53. */
export function numberOfWhole(value: unknown, place: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : Number(wholeAt(value, place));
}

/** An index of a table; 0, the null entry, where nothing is. */
export function indexAt(value: unknown, count: number, place: string): number {
  const index = numberOfWhole(value, place);
  // The null entry is there even where a table is not.
  if (index === 0 || (index > 0 && index < count)) return index;
  throw wrong(place, `an index of its table, which has ${count} entries`, index);
}

export function itemsAt(value: unknown, place: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong(place, 'an array', value);
  return value as readonly unknown[];
}

/** An address or the like: 64 bits without a sign. */
export function unsignedAt(value: unknown, place: string): bigint {
  return BigInt.asUintN(64, wholeAt(value, place));
}

/** An id as lower-case hex; empty where it is missing or all zeros. @param length in bytes */
export function hexIdAt(value: unknown, length: number, place: string): string {
  if (value === undefined || value === null || value === '') return '';
  const hex = typeof value === 'string' ? hexOfText(value, length) : value instanceof Uint8Array ? hexOf(value) : '';
  if (hex.length !== 2 * length) {
    if (value instanceof Uint8Array && value.length === 0) return '';
    throw wrong(place, `an id of ${length} bytes`, value);
  }
  return /^0*$/.test(hex) ? '' : hex;
}

function hexOfText(text: string, length: number): string {
  if (text.length === 2 * length && /^[0-9a-f]+$/i.test(text)) return text.toLowerCase();
  const bytes = bytesOfBase64(text);
  return bytes === undefined ? '' : hexOf(bytes);
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
