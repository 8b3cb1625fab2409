// Reads OpenTelemetry's AnyValue in its protobuf form: how nested values and the attributes of resources and scopes are
// kept in a run file; attribute-list.ts writes the latter. Format: opentelemetry-proto common.v1 (AnyValue, ArrayValue, KeyValueList, KeyValue).
import type { Attribute, AttributeValue } from '../../contract/values.ts';
import { damaged } from './store-error.ts';

/** Deeper values read as undefined; decoders refuse them long before. */
const MAX_DEPTH = 200;
// A byte order mark at the start of a text belongs to the text.
const decoder = new TextDecoder(undefined, { ignoreBOM: true });

interface Field {
  number: number;
  wire: number;
  /** Varint and fixed64 values. */
  value: bigint;
  /** Body of a length-delimited field. */
  body: Uint8Array;
}

const nothing = new Uint8Array(0);

/** Calls `visit` for each field that is not inside a group. Throws ContractError `run-corrupt` where there is no field. */
function eachField(bytes: Uint8Array, visit: (field: Field) => void): void {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n && at < bytes.length; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw damaged('a number in a nested value does not end');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw damaged('a nested value ends too early');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const field: Field = { number: 0, wire: 0, value: 0n, body: nothing };
  let groups = 0;
  while (at < bytes.length) {
    const tag = Number(varint());
    field.number = Math.floor(tag / 8);
    field.wire = tag % 8;
    field.body = nothing;
    if (field.wire === 0) field.value = varint();
    else if (field.wire === 1) {
      take(8);
      field.value = view.getBigUint64(at - 8, true);
    } else if (field.wire === 2) field.body = take(Number(varint()));
    else if (field.wire === 3) groups += 1;
    else if (field.wire === 4 && groups > 0) groups -= 1;
    else if (field.wire === 5) take(4);
    else throw damaged('a nested value has a field of an unknown kind');
    if (groups === 0 && field.wire !== 4) visit(field);
  }
  if (groups > 0) throw damaged('a nested value ends inside a group');
}

function doubleOf(bits: bigint): number {
  const words = new BigUint64Array([bits]);
  return new Float64Array(words.buffer)[0] as number;
}

function readAnyValue(bytes: Uint8Array, depth: number): AttributeValue {
  let value: AttributeValue;
  eachField(bytes, (field) => {
    if (field.number === 1) value = decoder.decode(field.body);
    else if (field.number === 2) value = field.value !== 0n;
    else if (field.number === 3) value = BigInt.asIntN(64, field.value);
    else if (field.number === 4) value = doubleOf(field.value);
    else if (field.number === 5) value = readArray(field.body, depth + 1);
    else if (field.number === 6) value = readMap(field.body, depth + 1);
    else if (field.number === 7) value = new Uint8Array(field.body);
  });
  return value;
}

/** Body of an ArrayValue. */
export function readArray(bytes: Uint8Array, depth = 0): AttributeValue[] | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const values: AttributeValue[] = [];
  eachField(bytes, (field) => {
    if (field.number === 1) values.push(readAnyValue(field.body, depth));
  });
  return values;
}

/** Body of a KeyValueList as a list, duplicates kept. */
export function readAttributes(bytes: Uint8Array, depth = 0): Attribute[] {
  const attributes: Attribute[] = [];
  if (depth > MAX_DEPTH) return attributes;
  eachField(bytes, (field) => {
    if (field.number !== 1) return;
    let key = '';
    let value: AttributeValue;
    eachField(field.body, (inner) => {
      if (inner.number === 1) key = decoder.decode(inner.body);
      else if (inner.number === 2) value = readAnyValue(inner.body, depth);
    });
    attributes.push({ key, value });
  });
  return attributes;
}

/** Body of a KeyValueList as an object with own properties only. */
export function readMap(bytes: Uint8Array, depth = 0): AttributeValue {
  if (depth > MAX_DEPTH) return undefined;
  return Object.fromEntries(readAttributes(bytes, depth).map(({ key, value }) => [key, value]));
}
