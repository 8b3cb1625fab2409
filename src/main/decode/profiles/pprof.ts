// pprof's profile.proto, as Go, jemalloc, pprof-rs, Node and many others write it. Sections may come in any order, so that
// the file's fields are gone over once per kind: facts, texts, mappings, functions, locations, samples.
import type { Beat } from '../../../contract/beat.ts';
import { PprofSamples } from './pprof-samples.ts';
import { profileShape, valueTypeShape } from './pprof-shapes.ts';
import { PprofTables } from './pprof-tables.ts';
import { PprofTexts } from './pprof-texts.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';
import { unixNanos } from '../../../contract/time.ts';

export const pprof: ProfileReader = { id: 'pprof', sniff, decode };

/** Tags of the fields of Profile. */
const Field = {
  sampleType: 10,
  sample: 18,
  mapping: 26,
  location: 34,
  function: 42,
  text: 50,
  periodType: 90,
} as const;

/** Fields of a Profile, one of them with types, in front of a damaged one: enough to say what the file is and where it breaks. */
const leastBeforeDamage = 3;

/** Every field up to the end of the head is one of Profile, sample types and samples hold what is theirs. */
function sniff(head: Uint8Array): boolean {
  const reader = new WireReader();
  reader.reset(head);
  let fields = 0;
  let typed = false;
  const damaged = (): boolean => typed && fields >= leastBeforeDamage;
  try {
    while (reader.pos < head.length) {
      const tag = reader.tag(head.length);
      const comment = tag === 104 || tag === 106;
      if (!comment && profileShape.get(tag >>> 3)?.wire !== (tag & 7)) return damaged();
      reader.word64(head.length);
      if ((tag & 7) === 2) {
        const end = reader.pos + reader.high * 0x1_0000_0000 + reader.low;
        if (end > head.length) break;
        const types = tag === Field.sampleType || tag === Field.periodType;
        if (types && !holdsOnly(reader, end, [8, 16])) return damaged();
        if (tag === Field.sample && !holdsOnly(reader, end, [8, 10, 16, 18, 26])) return damaged();
        typed ||= types;
        reader.pos = end;
      }
      fields++;
    }
  } catch (fault) {
    // The head may end inside a number.
    if (!(fault instanceof DecodeFault) || reader.pos < head.length - 20) return damaged();
  }
  return fields > 0;
}

function holdsOnly(reader: WireReader, end: number, tags: readonly number[]): boolean {
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (!tags.includes(tag)) return false;
    reader.word64(end);
    if ((tag & 7) === 2) reader.pos += reader.low;
  }
  return reader.pos === end;
}

function decode(bytes: Uint8Array, { text, beat }: ProfileTools): DecodedProfiles {
  const reader = new WireReader();
  reader.reset(bytes);
  const facts = readFacts(reader, bytes.length);
  const types = facts.typeFields.length / 4;
  if (types === 0) throw new DecodeFault('the profile has no sample types', 0);
  if (types > profileLimits.sampleTypes) {
    throw new DecodeFault(`${types} sample types; the limit is ${profileLimits.sampleTypes}`, 0);
  }
  // The types' texts are known only now, and the builder needs the types.
  const sampleTypes = Array.from({ length: types }, () => ({ type: '', unit: '' }));
  const builder = new ProfileBuilder('pprof', sampleTypes, beat);
  const texts = new PprofTexts(bytes, builder.texts, text);
  const each = (wanted: number, read: (end: number) => void): void =>
    eachField(reader, bytes.length, wanted, read, beat);
  each(Field.text, (end) => texts.add(reader.pos, end));
  const textOf = (low = 0, high = 0, what = ''): string => texts.textOf(low, high, what, 0);
  for (const [at, type] of sampleTypes.entries()) {
    const [low, high, unitLow, unitHigh] = facts.typeFields.slice(4 * at, 4 * at + 4);
    type.type = textOf(low, high, `sample type ${at}`);
    type.unit = textOf(unitLow, unitHigh, `sample type ${at}`);
  }
  const tables = new PprofTables(reader, texts, builder);
  each(Field.mapping, (end) => tables.mapping(end));
  each(Field.function, (end) => tables.func(end));
  each(Field.location, (end) => tables.location(end));
  const samples = new PprofSamples(reader, tables, texts, builder, types);
  each(Field.sample, (end) => samples.sample(end));
  if (samples.note !== undefined) builder.notes.push(samples.note);
  const named = (field: number, what: string): string => {
    const [low, high] = facts.scalars.get(field) ?? [0, 0];
    return textOf(low, high, what);
  };
  const [periodLow, periodHigh, unitLow, unitHigh] = facts.periodFields;
  const periodType = textOf(periodLow, periodHigh, 'the period type');
  const periodUnit = textOf(unitLow, unitHigh, 'the period type');
  const defaultName = named(14, 'the default sample type');
  const defaultType = defaultName === '' ? -1 : sampleTypes.findIndex(({ type }) => type === defaultName);
  if (defaultName !== '' && defaultType < 0) {
    builder.notes.push(`the default sample type "${defaultName}" is none of the profile's`);
  }
  const docUrl = named(15, 'the address of documents');
  const time = signed(facts.scalars.get(9));
  const duration = signed(facts.scalars.get(10));
  const period = signed(facts.scalars.get(12));
  const profile = builder.finish({
    time: time > 0n ? unixNanos(time) : undefined,
    durationNanos: duration === 0n ? undefined : Number(duration),
    period:
      periodType === '' && period === 0n ? undefined : { type: periodType, unit: periodUnit, value: Number(period) },
    comments: facts.comments.map(([low, high]) => textOf(low, high, 'a comment')),
    docUrl: /^https?:\/\//i.test(docUrl) ? docUrl : undefined,
    dropFrames: named(7, 'the expression of dropped frames'),
    keepFrames: named(8, 'the expression of kept frames'),
    ...(defaultType < 0 ? {} : { defaultType }),
  });
  return { profiles: [profile] };
}

/** Goes over the fields of one tag; `read` must not stay before the field's end. */
function eachField(
  reader: WireReader,
  length: number,
  wanted: number,
  read: (end: number) => void,
  beat: Beat | undefined,
): void {
  reader.pos = 0;
  while (reader.pos < length) {
    const began = reader.pos;
    const tag = reader.tag(length);
    if ((tag & 7) === 2) {
      const end = reader.length(length) + reader.pos;
      if (tag === wanted) {
        read(end);
        beat?.(end - began);
      } else beat?.(1);
      reader.pos = end;
    } else reader.skipUnknown(tag, length, noShape);
  }
}

const noShape: typeof profileShape = new Map();

interface Facts {
  /** Low and high word of type and unit, per sample type. */
  readonly typeFields: number[];
  readonly periodFields: number[];
  /** Words by field number. */
  readonly scalars: Map<number, readonly [number, number]>;
  readonly comments: (readonly [number, number])[];
}

/** What stands in the profile itself, and whether every field has its wire type. */
function readFacts(reader: WireReader, length: number): Facts {
  const facts: Facts = { typeFields: [], periodFields: [], scalars: new Map(), comments: [] };
  while (reader.pos < length) {
    const tag = reader.tag(length);
    const number = tag >>> 3;
    if (tag === Field.sampleType) readValueType(reader, facts.typeFields, length);
    else if (tag === Field.periodType) {
      facts.periodFields.length = 0;
      readValueType(reader, facts.periodFields, length);
    } else if (tag === 106) {
      const end = reader.length(length) + reader.pos;
      while (reader.pos < end) facts.comments.push(words(reader, end));
    } else if (tag === 104) facts.comments.push(words(reader, length));
    else if ((tag & 7) === 0 && profileShape.get(number)?.wire !== 2) facts.scalars.set(number, words(reader, length));
    else if ((tag & 7) === 2 && profileShape.get(number)?.wire !== 0) reader.pos = reader.length(length) + reader.pos;
    else reader.skipUnknown(tag, length, profileShape);
  }
  return facts;
}

function readValueType(reader: WireReader, fields: number[], length: number): void {
  const end = reader.length(length) + reader.pos;
  const at = fields.length;
  fields.push(0, 0, 0, 0);
  while (reader.pos < end) {
    const tag = reader.tag(end);
    if (tag === 8 || tag === 16) {
      const [low, high] = words(reader, end);
      fields[at + (tag === 8 ? 0 : 2)] = low;
      fields[at + (tag === 8 ? 1 : 3)] = high;
    } else reader.skipUnknown(tag, end, valueTypeShape);
  }
}

function words(reader: WireReader, end: number): readonly [number, number] {
  reader.word64(end);
  return [reader.low, reader.high];
}

function signed([low, high]: readonly [number, number] = [0, 0]): bigint {
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
}
