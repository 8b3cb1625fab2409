// What each value of each label adds up to.
import { labelUnits } from '../view/label-units.ts';
import { autoUnit, formatScaled } from '../../../../contract/profiles/units.ts';
import type { Profile } from '../../../../contract/profiles/profile.ts';

export interface LabelTotals {
  readonly key: string;
  readonly total: number;
  /** Largest first, then by name. */
  readonly values: readonly LabelTotal[];
}

interface LabelTotal {
  readonly text: string;
  readonly numeric: boolean;
  /** Of a numeric label, the first that has this text; NaN for others. */
  readonly number: number;
  readonly unit: string;
  readonly value: number;
}

type Mutable = LabelTotal & { value: number };

/**
 * @param takes whether a sample belongs to the view
 * @param values a value per sample
 * @param shownUnit that numeric labels are told in
 */
export function labelTotals(
  profile: Profile,
  takes: (sample: number) => boolean,
  values: Float64Array,
  shownUnit = autoUnit,
): readonly LabelTotals[] {
  const { labelSets, samples, texts } = profile;
  const bySet = new Float64Array(labelSets.count);
  const used = new Uint8Array(labelSets.count);
  for (let sample = 0; sample < samples.count; sample++) {
    if (!takes(sample)) continue;
    const set = samples.labels[sample] as number;
    bySet[set] = (bySet[set] as number) + (values[sample] as number);
    used[set] = 1;
  }
  const units = labelUnits(profile);
  const keys = new Map<string, Map<string, Mutable>>();
  for (let set = 0; set < labelSets.count; set++) {
    if (used[set] === 0) continue;
    for (let at = labelSets.starts[set] as number; at < (labelSets.starts[set + 1] as number); at++) {
      const number = labelSets.key[at] as number;
      const key = texts[number] as string;
      const text = labelSets.text[at] as number;
      const numeric = text < 0;
      const value = labelSets.number[at] as number;
      const unit = numeric ? (units.get(number) ?? '') : '';
      const name = numeric ? formatScaled(value, unit, shownUnit) : (texts[text] as string);
      const known = keys.get(key) ?? new Map<string, Mutable>();
      keys.set(key, known);
      const entry = known.get(name) ?? { text: name, numeric, number: value, unit, value: 0 };
      known.set(name, entry);
      entry.value += bySet[set] as number;
    }
  }
  return [...keys]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entries]) => ({
      key,
      total: [...entries.values()].reduce((sum, { value }) => sum + value, 0),
      values: [...entries]
        .map(([, entry]): LabelTotal => entry)
        .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.text < b.text ? -1 : 1)),
    }));
}
