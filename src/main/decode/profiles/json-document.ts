// A whole JSON file as a value, and looks at parts of it that say where they are when something else stands there.
import { DecodeFault } from '../result.ts';
import type { ProfileTools } from './profile-format.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A text in V8 has fewer than 2^29 characters. */
const longest = 512 * 1024 * 1024 - 64;

/** Throws DecodeFault, with the offset where the parser tells it. */
export function parseDocument(bytes: Uint8Array, { text }: ProfileTools): unknown {
  if (bytes.length > longest) throw new DecodeFault(`${bytes.length} bytes of JSON; at most ${longest} can be read`, 0);
  try {
    return JSON.parse(text(bytes));
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const [, position] = /at position (\d+)/.exec(fault.message) ?? [];
    const cut = /end of JSON|Unterminated/.test(fault.message);
    const offset = cut ? bytes.length : Number(position ?? 0);
    throw new DecodeFault(cut ? 'the JSON ends too early' : 'this is not JSON', offset);
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param place of the value in the file, as in `nodes[3].id` */
export function objectAt(value: unknown, place: string): JsonObject {
  if (!isObject(value)) throw wrong(place, 'an object', value);
  return value;
}

export function arrayAt(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(place, 'an array', value);
  return value as readonly unknown[];
}

export function numberAt(value: unknown, place: string): number {
  if (typeof value !== 'number') throw wrong(place, 'a number', value);
  return value;
}

/** A number from 0 to 2^31 - 1, or `absent` where nothing is. */
export function countAt(value: unknown, place: string, absent: number): number {
  if (value === undefined || value === null) return absent;
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 0x7fffffff) {
    throw wrong(place, 'a whole number from 0 to 2147483647', value);
  }
  return value as number;
}

/** A text, or the empty one where nothing is. */
export function textAt(value: unknown, place: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw wrong(place, 'a text', value);
  return value;
}

export function wrong(place: string, wanted: string, value: unknown): DecodeFault {
  return new DecodeFault(`${place} is ${describe(value)}; it must be ${wanted}`, -1);
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 40 ? 'a text' : `the text ${JSON.stringify(value)}`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else';
}
