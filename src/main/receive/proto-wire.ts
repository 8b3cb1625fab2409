// Just enough of the protobuf wire format for the small messages that the receivers themselves speak:
// export answers, google.rpc.Status, health, reflection. Telemetry is decoded elsewhere.
// Format: https://protobuf.dev/programming-guides/encoding/

const varintType = 0;
const fixed64Type = 1;
const bytesType = 2;
const fixed32Type = 5;

function varint(value: bigint): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
}

/** An integer, bool or enum field; negative numbers as ten bytes, as int32 and int64 want it. */
export function integerField(number: number, value: number | bigint): Buffer {
  return Buffer.from([...varint(BigInt((number << 3) | varintType)), ...varint(BigInt(value))]);
}

/** A bytes, string or message field. */
export function bytesField(number: number, value: Uint8Array | string): Buffer {
  const body = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const head = Buffer.from([...varint(BigInt((number << 3) | bytesType)), ...varint(BigInt(body.length))]);
  return Buffer.concat([head, body]);
}

export function message(...fields: readonly Uint8Array[]): Buffer {
  return Buffer.concat(fields);
}

interface WireField {
  readonly number: number;
  /** Bytes for length-delimited fields, the number for varints; fixed-width fields are skipped. */
  readonly value: Buffer | bigint;
}

/** The fields in the order of the wire; `undefined` when the bytes are no protobuf message. */
export function readFields(bytes: Uint8Array): readonly WireField[] | undefined {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: WireField[] = [];
  let at = 0;
  const readVarint = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = source[at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    return undefined;
  };
  while (at < source.length) {
    const key = readVarint();
    if (key === undefined || key < 8n || key > 0xffff_ffffn) return undefined;
    const number = Number(key >> 3n);
    const type = Number(key & 7n);
    if (type === varintType) {
      const value = readVarint();
      if (value === undefined) return undefined;
      fields.push({ number, value });
    } else if (type === bytesType) {
      const length = readVarint();
      if (length === undefined || length > BigInt(source.length - at)) return undefined;
      fields.push({ number, value: source.subarray(at, at + Number(length)) });
      at += Number(length);
    } else if (type === fixed64Type || type === fixed32Type) {
      at += type === fixed64Type ? 8 : 4;
      if (at > source.length) return undefined;
    } else {
      return undefined;
    }
  }
  return fields;
}

/** The last text under a field number, as protobuf takes it for a repeated scalar; `undefined` when it is not there. */
export function textOf(fields: readonly WireField[], number: number): string | undefined {
  const field = fields.findLast((candidate) => candidate.number === number);
  return field !== undefined && typeof field.value !== 'bigint' ? field.value.toString('utf8') : undefined;
}
