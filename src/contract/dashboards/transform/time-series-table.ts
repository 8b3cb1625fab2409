// One row per series: its labels and the series itself, drawn as a sparkline.
import { fieldName, timeField, type Cell, type Frame } from '../frame.ts';
import { objectAt, textAt, type JsonObject } from '../grafana/read-json.ts';
import { reduceCalc } from '../format/reduce-names.ts';
import { reduceCells } from '../format/reduce.ts';
import { newField } from './rows.ts';

export function timeSeriesTable(frames: readonly Frame[], options: JsonObject): readonly Frame[] {
  const targets = [...new Set(frames.map((frame) => frame.target))];
  return targets.flatMap((target) => {
    const mine = frames.filter((frame) => frame.target === target);
    if (mine.every((frame) => timeField(frame) === undefined)) return mine;
    return [tableOf(target, mine, reduceCalc(textAt(objectAt(options, target), 'stat')))];
  });
}

function tableOf(target: string, frames: readonly Frame[], calc: ReturnType<typeof reduceCalc>): Frame {
  const rows: { labels: Readonly<Record<string, string>>; trend: Frame; stat: Cell }[] = [];
  for (const frame of frames) {
    const time = timeField(frame);
    if (time === undefined) continue;
    for (const field of frame.fields) {
      if (field.kind !== 'number') continue;
      const stat = calc === undefined ? undefined : reduceCells(field.values, calc);
      rows.push({
        labels: field.labels,
        trend: { target, name: fieldName(field, frame), fields: [time, field] },
        stat,
      });
    }
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))];
  return {
    target,
    name: '',
    fields: [
      ...names.map((name) =>
        newField(
          name,
          'string',
          rows.map((row) => row.labels[name]),
        ),
      ),
      newField(
        `Trend #${target}`,
        'other',
        rows.map((row) => row.trend),
      ),
      ...(calc === undefined
        ? []
        : [
            newField(
              `Value #${target}`,
              'number',
              rows.map((row) => row.stat),
            ),
          ]),
    ],
  };
}
