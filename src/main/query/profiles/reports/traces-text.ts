// `pprof -traces`: every sample with its labels and its stack, innermost first, in the order of the file.
import { profileLines } from './report-header.ts';
import type { ReportInput } from './report-input.ts';
import { sampleStacks } from './sample-stacks.ts';
import { frameKeys } from '../view/frame-keys.ts';
import { labelUnits } from '../view/label-units.ts';
import { profileTotal } from '../view/profile-total.ts';
import { formatScaled } from '../../../../contract/profiles/units.ts';

const rule = '-----------+-------------------------------------------------------';

export function tracesText(input: ReportInput): string {
  const stacks = sampleStacks(input);
  const { profile } = stacks;
  const own = profile.sampleTypes[input.type]?.unit ?? '';
  const values = profile.samples.values[input.type] as Float64Array;
  const total = profileTotal(input.profile, input.profile.samples.values[input.type] as Float64Array);
  const { keys, of } = frameKeys(profile, input.grouping, stacks.hidden, undefined, input.noInlines);
  const units = labelUnits(profile);
  const lines = [...profileLines(input, total, input.unit)];
  for (const sample of stacks.taken) {
    const frames = stacks.frames(sample);
    if (frames.length === 0) continue;
    lines.push(rule);
    const labels = stacks.labels(sample);
    const line = (key: string, shown: readonly string[]): string => `${key.padStart(10)}:  ${shown.join(' ')}`;
    const texts = labels.filter((label) => label.texts.length > 0).map((label) => line(label.key, label.texts));
    const numbers = labels
      .filter((label) => label.numbers.length > 0)
      .map((label) =>
        line(
          label.key,
          label.numbers.map(({ value }) => formatScaled(value, units.get(label.number) ?? '', 'auto')),
        ),
      );
    lines.push(...texts.toSorted(), ...numbers.toSorted());
    for (const [at, frame] of frames.entries()) {
      const value = at === 0 ? formatScaled(values[sample] as number, own, input.unit) : '';
      const mark = stacks.inlined[frame] === 1 ? ' (inline)' : '';
      lines.push(`${value.padStart(10)}   ${keys.name[of[frame] as number]}${mark}`);
    }
  }
  return `${lines.join('\n')}\n${rule}\n`;
}
