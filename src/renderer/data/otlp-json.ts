// Attributes in OTLP's JSON mapping, as objects ready for JSON.stringify: 64-bit numbers are decimal texts, bytes base64.
import type { Attribute, AttributeValue } from '../../contract/values.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

export function attributesJson(attributes: readonly Attribute[]): readonly Json[] {
  return attributes.map(({ key, value }) => ({ key, value: valueJson(value) }));
}

export function valueJson(value: AttributeValue): Json {
  if (value === undefined) return {};
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return { intValue: value.toString() };
  if (typeof value === 'number') return { doubleValue: Number.isFinite(value) ? value : doubleWord(value) };
  if (value instanceof Uint8Array) return { bytesValue: base64(value) };
  if (isList(value)) return { arrayValue: { values: value.map(valueJson) } };
  return { kvlistValue: { values: Object.entries(value).map(([key, item]) => ({ key, value: valueJson(item) })) } };
}

/** How protobuf's JSON mapping writes what JSON has no number for. */
function doubleWord(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function isList(value: object): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
