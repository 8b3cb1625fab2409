// Values of masked keys in OTLP profiles, protobuf: attributes of resources and scopes, and those of the dictionary, whose keys
// (and sometimes values) are numbers of its texts. Written over where they stand; lengths stay.
import type { MaskedKeys } from '../mask/masked-keys.ts';
import { maskDouble, maskText, maskVarint, type SecretDigest } from '../mask/write-mask.ts';
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}
/** A field of a message: its number, wire type and where its value stands. */
type Visit = (field: number, wire: number, at: Range) => void;

const mostDepth = 64;

/** Writes over all of them in `bytes`; answers whether there was one. What cannot be read ends its message. */
export function maskOtlpProtobuf(bytes: Uint8Array, keys: MaskedKeys, digest: SecretDigest): boolean {
  const reader = new WireReader();
  reader.reset(bytes);
  const texts: Range[] = [];
  const hiddenTexts = new Set<number>();
  /** AnyValues of masked keys. */
  const secrets: Range[] = [];
  const isMasked = (key: Range | undefined): boolean =>
    key !== undefined && keys.has(bytes, key.start, key.end - key.start);

  /** A KeyValue (key 1, value 2, key by number 3), or the dictionary's (key by number 1, value 2). */
  function attribute(at: Range, depth: number): void {
    let key: Range | undefined;
    let value: Range | undefined;
    walk(at, (field, wire, range) => {
      if (field === 2 && wire === 2) value = range;
      else if (field === 1 && wire === 2) key = range;
      else if ((field === 1 || field === 3) && wire === 0) key = texts[numberAt(range)];
    });
    if (value === undefined) return;
    if (isMasked(key)) secrets.push(value);
    else anyValue(value, depth + 1);
  }

  /** Looks for attributes inside. */
  function anyValue(at: Range, depth: number): void {
    if (depth > mostDepth) return;
    walk(at, (field, wire, list) => {
      if (wire !== 2 || (field !== 5 && field !== 6)) return;
      walk(list, (inner, innerWire, one) => {
        if (inner !== 1 || innerWire !== 2) return;
        if (field === 6) attribute(one, depth + 1);
        else anyValue(one, depth + 1);
      });
    });
  }

  function hide(at: Range, depth: number): void {
    walk(at, (field, wire, range) => {
      const { start, end } = range;
      const own = (): Uint8Array => digest(bytes.slice(start, end));
      if (wire === 2 && (field === 5 || field === 6)) {
        if (depth > mostDepth) bytes.fill(0x2a, start, end);
        else
          walk(range, (inner, innerWire, one) => {
            if (inner === 1 && innerWire === 2) hideItem(one, field === 6, depth + 1);
          });
      } else if (wire === 2) maskText(bytes, start, end - start, own());
      else if (wire === 1) maskDouble(bytes, start, own());
      else if (field === 8) hiddenTexts.add(numberAt(range));
      else if (field === 2) bytes.fill(0x80, start, end - 1).fill(0, end - 1, end);
      else maskVarint(bytes, start, end - start, own());
    });
  }

  /** An item of a list, or an attribute of a map, whose key stays. */
  function hideItem(at: Range, isAttribute: boolean, depth: number): void {
    if (!isAttribute) return hide(at, depth);
    walk(at, (field, wire, value) => {
      if (field === 2 && wire === 2) hide(value, depth);
    });
  }

  function numberAt({ start, end }: Range): number {
    reader.pos = start;
    return reader.word(end);
  }

  function walk(at: Range, visit: Visit): void {
    let pos = at.start;
    try {
      while (pos < at.end) {
        reader.pos = pos;
        const tag = reader.tag(at.end);
        const wire = tag & 7;
        if (wire === 2) {
          const length = reader.length(at.end);
          const start = reader.pos;
          pos = start + length;
          visit(tag >>> 3, wire, { start, end: pos });
          continue;
        }
        const start = reader.pos;
        if (wire === 0) reader.word64(at.end);
        else if (wire === 1) reader.fixed64(at.end);
        else reader.skipUnknown(tag, at.end, new Map());
        pos = reader.pos;
        if (wire < 2) visit(tag >>> 3, wire, { start, end: pos });
      }
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
    }
  }

  /** Messages along a path of field numbers. */
  function each(at: Range, path: readonly number[], take: (found: Range) => void): void {
    const [field, ...rest] = path;
    walk(at, (number, wire, range) => {
      if (number !== field || wire !== 2) return;
      if (rest.length === 0) take(range);
      else each(range, rest, take);
    });
  }

  const whole: Range = { start: 0, end: bytes.length };
  each(whole, [2, 5], (text) => texts.push(text));
  for (const path of [
    [1, 1, 1],
    [1, 2, 1, 3],
    [2, 6],
  ])
    each(whole, path, (one) => attribute(one, 0));
  for (const secret of secrets) hide(secret, 0);
  for (const index of hiddenTexts) {
    const text = texts[index];
    if (text !== undefined && index > 0) {
      const { start, end } = text;
      maskText(bytes, start, end - start, digest(bytes.slice(start, end)));
    }
  }
  return secrets.length > 0;
}
