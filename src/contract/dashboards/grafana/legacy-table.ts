// `styles` of tables before schema 26: what each column is called, its unit, colours, whether it is hidden; and `transform`, which
// was a setting of the panel then. The first style that fits a column counts, of overrides the last: they are turned round.
import type { FieldConfig, FieldMatcher, FieldOverride, Thresholds } from '../field-config.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { PanelNotes } from './import-report.ts';
import { readMappings } from './mappings.ts';
import {
  compact,
  finite,
  flagAt,
  listAt,
  numberAt,
  objectsAt,
  optionalChoiceAt,
  textAt,
  textsAt,
  wordAt,
  type JsonObject,
} from './read-json.ts';

export function hasTableStyles(json: JsonObject): boolean {
  return (
    objectsAt(json, 'styles').length > 0 && (typeof json['fieldConfig'] !== 'object' || json['fieldConfig'] === null)
  );
}

export function tableFields(json: JsonObject, notes: PanelNotes): FieldConfig {
  const styles = objectsAt(json, 'styles');
  if (styles.some((style) => flagAt(style, 'link'))) notes.degraded('Links of columns are not followed.');
  if (styles.some((style) => objectsAt(style, 'rangeMaps').length > 0 && finite(style['mappingType']) === 2)) {
    notes.degraded('Ranges of values of the old table are not named.');
  }
  return { defaults: {}, overrides: styles.map(readStyle).toReversed() };
}

/** What the panel does to its series before it lists them. */
export function tableTransformations(json: JsonObject, notes: PanelNotes): readonly Transformation[] {
  const transform = textAt(json, 'transform');
  const done = (id: string): Transformation => ({ id, options: {}, disabled: false, filter: '' });
  const series = objectsAt(json, 'targets').some((target) => target['format'] !== 'table');
  switch (transform) {
    case '':
    case 'table':
      return [];
    case 'timeseries_to_rows':
      return series ? [done('seriesToRows')] : [];
    case 'timeseries_to_columns':
      return series ? [done('seriesToColumns')] : [];
    default:
      notes.degraded(`The transformation "${transform}" of the old table is not done.`);
      return [];
  }
}

function readStyle(json: JsonObject): FieldOverride {
  const hidden = json['type'] === 'hidden';
  const colour = textAt(json, 'colorMode');
  const date = json['type'] === 'date';
  return {
    matcher: matcherOf(textAt(json, 'pattern')),
    settings: compact({
      unit: date ? 'dateTimeAsLocal' : json['type'] === 'number' ? textAt(json, 'unit') || undefined : undefined,
      decimals: json['type'] === 'number' ? numberAt(json, 'decimals') : undefined,
      displayName: wordAt(json, 'alias') || undefined,
      thresholds: colour === '' ? undefined : thresholdsOf(json),
      mappings: finite(json['mappingType']) === 2 ? undefined : readMappings(json['valueMaps']),
      draw: compact({
        hidden,
        cell: colour === '' ? undefined : colour === 'value' ? ('color-text' as const) : ('color-background' as const),
        align: optionalChoiceAt(json, 'align', ['auto', 'left', 'center', 'right']),
      }),
    }),
  };
}

function matcherOf(pattern: string): FieldMatcher {
  return pattern.startsWith('/') && pattern.length > 1
    ? { kind: 'byRegexp', pattern }
    : { kind: 'byName', name: pattern };
}

/** Texts of two numbers between three colours. */
function thresholdsOf(json: JsonObject): Thresholds | undefined {
  const colours = textsAt(json, 'colors');
  const values = listAt(json, 'thresholds').flatMap((one) => finite(one) ?? []);
  if (values.length === 0) return undefined;
  return {
    mode: 'absolute',
    steps: [-Infinity, ...values].map((value, i) => ({ value, colour: colours[i] ?? colours.at(-1) ?? 'green' })),
  };
}
