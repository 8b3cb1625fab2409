// `pprof -raw`: samples, locations and mappings as they are, numbered by their place in the file.
import { goDuration, goTime } from './go-time.ts';
import type { ReportInput } from './report-input.ts';
import { type SampleStacks, sampleStacks } from './sample-stacks.ts';
import { type FrameLocations, frameLocations } from '../../../../contract/profiles/frame-locations.ts';
import { FrameFlag, type Profile } from '../../../../contract/profiles/profile.ts';

export function rawText(input: ReportInput): string {
  const { profile } = input;
  const stacks = sampleStacks(input);
  const { profile: shown } = stacks;
  const locations = frameLocations(shown.frames);
  const lines = profile.comments.map((comment) => `Comment: ${comment}`);
  if (profile.docUrl !== undefined) lines.push(`Doc: ${profile.docUrl}`);
  lines.push(`PeriodType: ${profile.period?.type ?? ''} ${profile.period?.unit ?? ''}`);
  lines.push(`Period: ${profile.period?.value ?? 0}`);
  if (profile.time !== undefined) lines.push(`Time: ${goTime(profile.time)}`);
  if (profile.durationNanos !== undefined) lines.push(`Duration: ${goDuration(profile.durationNanos).slice(0, 4)}`);
  lines.push('Samples:', typesLine(profile));
  for (const sample of stacks.taken) {
    const values = shown.samples.values.map((column) => ` ${String(column[sample]).padStart(10)}`).join('');
    lines.push(`${values}: ${stackText(stacks.frames(sample), locations)}`, ...labelLines(stacks, sample));
  }
  lines.push('Locations');
  for (let at = 0; at < locations.count; at++) lines.push(...locationLines(stacks, locations, at, input.noInlines));
  lines.push('Mappings');
  if (shown.mappings.count === 0) lines.push('1: 0x0/0x0/0x0   ');
  for (let at = 0; at < shown.mappings.count; at++) lines.push(mappingLine(shown, at, input.noInlines));
  return `${lines.join('\n')}\n`;
}

function typesLine({ sampleTypes, defaultType, defaultNamed }: Profile): string {
  return sampleTypes
    .map(({ type, unit }, at) => `${type}/${unit}${at === defaultType && defaultNamed === true ? '[dflt]' : ''}`)
    .join(' ');
}

function labelLines(stacks: SampleStacks, sample: number): readonly string[] {
  const texts: string[] = [];
  const numbers: string[] = [];
  for (const label of stacks.labels(sample)) {
    if (label.texts.length > 0) texts.push(`${label.key}:[${label.texts.join(' ')}]`);
    if (label.numbers.length === 0) continue;
    const units = label.numbers.some(({ unit }) => unit !== '');
    numbers.push(
      `${label.key}:[${label.numbers.map(({ value, unit }) => (units ? `${value} ${unit}` : value)).join(' ')}]`,
    );
  }
  return [texts, numbers]
    .filter((parts) => parts.length > 0)
    .map((parts) => `${' '.repeat(16)}${parts.toSorted().join(' ')}`);
}

/** The locations of a stack, innermost first. */
function stackText(shown: readonly number[], locations: FrameLocations): string {
  let text = '';
  for (const [at, frame] of shown.entries()) {
    // Frames of one location stand together, the outermost last.
    const location = locations.of[frame] as number;
    const next = shown[at + 1];
    const more = next !== undefined && next === frame - 1 && locations.of[next] === location;
    if (!more) text += `${location + 1} `;
  }
  return text;
}

function locationLines(
  { profile, hidden }: SampleStacks,
  { starts }: FrameLocations,
  location: number,
  noInlines: boolean,
): readonly string[] {
  const { frames, functions, texts } = profile;
  const first = starts[location] as number;
  // pprof gives a file without mappings one that says nothing.
  const label = ((frames.flags[first] as number) & FrameFlag.label) !== 0;
  const mapping = profile.mappings.count === 0 && !label ? 1 : (frames.mapping[first] as number) + 1;
  const folded = ((frames.flags[first] as number) & FrameFlag.folded) !== 0;
  const address = (frames.address[first] as bigint).toString(16);
  const head = `${String(location + 1).padStart(6)}: 0x${address} ${mapping === 0 ? '' : `M=${mapping} `}${folded ? '[F] ' : ''}`;
  if ((frames.function[first] as number) < 0) return [head];
  const lines: string[] = [];
  for (let frame = (starts[location + 1] as number) - 1; frame >= first; frame--) {
    if (hidden[frame] === 1) continue;
    const func = frames.function[frame] as number;
    const name = texts[functions.name[func] as number] as string;
    const system = texts[functions.systemName[func] as number] as string;
    const place = `${texts[functions.file[func] as number]}:${frames.line[frame]}:${noInlines ? 0 : frames.column[frame]}`;
    const start = `s=${functions.startLine[func]}${name === system ? '' : `(${system})`}`;
    lines.push(`${lines.length === 0 ? head : ' '.repeat(13)}${name} ${place} ${start}`);
  }
  return lines.length === 0 ? [head] : lines;
}

function mappingLine({ mappings, texts }: Profile, mapping: number, noInlines: boolean): string {
  const hex = (value: bigint | undefined): string => `0x${(value ?? 0n).toString(16)}`;
  const flags = (mappings.flags[mapping] as number) & (noInlines ? 7 : 15);
  const bits = ['[FN]', '[FL]', '[LN]', '[IN]'].filter((_, bit) => (flags & (1 << bit)) !== 0).join('');
  const range = [mappings.start[mapping], mappings.limit[mapping], mappings.offset[mapping]].map(hex).join('/');
  const file = texts[mappings.file[mapping] as number];
  return `${mapping + 1}: ${range} ${file} ${texts[mappings.buildId[mapping] as number]} ${bits}`;
}
