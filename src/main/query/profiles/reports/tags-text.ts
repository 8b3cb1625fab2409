// `pprof -tags`: per label key its values and what they add up to, columns aligned to the right.
import { labelTotals } from './label-totals.ts';
import type { ReportInput } from './report-input.ts';
import { selectSamples } from '../view/select-samples.ts';
import { autoUnit, fixedPoint, formatPercent, scaleValue } from '../../../../contract/profiles/units.ts';

export function tagsText(input: ReportInput): string {
  const { profile, taken } = selectSamples(input.profile, input.filter, input.noInlines);
  const values = profile.samples.values[input.type] as Float64Array;
  const own = input.profile.sampleTypes[input.type]?.unit ?? '';
  const unit = input.unit === '' ? autoUnit : input.unit;
  const format = (value: number): string => {
    const scaled = scaleValue(value, own, unit);
    return `${fixedPoint(scaled.value, 1)}${scaled.unit}`;
  };
  const labels = labelTotals(profile, (sample) => taken[sample] === 1, values, unit);
  let text = '';
  for (const { key, total, values: texts } of labels) {
    const head = `${key}:`;
    const rows = texts.map(({ text: name, value }) => ({
      cell: total > 0 ? `${format(value)} (${formatPercent(value, total)}):` : `${format(value)}:`,
      name,
    }));
    const width = Math.max(...rows.map(({ cell }) => cell.length)) + 1;
    text += ` ${head} Total ${format(total)}\n`;
    for (const { cell, name } of rows) text += `${' '.repeat(head.length + 1)}${cell.padStart(width)} ${name}\n`;
    text += '\n';
  }
  return text;
}
