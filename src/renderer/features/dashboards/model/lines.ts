// Frames as the lines of a chart over time: settings by field, times in common, colours.
import { settingsOf } from '../../../../contract/dashboards/format/field-match.ts';
import { shownValue } from '../../../../contract/dashboards/format/shown-value.ts';
import { reduceCells } from '../../../../contract/dashboards/format/reduce.ts';
import type { FieldConfig, FieldSettings } from '../../../../contract/dashboards/field-config.ts';
import {
  fieldName,
  labelText,
  numberOf,
  timeField,
  type Cell,
  type Field,
  type Frame,
} from '../../../../contract/dashboards/frame.ts';
import { namedColour } from '../../../draw/named-colour.ts';
import { colourOfSlot, serviceColours } from '../../../draw/palette.ts';
import type { Theme } from '../../../draw/theme.ts';
import type { ChartSeries } from '../../../draw/time-chart/chart-data.ts';
import { axesOf } from './chart-axes.ts';
import { colourScheme, extremesOf } from './colour-scheme.ts';
import { seriesLook } from './series-look.ts';

export interface Line {
  readonly series: ChartSeries;
  readonly settings: FieldSettings;
  readonly cells: readonly Cell[];
  /** Everything known about it, for hover. */
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly inLegend: boolean;
}

export interface Lines {
  readonly times: Float64Array;
  /** A line that an area reaches down to stands before or after it, as the frames have them. */
  readonly lines: readonly Line[];
}

interface Found {
  readonly name: string;
  readonly field: Field;
  readonly frame: Frame;
  readonly time: Field;
  readonly settings: FieldSettings;
}

export function linesOf(frames: readonly Frame[], config: FieldConfig, theme: Pick<Theme, 'scheme' | 'text'>): Lines {
  const found = frames
    .flatMap((frame) => fieldsOf(frame, config))
    .filter(({ settings }) => settings.draw?.hideFrom?.chart !== true);
  const times = timesOf(found);
  const place = new Map(Array.from(times, (time, at) => [time, at]));
  const colours = serviceColours(
    found.map(({ name }) => name),
    theme.scheme,
  );
  const keys = new Map<string, number>();
  const sides = axesOf(found.map(({ settings }) => settings));
  const extremes = extremesOf(found.flatMap(({ field }) => field.values.map(numberOf)));
  const percent = found.some(({ settings }) => settings.draw?.stacking === 'percent');
  const lines = found.map(({ name, field, frame, time, settings }, index): Line => {
    const values = Array.from({ length: times.length }, (): number | null =>
      settings.draw?.nullsAsZero === true ? 0 : null,
    );
    field.values.forEach((cell, row) => {
      const at = place.get(numberOf(time.values[row]) ?? Number.NaN);
      const value = numberOf(cell);
      if (at !== undefined && value !== undefined && Number.isFinite(value))
        values[at] = settings.draw?.negativeY === true ? -value : value;
    });
    const base = `${frame.target} ${labelText(field.labels)} ${name}`;
    const repeat = (keys.get(base) ?? 0) + 1;
    keys.set(base, repeat);
    return {
      settings,
      cells: field.values,
      labels: field.labels,
      title: Object.keys(field.labels).length === 0 ? name : `${name}\n${labelText(field.labels)}`,
      inLegend: settings.draw?.hideFrom?.legend !== true,
      series: {
        key: `${base} ${repeat}`,
        name,
        colour:
          lineColour(field, settings, theme) ??
          (found.length > 20 ? colours(name) : colourOfSlot(index, theme.scheme)).fill,
        values,
        axis: sides[index],
        fillTo: indexOfName(found, settings.draw?.fillBelowTo),
        ...seriesLook(settings.draw, percent),
        scheme: settings.draw?.gradient === 'scheme' ? colourScheme(settings, extremes, theme) : undefined,
      },
    };
  });
  return { times, lines };
}

/** Names as the settings give them. */
export function displayName(field: Field, frame: Frame, settings: FieldSettings): string {
  const wanted = settings.displayName;
  if (wanted === undefined) return fieldName(field, frame);
  return wanted.replace(
    /\$\{__(field|series)\.(name|displayName|labels(?:\.(\w+))?)\}/g,
    (_, _of, what: string, label?: string) => {
      if (what === 'name' || what === 'displayName') return fieldName(field, frame);
      return label === undefined ? labelText(field.labels) : (field.labels[label] ?? '');
    },
  );
}

function fieldsOf(frame: Frame, config: FieldConfig): readonly Found[] {
  const time = timeField(frame);
  if (time === undefined) return [];
  return frame.fields.flatMap((field) => {
    if (field.kind !== 'number' && field.kind !== 'boolean') return [];
    const settings = settingsOf(config, field, frame);
    return [{ name: displayName(field, frame, settings), field, frame, time, settings }];
  });
}

function timesOf(found: readonly Found[]): Float64Array {
  const all = new Set<number>();
  const seen = new Set<readonly Cell[]>();
  for (const { time } of found) {
    if (seen.has(time.values)) continue;
    seen.add(time.values);
    for (const cell of time.values) if (typeof cell === 'number') all.add(cell);
  }
  return Float64Array.from(all).sort();
}

function lineColour(field: Field, settings: FieldSettings, theme: Pick<Theme, 'scheme' | 'text'>): string | undefined {
  const mode = settings.colour?.mode ?? 'palette-classic';
  if (mode.startsWith('palette')) return undefined;
  const { colour, share } = shownValue(reduceCells(field.values, 'lastNotNull'), settings, false);
  return colour === undefined ? undefined : namedColour(colour, theme, share);
}

function indexOfName(found: readonly Found[], name: string | undefined): number | undefined {
  const at =
    name === undefined ? -1 : found.findIndex((one) => one.name === name || fieldName(one.field, one.frame) === name);
  return at < 0 ? undefined : at;
}
