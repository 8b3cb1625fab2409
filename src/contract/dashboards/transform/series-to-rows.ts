// All series below each other: time, name of the series, value; newest first.
import { fieldName, timeField, type Cell, type Frame } from '../frame.ts';
import { compareCells, newField } from './rows.ts';

export function seriesToRows(frames: readonly Frame[]): readonly Frame[] {
  const rows: { time: Cell; metric: string; value: Cell }[] = [];
  for (const frame of frames) {
    const time = timeField(frame);
    if (time === undefined) continue;
    for (const field of frame.fields) {
      if (field.kind !== 'number') continue;
      const metric = fieldName(field, frame);
      field.values.forEach((value, row) => rows.push({ time: time.values[row], metric, value }));
    }
  }
  if (rows.length === 0) return frames;
  rows.sort((a, b) => compareCells(b.time, a.time));
  return [
    {
      target: '',
      name: '',
      fields: [
        newField(
          'Time',
          'time',
          rows.map((row) => row.time),
        ),
        newField(
          'Metric',
          'string',
          rows.map((row) => row.metric),
        ),
        newField(
          'Value',
          'number',
          rows.map((row) => row.value),
        ),
      ],
    },
  ];
}
