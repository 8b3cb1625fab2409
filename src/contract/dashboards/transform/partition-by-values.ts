// One frame per combination of values of some fields.
import { fieldName, rowCount, textOf, type Frame } from '../frame.ts';
import { flagAt, textsAt, type JsonObject } from '../grafana/read-json.ts';
import { findField, keyOfCell, pickRows } from './rows.ts';

export function partitionByValues(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const names = textsAt(options, 'fields');
  if (names.length === 0) return frames;
  return frames.flatMap((frame) => {
    const keys = names.flatMap((name) => findField(frame, name) ?? []);
    if (keys.length === 0) return [frame];
    const groups = new Map<string, number[]>();
    for (let row = 0; row < rowCount(frame); row++) {
      const key = JSON.stringify(keys.map((field) => keyOfCell(field.values[row])));
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const rest = flagAt(options, 'keepFields')
      ? frame
      : { ...frame, fields: frame.fields.filter((field) => !keys.includes(field)) };
    return [...groups.values()].map((rows) => {
      const [row = 0] = rows;
      const labels = Object.fromEntries(keys.map((field) => [fieldName(field, frame), textOf(field.values[row])]));
      const part = pickRows(rest, rows);
      const name = Object.values(labels).join(' ');
      const fields = part.fields.map((field) =>
        field.kind === 'time' ? field : { ...field, labels: { ...field.labels, ...labels } },
      );
      return { ...part, name, fields };
    });
  });
}
