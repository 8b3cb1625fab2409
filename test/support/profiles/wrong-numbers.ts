// Files of profiles whose form is right and whose numbers are not: ids of something else or of nothing, cycles, values below
// zero and beyond 2^53, lengths that nothing has.
import type { Random } from '../random.ts';

const texts = [
  '-1',
  '0',
  '1',
  '2',
  '0.5',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '18446744073709551615',
  '1e308',
];
const varints = [0n, 1n, 2n, 5n, 0xffff_ffffn, 0x8000_0000n, (1n << 53n) + 1n, 1n << 63n, (1n << 64n) - 1n];

/** One to three numbers of a text file are others: of the list above, or of another place of the file. */
export function wrongTextNumbers(random: Random, bytes: Uint8Array): Uint8Array {
  let text = Buffer.from(bytes).toString('latin1');
  for (let i = 1 + random.below(3); i > 0; i--) {
    const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)];
    const { index, 0: old } = random.pick(numbers);
    const put = random.next() < 0.5 ? random.pick(texts) : random.pick(numbers)[0];
    text = text.slice(0, index) + put + text.slice(index + old.length);
  }
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

interface Field {
  readonly tag: bigint;
  readonly value: bigint;
  /** Of fields with a length. */
  readonly bytes: Buffer | undefined;
}

/** One to three fields of a protobuf message, at most two messages deep, have another number, are gone, or are there twice. */
export function wrongFields(random: Random, bytes: Uint8Array): Uint8Array {
  let damaged: Buffer = Buffer.from(bytes);
  for (let i = 1 + random.below(3); i > 0; i--) damaged = wrongField(random, damaged, 2);
  return new Uint8Array(damaged);
}

function wrongField(random: Random, message: Buffer, deeper: number): Buffer {
  const fields = fieldsOf(message);
  if (fields === undefined || fields.length === 0) return message;
  const at = random.below(fields.length);
  const field = fields[at] as Field;
  if (field.bytes !== undefined && deeper > 0 && random.next() < 0.9) {
    fields[at] = { ...field, bytes: wrongField(random, field.bytes, deeper - 1) };
  } else if (field.bytes === undefined && random.next() < 0.8) {
    fields[at] = { ...field, value: random.next() < 0.5 ? random.pick(varints) : random.pick(fields).value };
  } else {
    fields.splice(at, 1, ...(random.next() < 0.5 ? [] : [field, field]));
  }
  return Buffer.concat(fields.flatMap(written));
}

/** `undefined` for bytes that are no message of varints and lengths. */
function fieldsOf(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; at < message.length && shift < 70n; shift += 7n) {
      const byte = message[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return -1n;
  };
  while (at < message.length) {
    const tag = varint();
    if ((tag & 7n) === 0n) fields.push({ tag, value: varint(), bytes: undefined });
    else if ((tag & 7n) === 2n) {
      const end = Number(varint()) + at;
      if (!(end >= at && end <= message.length)) return undefined;
      fields.push({ tag, value: 0n, bytes: message.subarray(at, end) });
      at = end;
    } else return undefined;
  }
  return fields;
}

function written({ tag, value, bytes }: Field): readonly Buffer[] {
  return bytes === undefined
    ? [varintOf(tag), varintOf(value)]
    : [varintOf(tag), varintOf(BigInt(bytes.length)), bytes];
}

function varintOf(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, value);
  for (; left > 0x7fn; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(left)]);
}
