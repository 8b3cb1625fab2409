// Rows with equal values in the named fields become one row, the others are summed up.
import { fieldName, rowCount, type Field, type Frame } from '../frame.ts';
import { reduceCalc } from '../format/reduce-names.ts';
import { reduceCells } from '../format/reduce.ts';
import { objectAt, textsAt, type JsonObject } from '../grafana/read-json.ts';
import { kindOfCells, keyOfCell } from './rows.ts';

export function groupBy(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const wanted = objectAt(options, 'fields');
  return frames.map((frame) => {
    const operation = (field: Field): JsonObject => {
      const byScreen = objectAt(wanted, fieldName(field, frame));
      return Object.keys(byScreen).length > 0 ? byScreen : objectAt(wanted, field.name);
    };
    const keys = frame.fields.filter((field) => operation(field)['operation'] === 'groupby');
    if (keys.length === 0) return frame;
    const groups = rowsOf(frame, keys);
    const fields: Field[] = keys.map((field) => ({ ...field, values: groups.map(([row]) => field.values[row ?? 0]) }));
    for (const field of frame.fields) {
      const own = operation(field);
      if (own['operation'] !== 'aggregate') continue;
      for (const name of textsAt(own, 'aggregations')) {
        const calc = reduceCalc(name);
        if (calc === undefined) continue;
        const values = groups.map((rows) =>
          reduceCells(
            rows.map((row) => field.values[row]),
            calc,
          ),
        );
        fields.push({
          name: `${fieldName(field, frame)} (${name})`,
          kind: field.kind === 'time' && ['first', 'last', 'min', 'max'].includes(name) ? 'time' : kindOfCells(values),
          labels: {},
          values,
        });
      }
    }
    return { ...frame, name: '', fields };
  });
}

function rowsOf(frame: Frame, keys: readonly Field[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rowCount(frame); row++) {
    const key = JSON.stringify(keys.map((field) => keyOfCell(field.values[row])));
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [row]);
    else rows.push(row);
  }
  return [...groups.values()];
}
