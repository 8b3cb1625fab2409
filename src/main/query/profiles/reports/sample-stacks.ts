// What text reports say of single samples: the frames and labels that a filter leaves.
import type { ReportInput } from './report-input.ts';
import { selectSamples } from '../view/select-samples.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';

export interface SampleStacks {
  readonly profile: Profile;
  /** Samples that the filter takes. */
  readonly taken: readonly number[];
  /** Innermost first. */
  readonly frames: (sample: number) => readonly number[];
  /** 1 for a frame that has a shown frame of its location outside of it. */
  readonly inlined: Uint8Array;
  readonly hidden: Uint8Array;
  readonly labels: (sample: number) => readonly SampleLabel[];
}

/** All values of one key, in the order of the file. */
export interface SampleLabel {
  readonly key: string;
  /** Number of the key's text. */
  readonly number: number;
  readonly texts: readonly string[];
  readonly numbers: readonly { readonly value: number; readonly unit: string }[];
}

export function sampleStacks({ profile, filter, noInlines }: ReportInput): SampleStacks {
  const selected = selectSamples(profile, filter, noInlines);
  const source = selected.profile;
  const taken: number[] = [];
  for (let at = 0; at < source.samples.count; at++) if (selected.taken[at] === 1) taken.push(at);
  return {
    profile: source,
    taken,
    inlined: selected.verdicts.inlined,
    hidden: selected.verdicts.hidden,
    frames(sample) {
      const frames: number[] = [];
      let stack = source.samples.stack[sample] as number;
      for (; stack >= 0; stack = source.stacks.parent[stack] as number) {
        if (selected.shows(stack)) frames.push(source.stacks.frame[stack] as number);
      }
      return frames;
    },
    labels: (sample) => labelsOf(source, source.samples.labels[sample] as number),
  };
}

function labelsOf({ labelSets, texts }: Profile, set: number): readonly SampleLabel[] {
  const labels = new Map<number, { texts: string[]; numbers: { value: number; unit: string }[] }>();
  for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
    const key = labelSets.key[at] as number;
    const label = labels.get(key) ?? { texts: [], numbers: [] };
    labels.set(key, label);
    const text = labelSets.text[at] as number;
    if (text >= 0) label.texts.push(texts[text] as string);
    else {
      const unit = texts[labelSets.unit[at] as number] as string;
      label.numbers.push({ value: labelSets.number[at] as number, unit });
    }
  }
  return [...labels].map(([number, label]) => ({ key: texts[number] as string, number, ...label }));
}
