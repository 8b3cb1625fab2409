// Just enough of the protobuf wire format to read what a console server sends.
// Format: https://protobuf.dev/programming-guides/encoding/
import { CollectFailure } from '../collector.ts';

export interface WireField {
  readonly number: number;
  /** Bytes of a text or message, the number of a varint; fields of fixed width are passed over. */
  readonly value: Uint8Array | bigint;
}

/** The fields of a message in the order of the wire. Throws CollectFailure where the bytes are no message. */
export function fieldsOf(bytes: Uint8Array): readonly WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const key = Number(varint());
    const number = Math.floor(key / 8);
    const type = key % 8;
    if (number === 0) throw broken();
    if (type === 0) fields.push({ number, value: varint() });
    else if (type === 2) {
      const length = Number(varint());
      if (length > bytes.length - at) throw broken();
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else if (type === 1 || type === 5) {
      at += type === 1 ? 8 : 4;
      if (at > bytes.length) throw broken();
    } else throw broken();
  }
  return fields;

  function varint(): bigint {
    // Most are short; seven bytes fit a double exactly.
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 7; i++, scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw broken();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return BigInt(value);
    }
    let rest = BigInt(value);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw broken();
      rest |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, rest);
    }
    throw broken();
  }
}

function broken(): CollectFailure {
  return new CollectFailure(
    'a message was no protobuf of console-subscriber',
    'Is this the address of console-subscriber, 127.0.0.1:6669 by default?',
  );
}

const decoder = new TextDecoder();

/** Texts are read as UTF-8; what is none becomes replacement characters. */
export function textOf({ value }: WireField): string {
  return typeof value === 'bigint' ? '' : decoder.decode(value);
}

export function numberOf({ value }: WireField): bigint {
  return typeof value === 'bigint' ? value : 0n;
}

/** Fields of an embedded message. */
export function nestedOf({ value }: WireField): readonly WireField[] {
  if (typeof value === 'bigint') throw broken();
  return fieldsOf(value);
}

/** Field 1 of an embedded message that wraps a number (Id, MetaId, SpanId). */
export function idOf(field: WireField): bigint {
  return nestedOf(field).reduce((id, one) => (one.number === 1 ? numberOf(one) : id), 0n);
}

/** google.protobuf.Timestamp and Duration: seconds and nanoseconds, as nanoseconds. */
export function nanosOf(field: WireField): bigint {
  let nanos = 0n;
  for (const one of nestedOf(field))
    if (one.number === 1) nanos += BigInt.asIntN(64, numberOf(one)) * 1_000_000_000n;
    else if (one.number === 2) nanos += BigInt.asIntN(32, numberOf(one));
  return nanos;
}
