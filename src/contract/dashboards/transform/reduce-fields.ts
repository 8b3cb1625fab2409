// Every field becomes one row of numbers (last, mean, ...), or every frame one row.
import { fieldName, type Cell, type Frame } from '../frame.ts';
import { calcTitle, reduceCalc } from '../format/reduce-names.ts';
import { reduceCells } from '../format/reduce.ts';
import { flagAt, textAt, textsAt, type JsonObject } from '../grafana/read-json.ts';
import { kindOfCells, newField } from './rows.ts';

export function reduceFields(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const found = textsAt(options, 'reducers').flatMap((name) => reduceCalc(name) ?? []);
  const calcs = found.length === 0 ? (['max'] as const) : found;
  const withTime = flagAt(options, 'includeTimeField');
  const [calc] = calcs;
  if (textAt(options, 'mode') === 'reduceFields' && calc !== undefined) {
    return frames.map((frame) => ({
      ...frame,
      fields: frame.fields
        .filter((field) => withTime || field.kind !== 'time')
        .map((field) => ({ ...field, values: [reduceCells(field.values, calc)] })),
    }));
  }
  const rows = frames.flatMap((frame) =>
    frame.fields
      .filter((field) => field.kind === 'number' || field.kind === 'boolean' || (withTime && field.kind === 'time'))
      .map((field) => ({
        name: fieldName(field, frame),
        labels: field.labels,
        results: calcs.map((one) => reduceCells(field.values, one)),
      })),
  );
  const labelNames = flagAt(options, 'labelsToFields')
    ? [...new Set(rows.flatMap((row) => Object.keys(row.labels)))]
    : [];
  return [
    {
      target: '',
      name: '',
      fields: [
        newField(
          'Field',
          'string',
          rows.map((row) => row.name),
        ),
        ...labelNames.map((name) =>
          newField(
            name,
            'string',
            rows.map((row) => row.labels[name]),
          ),
        ),
        ...calcs.map((one, index) => {
          const values: Cell[] = rows.map((row) => row.results[index]);
          return newField(calcTitle(one), kindOfCells(values), values);
        }),
      ],
    },
  ];
}
