// Labels of series as columns of a table, or as rows of names and values.
import { rowCount, type Field, type Frame } from '../frame.ts';
import { textAt, textsAt, type JsonObject } from '../grafana/read-json.ts';
import { mergeFrames } from './merge-frames.ts';
import { newField } from './rows.ts';

export function labelsToFields(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const keep = textsAt(options, 'keepLabels');
  const wanted = (name: string): boolean => keep.length === 0 || keep.includes(name);
  if (textAt(options, 'mode') === 'rows') return frames.map((frame) => asRows(frame, wanted));
  const valueLabel = textAt(options, 'valueLabel');
  return mergeFrames(frames.flatMap((frame) => asColumns(frame, wanted, valueLabel)));
}

function seriesKey({ labels }: Field): string {
  const names = Object.keys(labels).toSorted((a, b) => (a < b ? -1 : 1));
  return JSON.stringify(names.map((name) => [name, labels[name]]));
}

/** One table per set of labels; they are merged afterwards. */
function asColumns(frame: Frame, wanted: (name: string) => boolean, valueLabel: string): readonly Frame[] {
  const rows = rowCount(frame);
  const plain = frame.fields.filter((field) => Object.keys(field.labels).length === 0);
  const groups = new Map<string, Field[]>();
  for (const field of frame.fields) {
    if (Object.keys(field.labels).length > 0) {
      const key = seriesKey(field);
      groups.set(key, [...(groups.get(key) ?? []), field]);
    }
  }
  if (groups.size === 0) return [frame];
  return [...groups.values()].map((fields) => {
    const labels = fields[0]?.labels ?? {};
    const columns = Object.entries(labels)
      .filter(([name]) => wanted(name) && name !== valueLabel)
      .map(([name, value]) =>
        newField(
          name,
          'string',
          Array.from({ length: rows }, () => value),
        ),
      );
    const values = fields.map((field) => ({
      ...field,
      labels: {},
      name: (valueLabel === '' ? undefined : labels[valueLabel]) ?? field.name,
      displayName: undefined,
    }));
    return { ...frame, name: '', fields: [...plain, ...columns, ...values] };
  });
}

function asRows(frame: Frame, wanted: (name: string) => boolean): Frame {
  const labels = new Map<string, string>();
  for (const field of frame.fields)
    for (const [name, value] of Object.entries(field.labels)) if (wanted(name)) labels.set(name, value);
  return {
    ...frame,
    fields: [newField('label', 'string', [...labels.keys()]), newField('value', 'string', [...labels.values()])],
  };
}
