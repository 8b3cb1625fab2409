// Labels of series as texts: whole, or only what tells the series of one answer apart.
import type { LabelTable } from '../../../../contract/metrics.ts';

export type LabelPairs = readonly (readonly [name: string, value: string])[];

export function labelsOf(table: LabelTable, row: number): LabelPairs {
  const width = table.names.length;
  return table.names.flatMap((name, column): LabelPairs => {
    const cell = table.cells[row * width + column] ?? 0;
    return cell === 0 ? [] : [[name, table.texts[cell] ?? '']];
  });
}

/** `up{instance="a",job="b"}`. */
export function labelsText(pairs: LabelPairs): string {
  const name = pairs.find(([label]) => label === '__name__')?.[1] ?? '';
  const rest = pairs
    .filter(([label]) => label !== '__name__')
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return rest.length === 0 && name !== '' ? name : `${name}{${rest.join(', ')}}`;
}

/** A name for each series: by `template` (`{{label}}` is its value), else by the labels in which the series differ. */
export function seriesNames(table: LabelTable, template: string, otherwise: string): readonly string[] {
  const width = table.names.length;
  const differing = table.names.flatMap((_, column) => {
    const first = table.cells[column];
    for (let row = 1; row < table.rows; row++) if (table.cells[row * width + column] !== first) return [column];
    return [];
  });
  const cell = (row: number, column: number): string => table.texts[table.cells[row * width + column] ?? 0] ?? '';
  return Array.from({ length: table.rows }, (_, row) => {
    if (template !== '')
      return template.replaceAll(/\{\{\s*([^}\s]+)\s*\}\}/g, (_match, label: string) => {
        const column = table.names.indexOf(label);
        return column < 0 ? '' : cell(row, column);
      });
    const own = differing.flatMap((column) => {
      const value = cell(row, column);
      return value === '' ? [] : [differing.length === 1 ? value : `${table.names[column]}=${value}`];
    });
    return own.length > 0 ? own.join(', ') : whole(table, row, otherwise);
  });
}

function whole(table: LabelTable, row: number, otherwise: string): string {
  const text = labelsText(labelsOf(table, row));
  return text === '{}' ? otherwise : text;
}
