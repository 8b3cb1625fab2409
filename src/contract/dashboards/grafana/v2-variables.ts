// Variables of V2 in the shape of classic ones.
import { flagAt, isObject, objectAt, objectsAt, textAt, type JsonObject } from './read-json.ts';

const types: Readonly<Record<string, string>> = {
  QueryVariable: 'query',
  CustomVariable: 'custom',
  IntervalVariable: 'interval',
  TextVariable: 'textbox',
  ConstantVariable: 'constant',
  DatasourceVariable: 'datasource',
  AdhocVariable: 'adhoc',
};

const sorts = [
  'disabled',
  'alphabeticalAsc',
  'alphabeticalDesc',
  'numericalAsc',
  'numericalDesc',
  'alphabeticalCaseInsensitiveAsc',
  'alphabeticalCaseInsensitiveDesc',
  'naturalAsc',
  'naturalDesc',
];

const refreshes: Readonly<Record<string, number>> = { never: 0, onDashboardLoad: 1, onTimeRangeChanged: 2 };

/** A switch is a choice of two. */
function switchVariable(spec: JsonObject): JsonObject {
  const on = textAt(spec, 'enabledValue', 'true');
  const off = textAt(spec, 'disabledValue', 'false');
  return {
    ...spec,
    type: 'custom',
    query: [`on : ${comma(on)}`, `off : ${comma(off)}`].join(','),
    current: { value: textAt(spec, 'current', off) },
  };
}

function comma(text: string): string {
  return text.replaceAll(',', '\\,');
}

export function classicVariable(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  const kind = textAt(json, 'kind');
  if (kind === 'SwitchVariable') return switchVariable(spec);
  const { query } = spec;
  const inner = isObject(query) ? objectAt(query, 'spec') : {};
  return {
    ...spec,
    type: types[kind] ?? kind,
    query: isObject(query) ? inner : kind === 'DatasourceVariable' ? spec['pluginId'] : query,
    datasource: isObject(query) ? { type: textAt(query, 'group') || dataSource(query) } : undefined,
    refresh: refreshes[textAt(spec, 'refresh')] ?? 1,
    sort: Math.max(0, sorts.indexOf(textAt(spec, 'sort'))),
    ...(kind === 'AdhocVariable'
      ? { filters: [...objectsAt(spec, 'baseFilters'), ...objectsAt(spec, 'filters')] }
      : {}),
    auto: flagAt(spec, 'auto'),
    auto_count: spec['auto_count'],
    auto_min: spec['auto_min'],
  };
}

function dataSource(query: JsonObject): string {
  const kind = textAt(query, 'kind');
  return kind === 'DataQuery' ? '' : kind;
}
