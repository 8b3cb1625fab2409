// Attributes and values as OTLP/JSON. Format: as in otlp-json.ts.
import { base64 } from '../../contract/text-form.ts';
import type { Attribute, AttributeMap, AttributeValue } from '../../contract/values.ts';

/** `,"attributes":[…]`, or nothing where there are none. */
export function attributesField(attributes: readonly Attribute[]): string {
  return namedAttributesField('attributes', attributes);
}

/** The same under another name. */
export function namedAttributesField(name: string, attributes: readonly Attribute[]): string {
  if (attributes.length === 0) return '';
  let json = '';
  for (const { key, value } of attributes) json += pairJson(key, value);
  return `,"${name}":[${json.slice(1)}]`;
}

/** Begins with a comma. */
function pairJson(key: string, value: AttributeValue): string {
  return `,{"key":${JSON.stringify(key)},"value":${valueJson(value)}}`;
}

export function valueJson(value: AttributeValue): string {
  if (typeof value === 'string') return `{"stringValue":${JSON.stringify(value)}}`;
  if (typeof value === 'boolean') return `{"boolValue":${value}}`;
  if (typeof value === 'bigint') return `{"intValue":"${value}"}`;
  if (typeof value === 'number') return `{"doubleValue":${doubleJson(value)}}`;
  if (value === undefined) return '{}';
  if (value instanceof Uint8Array) return `{"bytesValue":"${base64(value)}"}`;
  if (isList(value)) return `{"arrayValue":{"values":[${value.map(valueJson).join(',')}]}}`;
  const pairs = Object.entries(value).map(([key, one]) => pairJson(key, one));
  return `{"kvlistValue":{"values":[${pairs.join('').slice(1)}]}}`;
}

function isList(value: readonly AttributeValue[] | AttributeMap): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

export function doubleJson(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? '-0' : String(value);
}
