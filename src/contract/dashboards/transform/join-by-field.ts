// Puts frames beside each other by the values of one field, the time where none is named.
import { fieldName, type Cell, type Field, type Frame } from '../frame.ts';
import { textAt, type JsonObject } from '../grafana/read-json.ts';
import { compareCells, findField, keyOfCell } from './rows.ts';

export function joinByField(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const by = textAt(options, 'byField');
  const inner = textAt(options, 'mode') === 'inner';
  const parts = frames.flatMap((frame) => {
    const key = by === '' ? frame.fields.find((field) => field.kind === 'time') : findField(frame, by);
    return key === undefined ? [] : [{ frame, key, rows: rowsByKey(key) }];
  });
  const [first] = parts;
  if (first === undefined) return frames;
  const keys = new Map<string, Cell>();
  for (const { key } of parts) for (const value of key.values) keys.set(keyOfCell(value), value);
  const kept = [...keys].filter(([text]) => !inner || parts.every(({ rows }) => rows.has(text)));
  if (first.key.kind === 'time' || !inner)
    kept.sort(([, a], [, b]) => (first.key.kind === 'time' ? compareCells(a, b) : 0));
  const joined: Field[] = [{ ...first.key, values: kept.map(([, value]) => value) }];
  for (const { frame, key, rows } of parts) {
    for (const field of frame.fields) {
      if (field === key) continue;
      joined.push({
        ...field,
        displayName:
          field.displayName ?? (frame.name === '' || field.name !== 'Value' ? undefined : fieldName(field, frame)),
        values: kept.map(([text]) => {
          const row = rows.get(text);
          return row === undefined ? undefined : field.values[row];
        }),
      });
    }
  }
  return [{ target: parts.length === 1 ? first.frame.target : '', name: '', fields: joined }];
}

/** The last row of each value. */
function rowsByKey(key: Field): ReadonlyMap<string, number> {
  return new Map(key.values.map((value, row) => [keyOfCell(value), row]));
}
