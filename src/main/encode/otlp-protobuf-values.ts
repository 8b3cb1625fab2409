// Attributes and values of OTLP in protobuf. Format: opentelemetry-proto common.v1 (KeyValue, AnyValue, ArrayValue, KeyValueList).
import type { Attribute, AttributeMap, AttributeValue } from '../../contract/values.ts';
import type { ProtoBytes } from './proto-bytes.ts';

/** Attributes as the repeated KeyValue `field` of the message that is open. */
export function writeAttributes(out: ProtoBytes, field: number, attributes: readonly Attribute[]): void {
  for (const { key, value } of attributes) writePair(out, field, key, value);
}

function writePair(out: ProtoBytes, field: number, key: string, value: AttributeValue): void {
  const pair = out.begin(field);
  if (key !== '') out.text(1, key);
  writeValue(out, 2, value);
  out.end(pair);
}

/** A value as the AnyValue `field` of the message that is open; `undefined` is an AnyValue without content. */
export function writeValue(out: ProtoBytes, field: number, value: AttributeValue): void {
  const start = out.begin(field);
  if (typeof value === 'string') out.text(1, value);
  else if (typeof value === 'boolean') out.uint32(2, value ? 1 : 0);
  else if (typeof value === 'bigint') out.int64(3, value);
  else if (typeof value === 'number') out.double(4, value);
  else if (value !== undefined) writeNested(out, value);
  out.end(start);
}

function writeNested(out: ProtoBytes, value: Uint8Array | readonly AttributeValue[] | AttributeMap): void {
  if (value instanceof Uint8Array) return out.bytes(7, value);
  const isArray = isList(value);
  const start = out.begin(isArray ? 5 : 6);
  if (isArray) for (const one of value) writeValue(out, 1, one);
  else for (const [key, one] of Object.entries(value)) writePair(out, 1, key, one);
  out.end(start);
}

function isList(value: readonly AttributeValue[] | AttributeMap): value is readonly AttributeValue[] {
  return Array.isArray(value);
}
