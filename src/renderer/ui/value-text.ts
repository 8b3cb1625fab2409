// Values of any shape as text. Nested ones become JSON with exact integers; bytes become hex.

/** What an attribute may hold; `undefined` is a value that was sent empty. */
export type ShownValue = string | boolean | bigint | number | Uint8Array | readonly ShownValue[] | ShownMap | undefined;
export interface ShownMap {
  readonly [key: string]: ShownValue;
}

export type ValueKindName = 'text' | 'bool' | 'int' | 'double' | 'bytes' | 'array' | 'map' | 'empty';

export function kindOfValue(value: ShownValue): ValueKindName {
  if (value === undefined) return 'empty';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'double';
  if (value instanceof Uint8Array) return 'bytes';
  return isList(value) ? 'array' : 'map';
}

/** The text that is shown and copied. A top-level text is itself; everything nested is JSON. */
export function textOfValue(value: ShownValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value === undefined) return '';
  if (value instanceof Uint8Array) return hexOf(value);
  return jsonOfValue(value);
}

/** JSON on one line. Integers keep all digits; NaN and infinities, which JSON lacks, become strings; bytes hex strings. */
export function jsonOfValue(value: ShownValue): string {
  if (value === undefined) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`;
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (value instanceof Uint8Array) return JSON.stringify(hexOf(value));
  if (isList(value)) return `[${value.map(jsonOfValue).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${jsonOfValue(item)}`)
    .join(', ')}}`;
}

function isList(value: readonly ShownValue[] | ShownMap): value is readonly ShownValue[] {
  return Array.isArray(value);
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
