// The `singlestat` panel of before 2020: one number, coloured by two thresholds, perhaps as a gauge or with a sparkline.
import type { FieldConfig, Thresholds, ValueMapping } from '../field-config.ts';
import { defaultReduce, type ReduceCalc, type ReduceOptions, type StatPanel } from '../panels.ts';
import { readMappings } from './mappings.ts';
import {
  compact,
  finite,
  flagAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  wordAt,
  type JsonObject,
} from './read-json.ts';

export function singlestatFields(json: JsonObject): FieldConfig {
  const gauge = objectAt(json, 'gauge');
  const showsGauge = flagAt(gauge, 'show');
  const prefix = textAt(json, 'prefix').trim();
  const unit = textAt(json, 'format');
  return {
    defaults: compact({
      unit: unit === '' || unit === 'none' ? postfixUnit(json) : unit,
      decimals: numberAt(json, 'decimals'),
      min: showsGauge ? (numberAt(gauge, 'minValue') ?? 0) : undefined,
      max: showsGauge ? (numberAt(gauge, 'maxValue') ?? 100) : undefined,
      displayName: prefix === '' ? undefined : prefix,
      noValue: textAt(json, 'nullText') || undefined,
      thresholds: singlestatThresholds(json),
      mappings: singlestatMappings(json),
    }),
    overrides: [],
  };
}

function postfixUnit(json: JsonObject): string | undefined {
  const postfix = textAt(json, 'postfix').trim();
  return postfix === '' ? 'none' : `suffix:${postfix}`;
}

/** `"70,90"` between three colours. */
function singlestatThresholds(json: JsonObject): Thresholds | undefined {
  const values = textAt(json, 'thresholds')
    .split(',')
    .map((one) => finite(one.trim()))
    .filter((one) => one !== undefined);
  const colours = textsAt(json, 'colors');
  if (values.length === 0 || colours.length === 0) return undefined;
  const [base = 'green'] = colours;
  return {
    mode: 'absolute',
    steps: [
      { value: -Infinity, colour: base },
      ...values.map((value, index) => ({ value, colour: colours[index + 1] ?? base })),
    ],
  };
}

function singlestatMappings(json: JsonObject): readonly ValueMapping[] | undefined {
  if (finite(json['mappingType']) === 2) {
    const ranges = objectsAt(json, 'rangeMaps').map((one): ValueMapping => ({
      kind: 'range',
      from: finite(one['from']) ?? -Infinity,
      to: finite(one['to']) ?? Infinity,
      result: { text: wordAt(one, 'text'), colour: undefined },
    }));
    return ranges.length === 0 ? undefined : ranges;
  }
  return readMappings(json['valueMaps']);
}

const calcs: Readonly<Record<string, ReduceCalc>> = {
  avg: 'mean',
  current: 'lastNotNull',
  min: 'min',
  max: 'max',
  total: 'sum',
  first: 'first',
  delta: 'delta',
  diff: 'diff',
  range: 'range',
};

export function singlestatOptions(
  json: JsonObject,
): Pick<StatPanel, 'colour' | 'graph'> & { readonly reduce: ReduceOptions } {
  return {
    reduce: { ...defaultReduce, calcs: [calcs[textAt(json, 'valueName')] ?? 'mean'] },
    colour: flagAt(json, 'colorBackground') ? 'background' : flagAt(json, 'colorValue') ? 'value' : 'none',
    graph: flagAt(objectAt(json, 'sparkline'), 'show') ? 'area' : 'none',
  };
}
