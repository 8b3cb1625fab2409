// Attribute values as plain JSON values, whether they were sent as structure or as JSON text.
import type { AttributeValue } from '../../../contract/values.ts';
import { textForm } from '../../../contract/text-form.ts';

export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Longest JSON text that is parsed, UTF-16 units; a longer one stays text. */
const maxJson = 8 << 20;

/** Integers become numbers, bytes base64 texts; a text that is a JSON object or array is parsed. */
export function jsonOf(value: AttributeValue): Json {
  if (typeof value === 'string') return parsed(value);
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return textForm(value);
  if (Array.isArray(value)) return value.map((item: AttributeValue) => jsonOf(item));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonOf(item)]));
  return value;
}

function parsed(text: string): Json {
  if (!/^\s*[[{]/.test(text) || text.length > maxJson) return text;
  try {
    return withoutNull(JSON.parse(text));
  } catch {
    return text;
  }
}

function withoutNull(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNull(item)]));
  return value === null ? undefined : (value as Json);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && !Array.isArray(value);
}

/** A list as it is, nothing as none, anything else as a list of one. */
export function listOf(value: Json): readonly Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** Text as it is; structures as indented JSON. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value);
}
