// Writes attributes of a resource or scope as they are kept in a run file: the body of a KeyValueList in protobuf, which
// any-value.ts reads. Lengths are worked out first, so that even large resources take no more than their own bytes.
import type { AttributeColumns } from '../../contract/span-batch.ts';
import { ValueKind } from '../../contract/values.ts';

/** Tags of the fields of AnyValue that are bodies, by kind. */
const bodyTags: Readonly<Partial<Record<number, number>>> = {
  [ValueKind.text]: 0x0a,
  [ValueKind.array]: 0x2a,
  [ValueKind.map]: 0x32,
  [ValueKind.bytes]: 0x3a,
};

/** Bytes of a varint of 64 bits given as words. */
function varintSize(low: number, high = 0): number {
  const bits = high === 0 ? 32 - Math.clz32(low) : 64 - Math.clz32(high);
  return Math.max(1, Math.ceil(bits / 7));
}

/** Tag, length and body. */
const fieldSize = (length: number): number => 1 + varintSize(length) + length;

function valueSize(columns: AttributeColumns, i: number): number {
  switch (columns.kind[i] as ValueKind) {
    case ValueKind.bool:
      return 2;
    case ValueKind.int:
      return 1 + varintSize(columns.words[2 * i] as number, columns.words[2 * i + 1]);
    case ValueKind.double:
      return 9;
    case ValueKind.empty:
      return 0;
    case ValueKind.text:
    case ValueKind.bytes:
    case ValueKind.array:
    case ValueKind.map:
      return fieldSize(columns.valueLength[i] as number);
  }
}

const pairSize = (columns: AttributeColumns, i: number): number =>
  fieldSize(columns.keyLength[i] as number) + fieldSize(valueSize(columns, i));

/** Rows [from, from + count) of a batch; `bytes` are the request's, into which the columns point. */
export function encodeAttributeList(
  columns: AttributeColumns,
  bytes: Uint8Array,
  from: number,
  count: number,
): Uint8Array {
  let size = 0;
  for (let i = from; i < from + count; i++) size += fieldSize(pairSize(columns, i));
  const out = new Uint8Array(size);
  let at = 0;
  for (let i = from; i < from + count; i++) {
    at = putHead(out, at, 0x0a, pairSize(columns, i));
    at = putBody(out, at, 0x0a, bytes, columns.keyStart[i] as number, columns.keyLength[i] as number);
    at = putHead(out, at, 0x12, valueSize(columns, i));
    at = putValue(out, at, columns, bytes, i);
  }
  return out;
}

function putValue(out: Uint8Array, at: number, columns: AttributeColumns, bytes: Uint8Array, i: number): number {
  const kind = columns.kind[i] as number;
  const low = columns.words[2 * i] as number;
  const high = columns.words[2 * i + 1] as number;
  switch (kind) {
    case ValueKind.bool:
      out[at] = 0x10;
      out[at + 1] = low === 0 ? 0 : 1;
      return at + 2;
    case ValueKind.int:
      out[at] = 0x18;
      return putVarint(out, at + 1, low, high);
    case ValueKind.double: {
      out[at] = 0x21;
      const view = new DataView(out.buffer);
      view.setUint32(at + 1, low, true);
      view.setUint32(at + 5, high, true);
      return at + 9;
    }
    default: {
      const tag = bodyTags[kind];
      return tag === undefined
        ? at
        : putBody(out, at, tag, bytes, columns.valueStart[i] as number, columns.valueLength[i] as number);
    }
  }
}

function putVarint(out: Uint8Array, at: number, low: number, high: number): number {
  let restLow = low;
  let restHigh = high;
  let to = at;
  while (restHigh !== 0 || restLow >= 0x80) {
    out[to++] = (restLow & 0x7f) | 0x80;
    restLow = ((restLow >>> 7) | (restHigh << 25)) >>> 0;
    restHigh >>>= 7;
  }
  out[to++] = restLow;
  return to;
}

function putHead(out: Uint8Array, at: number, tag: number, length: number): number {
  out[at] = tag;
  return putVarint(out, at + 1, length, 0);
}

function putBody(out: Uint8Array, at: number, tag: number, bytes: Uint8Array, start: number, length: number): number {
  const to = putHead(out, at, tag, length);
  out.set(bytes.subarray(start, start + length), to);
  return to + length;
}
