// Frames as single readings (stat, gauge, bars, slices): a name, a value, and the series it came from.
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { parsePattern } from '../../../../contract/dashboards/format/pattern.ts';
import { reduceCells } from '../../../../contract/dashboards/format/reduce.ts';
import { shownValue, type ShownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import type { FieldConfig, FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import {
  fieldName,
  numberOf,
  rowCount,
  textOf,
  type Cell,
  type Field,
  type Frame,
} from '../../../../contract/dashboards/frame.ts';
import type { ReduceOptions } from '../../../../contract/dashboards/panels.ts';
import type { LinkedData } from '../../../../contract/dashboards/variables/link-text.ts';
import { displayName } from './lines.ts';

export interface Reading {
  readonly key: string;
  readonly name: string;
  readonly shown: ShownValue;
  readonly settings: FieldSettings;
  /** Numbers over time, for a sparkline. */
  readonly trend: readonly (number | undefined)[];
  /** What its links write into their addresses. */
  readonly data: LinkedData;
}

/** More than these of one panel cannot be told apart. */
const mostReadings = 200;

export function readingsOf(frames: readonly Frame[], config: FieldConfig, reduce: ReduceOptions): readonly Reading[] {
  const [calc = 'lastNotNull'] = reduce.calcs;
  const readings: Reading[] = [];
  for (const [at, frame] of frames.entries()) {
    for (const field of frame.fields.filter((one) => isWanted(one, frame, reduce.fields))) {
      const settings = ranged(settingsOf(config, field, frame), frames);
      const name = displayName(field, frame, settings);
      if (reduce.values) {
        const count = Math.min(rowCount(frame), reduce.limit ?? mostReadings);
        for (let row = 0; row < count; row++) {
          const key = `${at} ${field.name} ${row}`;
          readings.push(reading(key, rowName(frame, row) || name, field, field.values[row], settings, [], frame, row));
        }
      } else {
        const value = reduceCells(field.values, calc);
        readings.push(reading(`${at} ${field.name}`, name, field, value, settings, field.values.map(numberOf)));
      }
    }
  }
  return readings.slice(0, mostReadings);
}

function reading(
  key: string,
  name: string,
  { labels }: Field,
  value: Cell,
  settings: FieldSettings,
  trend: Reading['trend'],
  frame?: Frame,
  row = 0,
): Reading {
  const shown = shownValue(value, settings, true);
  const data = {
    value,
    text: shown.text,
    time: undefined,
    name,
    labels,
    row: frame === undefined ? [] : rowCells(frame, row),
  };
  return { key, name, shown, settings, trend, data };
}

/** The cells of one row, for links. */
export function rowCells(frame: Frame, row: number): LinkedData['row'] {
  return frame.fields.map((field) => ({
    name: fieldName(field, frame),
    value: field.values[row],
    text: textOf(field.values[row]),
  }));
}

function isWanted(field: Field, frame: Frame, fields: string): boolean {
  if (fields === '') return field.kind === 'number' || field.kind === 'boolean';
  const name = fieldName(field, frame);
  return (
    name === fields || field.name === fields || (fields.startsWith('/') && (parsePattern(fields)?.test(name) ?? false))
  );
}

/** The texts of a row are its name. */
function rowName(frame: Frame, row: number): string {
  return frame.fields
    .filter(({ kind }) => kind === 'string')
    .map((field) => textOf(field.values[row]))
    .join(' ');
}

/** Without limits of their own, continuous colours and bars go by the least and largest value of all. */
function ranged(settings: FieldSettings, frames: readonly Frame[]): FieldSettings {
  if (settings.min !== undefined && settings.max !== undefined) return settings;
  if (settings.unit === 'percent' || settings.unit === 'percentunit') {
    return { ...settings, min: settings.min ?? 0, max: settings.max ?? (settings.unit === 'percent' ? 100 : 1) };
  }
  let least = 0;
  let most = -Infinity;
  for (const { fields } of frames) {
    for (const field of fields) {
      if (field.kind !== 'number') continue;
      for (const cell of field.values) {
        if (typeof cell !== 'number' || !Number.isFinite(cell)) continue;
        least = Math.min(least, cell);
        most = Math.max(most, cell);
      }
    }
  }
  return { ...settings, min: settings.min ?? least, max: settings.max ?? (most > least ? most : least + 1) };
}
