// Rewrites a protobuf message with its fields in another order (and those of its submessages), keeping the order of
// occurrences of a repeated field, as every encoder may.
import type protobuf from 'protobufjs';
import type { Random } from './random.ts';

interface Field {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** The same message, fields in random or (without `random`) reversed order of field numbers. */
export function shuffleFields(bytes: Uint8Array, type: protobuf.Type, random?: Random): Uint8Array {
  const byNumber = new Map<number, Field[]>();
  for (const field of fieldsOf(bytes, type, random))
    byNumber.set(field.number, [...(byNumber.get(field.number) ?? []), field]);
  const queues = [...byNumber.entries()].toSorted(([a], [b]) => b - a).map(([, fields]) => fields);
  const ordered: Uint8Array[] = [];
  while (queues.length > 0) {
    const at = random === undefined ? 0 : random.below(queues.length);
    const queue = queues[at];
    const next = queue?.shift();
    if (next === undefined) queues.splice(at, 1);
    else ordered.push(next.bytes);
  }
  return new Uint8Array(Buffer.concat(ordered));
}

function fieldsOf(bytes: Uint8Array, type: protobuf.Type, random: Random | undefined): Field[] {
  const fields: Field[] = [];
  let pos = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[pos++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (pos < bytes.length) {
    const start = pos;
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (tag % 8 === 0) varint();
    else if (tag % 8 === 1) pos += 8;
    else if (tag % 8 === 5) pos += 4;
    else {
      const end = varint() + pos;
      const inner = type.fieldsById[number]?.resolve().resolvedType;
      const body = bytes.subarray(pos, end);
      pos = end;
      if (inner !== null && inner !== undefined && 'fieldsById' in inner) {
        const again = shuffleFields(body, inner, random);
        fields.push({
          number,
          bytes: new Uint8Array(
            Buffer.concat([Uint8Array.of(...varintBytes(tag), ...varintBytes(again.length)), again]),
          ),
        });
        continue;
      }
    }
    fields.push({ number, bytes: bytes.subarray(start, pos) });
  }
  return fields;
}

function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return [...bytes, rest];
}
