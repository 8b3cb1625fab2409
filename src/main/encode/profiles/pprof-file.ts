// A profile as pprof's profile.proto, not compressed: samples with their labels, every sample type, inlined lines. Go's
// pprof and our own reader get the same stacks and values back.
import { ProtoBytes } from '../proto-bytes.ts';
import { frameLocations, type FrameLocations } from '../../../contract/profiles/frame-locations.ts';
import { FrameFlag, type Profile } from '../../../contract/profiles/profile.ts';

export interface PprofFile {
  readonly profile: Profile;
  /** Samples that are written, and stacks whose innermost frame is. */
  readonly takes: (sample: number) => boolean;
  readonly shows: (stack: number) => boolean;
  /** 1 for frames that are written nowhere. */
  readonly hidden: Uint8Array;
}

const pieceBytes = 256 * 1024;

export function* pprofFile(file: PprofFile): Generator<Uint8Array, void> {
  const { profile } = file;
  const out = new ProtoBytes();
  const texts = new FileTexts();
  for (const { type, unit } of profile.sampleTypes) writeValueType(out, 1, texts.number(type), texts.number(unit));
  const locations = frameLocations(profile.frames);
  const path: number[] = [];
  for (let sample = 0; sample < profile.samples.count; sample++) {
    if (!file.takes(sample)) continue;
    writeSample(out, texts, file, locations, sample, path);
    if (out.length >= pieceBytes) yield out.take();
  }
  writeMappings(out, texts, profile);
  for (let location = 0; location < locations.count; location++) {
    writeLocation(out, file, locations, location);
    if (out.length >= pieceBytes) yield out.take();
  }
  const { functions } = profile;
  const text = (number: number | undefined): number => texts.number(profile.texts[number as number] as string);
  for (let at = 0; at < functions.count; at++) {
    const start = out.begin(5);
    out.uint32(1, at + 1);
    out.uint32(2, text(functions.name[at]));
    out.uint32(3, text(functions.systemName[at]));
    out.uint32(4, text(functions.file[at]));
    out.uint32(5, functions.startLine[at] as number);
    out.end(start);
    if (out.length >= pieceBytes) yield out.take();
  }
  writeFacts(out, texts, profile);
  for (const one of texts.all) {
    out.text(6, one);
    if (out.length >= pieceBytes) yield out.take();
  }
  yield out.take();
}

/** The string table; index 0 is the empty text. */
class FileTexts {
  readonly all: string[] = [''];
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

function writeValueType(out: ProtoBytes, field: number, type: number, unit: number): void {
  const start = out.begin(field);
  out.uint32(1, type);
  out.uint32(2, unit);
  out.end(start);
}

function writeSample(
  out: ProtoBytes,
  texts: FileTexts,
  { profile, shows }: PprofFile,
  locations: FrameLocations,
  sample: number,
  path: number[],
): void {
  const { samples, stacks, labelSets } = profile;
  path.length = 0;
  let inner = -1;
  for (let stack = samples.stack[sample] as number; stack >= 0; stack = stacks.parent[stack] as number) {
    if (!shows(stack)) continue;
    const frame = stacks.frame[stack] as number;
    // Frames of one location go down to its outermost; a higher one begins the location of the caller.
    const same = inner > frame && locations.of[inner] === locations.of[frame];
    if (!same) path.push((locations.of[frame] as number) + 1);
    inner = frame;
  }
  const values = samples.values.map((column) => whole(column[sample] as number));
  const start = out.begin(2);
  out.packedVarints(1, path);
  if (values.every((value) => value >= 0)) out.packedVarints(2, values);
  else for (const value of values) out.int64(2, BigInt(value));
  const set = samples.labels[sample] as number;
  for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
    const label = out.begin(3);
    const text = labelSets.text[at] as number;
    out.uint32(1, texts.number(profile.texts[labelSets.key[at] as number] as string));
    if (text >= 0) out.uint32(2, texts.number(profile.texts[text] as string));
    else {
      out.int64(3, BigInt(whole(labelSets.number[at] as number)));
      out.uint32(4, texts.number(profile.texts[labelSets.unit[at] as number] as string));
    }
    out.end(label);
  }
  out.end(start);
}

/** The greatest double below 2^63. */
const largest = 2 ** 63 - 1024;

/** The nearest number that an int64 has; 0 for none. */
function whole(value: number): number {
  return Math.round(Math.min(largest, Math.max(-(2 ** 63), value))) || 0;
}

function writeMappings(out: ProtoBytes, texts: FileTexts, { mappings, texts: own }: Profile): void {
  for (let at = 0; at < mappings.count; at++) {
    const start = out.begin(3);
    out.uint32(1, at + 1);
    out.int64(2, mappings.start[at] as bigint);
    out.int64(3, mappings.limit[at] as bigint);
    out.int64(4, mappings.offset[at] as bigint);
    out.uint32(5, texts.number(own[mappings.file[at] as number] as string));
    out.uint32(6, texts.number(own[mappings.buildId[at] as number] as string));
    for (let bit = 0; bit < 4; bit++) if (((mappings.flags[at] as number) & (1 << bit)) !== 0) out.uint32(7 + bit, 1);
    out.end(start);
  }
}

function writeLocation(
  out: ProtoBytes,
  { profile, hidden }: PprofFile,
  { starts }: FrameLocations,
  location: number,
): void {
  const { frames } = profile;
  const first = starts[location] as number;
  const start = out.begin(4);
  out.uint32(1, location + 1);
  if ((frames.mapping[first] as number) >= 0) out.uint32(2, (frames.mapping[first] as number) + 1);
  if (frames.address[first] !== 0n) out.int64(3, frames.address[first] as bigint);
  for (let frame = (starts[location + 1] as number) - 1; frame >= first; frame--) {
    const func = frames.function[frame] as number;
    if (func < 0 || hidden[frame] === 1) continue;
    const line = out.begin(4);
    out.uint32(1, func + 1);
    out.uint32(2, frames.line[frame] as number);
    if (frames.column[frame] !== 0) out.uint32(3, frames.column[frame] as number);
    out.end(line);
  }
  if (((frames.flags[first] as number) & FrameFlag.folded) !== 0) out.uint32(5, 1);
  out.end(start);
}

function writeFacts(out: ProtoBytes, texts: FileTexts, profile: Profile): void {
  if (profile.dropFrames !== '') out.uint32(7, texts.number(profile.dropFrames));
  if (profile.keepFrames !== '') out.uint32(8, texts.number(profile.keepFrames));
  if (profile.time !== undefined) out.int64(9, profile.time);
  if (profile.durationNanos !== undefined) out.int64(10, BigInt(whole(profile.durationNanos)));
  const { period } = profile;
  if (period !== undefined) {
    writeValueType(out, 11, texts.number(period.type), texts.number(period.unit));
    out.int64(12, BigInt(whole(period.value)));
  }
  for (const comment of profile.comments) out.uint32(13, texts.number(comment));
  if (profile.defaultType !== profile.sampleTypes.length - 1) {
    out.uint32(14, texts.number(profile.sampleTypes[profile.defaultType]?.type ?? ''));
  }
  if (profile.docUrl !== undefined) out.uint32(15, texts.number(profile.docUrl));
}
