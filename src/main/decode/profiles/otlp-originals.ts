// The originals of OTLP profiles (`original_payload`), each to be replaced by one without secrets. A replacement may have another
// length, so the messages around it are written anew; all other bytes stay as they were.
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';

/** Answers what is to be stored of an original in this format: the same object where it may stay as it is. */
export type MaskOriginal = (payload: Uint8Array, format: string) => Uint8Array;

/** Fields from a request to its profiles: resource_profiles, scope_profiles, profiles. */
const toProfiles = [1, 2, 2];
const Field = { format: 9, payload: 10 } as const;

/** A request in protobuf; `undefined` where nothing of it changes, or where it cannot be read. */
export function maskOriginals(
  bytes: Uint8Array,
  mask: MaskOriginal,
  text: (bytes: Uint8Array) => string,
): Uint8Array | undefined {
  const reader = new WireReader();
  reader.reset(bytes);

  /** The message [start, end) with other values in some of its fields; `undefined` where all stay. */
  function changed(
    start: number,
    end: number,
    field: number,
    change: (start: number, end: number) => Uint8Array | undefined,
  ): Uint8Array | undefined {
    const parts: Uint8Array[] = [];
    let kept = start;
    eachField(start, end, (number, at, from, to) => {
      const value = number === field ? change(from, to) : undefined;
      if (value === undefined) return;
      parts.push(bytes.subarray(kept, at), varint(field * 8 + 2), varint(value.length), value);
      kept = to;
    });
    if (parts.length === 0) return undefined;
    parts.push(bytes.subarray(kept, end));
    return joined(parts);
  }

  /** Fields that have a length: number, where the tag and where the value begin, and where it ends. */
  function eachField(
    start: number,
    end: number,
    take: (field: number, at: number, from: number, to: number) => void,
  ): void {
    let pos = start;
    while (pos < end) {
      reader.pos = pos;
      const tag = reader.tag(end);
      if ((tag & 7) === 2) {
        const length = reader.length(end);
        const from = reader.pos;
        take(tag >>> 3, pos, from, from + length);
        pos = from + length;
      } else {
        reader.skipUnknown(tag, end, new Map());
        ({ pos } = reader);
      }
    }
  }

  function profile(start: number, end: number): Uint8Array | undefined {
    let format = '';
    eachField(start, end, (field, _, from, to) => {
      if (field === Field.format) format = text(bytes.subarray(from, to));
    });
    return changed(start, end, Field.payload, (from, to) => {
      const payload = bytes.subarray(from, to);
      const masked = mask(payload, format);
      return masked === payload ? undefined : masked;
    });
  }

  function along(path: readonly number[], start: number, end: number): Uint8Array | undefined {
    const [field, ...rest] = path;
    return field === undefined ? profile(start, end) : changed(start, end, field, (from, to) => along(rest, from, to));
  }

  try {
    return along(toProfiles, 0, bytes.length);
  } catch (fault) {
    // Who reads it next says what is wrong.
    if (fault instanceof DecodeFault) return undefined;
    throw fault;
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
