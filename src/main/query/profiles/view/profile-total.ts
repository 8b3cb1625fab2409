// What percentages of a profile are of: the values of all samples without their signs, before any filter. In a comparison
// whose base is marked it is the base alone, as pprof has it.
import type { Profile } from '../../../../contract/profiles/profile.ts';

/** The label that marks samples of a base. */
export const baseLabel = { key: 'pprof::base', value: 'true' } as const;

export function profileTotal(profile: Profile, values: Float64Array): number {
  const { samples } = profile;
  const marked = baseSets(profile);
  let total = 0;
  let base = 0;
  for (let sample = 0; sample < samples.count; sample++) {
    const value = Math.abs(values[sample] as number);
    total += value;
    if (marked?.[samples.labels[sample] as number] === 1) base += value;
  }
  return base > 0 ? base : total;
}

/** 1 per label set that marks samples of a base; `undefined` where none does. */
export function baseSets({ labelSets, texts }: Profile): Uint8Array | undefined {
  const key = texts.indexOf(baseLabel.key);
  const value = texts.indexOf(baseLabel.value);
  if (key < 0 || value < 0) return undefined;
  const marked = new Uint8Array(labelSets.count);
  for (let set = 0; set < labelSets.count; set++) {
    for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
      if (labelSets.key[at] === key && labelSets.text[at] === value) marked[set] = 1;
    }
  }
  return marked.includes(1) ? marked : undefined;
}
