// A profile as text for goldens: facts, then the trie of stacks (`#node in #parent frame`), then samples (`#node values`).
import { FrameFlag, type Profile } from '../../../src/contract/profiles/profile.ts';

export function dumpProfile(profile: Profile): string {
  const { sampleTypes, samples, stacks, links } = profile;
  const facts: readonly (readonly [string, unknown])[] = [
    ['format', profile.format],
    ['title', profile.title],
    ['types', sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' ')],
    ['default', sampleTypes[profile.defaultType]?.type],
    ['time', profile.time],
    ['duration', profile.durationNanos],
    ['period', profile.period && `${profile.period.type}/${profile.period.unit} ${profile.period.value}`],
    ['comments', profile.comments.join(' | ')],
    ['docUrl', profile.docUrl],
    ['dropFrames', profile.dropFrames],
    ['keepFrames', profile.keepFrames],
    ['notes', profile.notes.join(' | ')],
    ['totals', totalsOf(profile).join(' ')],
  ];
  const lines = facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key} ${String(value)}`);
  for (let node = 0; node < stacks.count; node++) {
    const parent = stacks.parent[node] as number;
    lines.push(`#${node}${parent < 0 ? '' : ` in #${parent}`} ${frameText(profile, stacks.frame[node] as number)}`);
  }
  for (let at = 0; at < samples.count; at++) {
    const link = links[samples.link?.[at] ?? -1];
    lines.push(
      [
        `#${samples.stack[at]}`,
        samples.values.map((column) => column[at]).join(' '),
        samples.time === undefined ? '' : `@${samples.time[at]}`,
        labelsOf(profile, samples.labels[at] as number),
        link === undefined ? '' : `-> ${link.traceId}:${link.spanId}`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The sum of every sample type. */
export const totalsOf = ({ samples }: Profile): readonly number[] =>
  samples.values.map((column) => column.reduce((sum, one) => sum + one, 0));

/** Names of a stack, outermost first. */
export function stackNames(profile: Profile, stack: number): readonly string[] {
  const names: string[] = [];
  for (let node = stack; node >= 0; node = profile.stacks.parent[node] as number) {
    names.push(nameOf(profile, profile.stacks.frame[node] as number));
  }
  return names.reverse();
}

function nameOf({ frames, functions, texts }: Profile, frame: number): string {
  const at = frames.function[frame] as number;
  return at < 0 ? '' : (texts[functions.name[at] as number] as string);
}

function frameText(profile: Profile, frame: number): string {
  const { frames, functions, mappings, texts } = profile;
  const at = frames.function[frame] as number;
  const mapping = frames.mapping[frame] as number;
  const address = frames.address[frame] as bigint;
  const flags = frames.flags[frame] as number;
  const place = [
    at < 0 ? '' : texts[functions.file[at] as number],
    frames.line[frame] || '',
    frames.column[frame] || '',
  ];
  const start = at < 0 ? 0 : (functions.startLine[at] as number);
  return [
    nameOf(profile, frame),
    place.join(':').replace(/:+$/, ''),
    start === 0 ? '' : `s=${start}`,
    address === 0n ? '' : `0x${address.toString(16)}`,
    mapping < 0 ? '' : `[${texts[mappings.file[mapping] as number]}]`,
    texts[frames.kind[frame] as number],
    Object.entries(FrameFlag)
      .filter(([, bit]) => (flags & bit) !== 0)
      .map(([name]) => name)
      .join(','),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function labelsOf({ labelSets, texts }: Profile, set: number): string {
  const parts: string[] = [];
  for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
    const text = labelSets.text[at] as number;
    const unit = texts[labelSets.unit[at] as number];
    parts.push(`${texts[labelSets.key[at] as number]}=${text < 0 ? `${labelSets.number[at]}${unit}` : texts[text]}`);
  }
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`;
}
