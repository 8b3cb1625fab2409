// The text form of an attribute value: what a filter `key = value` is compared with and what free text is found in.
//   text    as it is                  int      decimal            bool   true | false
//   double  shortest that reads back  bytes    base64             empty  the empty text
//   array   JSON                      map      JSON
// Inside JSON, 64-bit integers are bare decimals, bytes are base64 texts, NaN and infinities are texts, empty is null.
import type { AttributeValue } from './values.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 base64 with padding. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word =
      ((bytes[i] as number) << 16) |
      ((left > 1 ? (bytes[i + 1] as number) : 0) << 8) |
      (left > 2 ? (bytes[i + 2] as number) : 0);
    text += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    text += left > 1 ? alphabet.charAt((word >> 6) & 63) : '=';
    text += left > 2 ? alphabet.charAt(word & 63) : '=';
  }
  return text;
}

export function textForm(value: AttributeValue): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (value instanceof Uint8Array) return base64(value);
  return typeof value === 'object' ? jsonForm(value) : String(value);
}

function jsonForm(value: AttributeValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return `"${String(value)}"`;
  if (value === undefined) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `"${base64(value)}"`;
  if (Array.isArray(value)) return `[${value.map((item: AttributeValue) => jsonForm(item)).join(',')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${jsonForm(item)}`);
  return `{${entries.join(',')}}`;
}

const scalarWords = ['true', 'false', 'nan', 'infinity', '-infinity'];

/** May the text form of a number or bool contain the needle (lower case)? No false negatives. */
export function couldBeInScalar(needle: string): boolean {
  return /^[-+.\de]*$/.test(needle) || scalarWords.some((word) => word.includes(needle));
}
