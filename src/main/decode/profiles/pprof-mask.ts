// Values of masked keys in the labels of a pprof profile: written over where they stand, lengths stay. A text is masked in the
// string table, so that whatever else is called like the secret no longer tells it either.
import type { MaskedKeys } from '../mask/masked-keys.ts';
import { maskText, maskVarint, type SecretDigest } from '../mask/write-mask.ts';
import { WireReader } from '../protobuf/wire-reader.ts';

/** Profile.sample, Profile.string_table, Sample.label and the fields of Label: tags of profile.proto. */
const Tag = { sample: 18, text: 50, label: 26, key: 8, str: 16, num: 24 } as const;

/**
 * Writes over all of them in `bytes`, which are not compressed; answers whether there was one.
 * @throws DecodeFault for what is no pprof
 */
export function maskPprofLabels(bytes: Uint8Array, keys: MaskedKeys, digest: SecretDigest): boolean {
  const reader = new WireReader();
  reader.reset(bytes);
  const starts: number[] = [];
  const ends: number[] = [];
  const maskedKeys = new Set<number>();
  each(bytes.length, Tag.text, (start, end) => {
    if (keys.has(bytes, start, end - start)) maskedKeys.add(starts.length);
    starts.push(start);
    ends.push(end);
  });
  if (maskedKeys.size === 0) return false;
  const hiddenTexts = new Set<number>();
  let found = false;

  /** Calls `take` for every message with this tag between where the reader is and `end`, other fields are passed over. */
  function each(end: number, wanted: number, take: (start: number, end: number) => void): void {
    while (reader.pos < end) {
      const tag = reader.tag(end);
      if (tag !== wanted) {
        reader.skipUnknown(tag, end, new Map());
        continue;
      }
      const length = reader.length(end);
      const start = reader.pos;
      take(start, start + length);
      reader.pos = start + length;
    }
  }

  /** A label may say its fields more than once: all of them are written over where one of its keys is masked. */
  function label(start: number, end: number): void {
    let isMasked = false;
    eachField(start, end, (tag) => {
      if (tag === Tag.key && maskedKeys.has(reader.word(end))) isMasked = true;
    });
    if (!isMasked) return;
    found = true;
    eachField(start, end, (tag) => {
      const at = reader.pos;
      if (tag === Tag.str) hiddenTexts.add(reader.word(end));
      else if (tag === Tag.num) {
        reader.word64(end);
        maskVarint(bytes, at, reader.pos - at, digest(bytes.slice(at, reader.pos)));
      }
    });
  }

  /** Calls `take` with every tag; the reader stands behind it. */
  function eachField(start: number, end: number, take: (tag: number) => void): void {
    for (let pos = start; pos < end;) {
      reader.pos = pos;
      const tag = reader.tag(end);
      const value = reader.pos;
      reader.skipUnknown(tag, end, new Map());
      ({ pos } = reader);
      reader.pos = value;
      take(tag);
    }
  }

  reader.pos = 0;
  each(bytes.length, Tag.sample, (_, end) => each(end, Tag.label, label));
  for (const index of hiddenTexts) {
    const [start, end] = [starts[index], ends[index]];
    if (index > 0 && start !== undefined && end !== undefined)
      maskText(bytes, start, end - start, digest(bytes.slice(start, end)));
  }
  return found;
}
