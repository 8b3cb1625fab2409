// `pprof -tags`: per label key its values and what they add up to, columns aligned to the right.
import { labelTotals } from './label-totals.ts';
import type { ReportInput } from './report-input.ts';
import { viewOf } from '../view/view-of.ts';
import { autoUnit, fixedPoint, formatPercent, scaleValue } from '../../../../contract/profiles/units.ts';

export function tagsText(input: ReportInput): string {
  const view = viewOf(input.profile, input.filter, 'function');
  const own = input.profile.sampleTypes[input.type]?.unit ?? '';
  const format = (value: number): string => {
    const scaled = scaleValue(value, own, input.unit === '' ? autoUnit : input.unit);
    return `${fixedPoint(scaled.value, 1)}${scaled.unit}`;
  };
  let text = '';
  for (const { key, total, values } of labelTotals(view, view.profile.samples.values[input.type] as Float64Array)) {
    const head = `${key}:`;
    const rows = values.map(({ text: name, value }) => ({
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
