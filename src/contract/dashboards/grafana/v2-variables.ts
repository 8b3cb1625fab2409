// Variables of V2 in the shape of classic ones.
import { flagAt, isObject, objectAt, textAt, type JsonObject } from './read-json.ts';

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

export function classicVariable(json: JsonObject): JsonObject {
  const spec = objectAt(json, 'spec');
  const kind = textAt(json, 'kind');
  const { query } = spec;
  const inner = isObject(query) ? objectAt(query, 'spec') : {};
  return {
    ...spec,
    type: types[kind] ?? kind,
    query: isObject(query) ? inner : kind === 'DatasourceVariable' ? spec['pluginId'] : query,
    datasource: isObject(query) ? { type: textAt(query, 'group') || dataSource(query) } : undefined,
    refresh: refreshes[textAt(spec, 'refresh')] ?? 1,
    sort: Math.max(0, sorts.indexOf(textAt(spec, 'sort'))),
    auto: flagAt(spec, 'auto'),
    auto_count: spec['auto_count'],
    auto_min: spec['auto_min'],
  };
}

function dataSource(query: JsonObject): string {
  const kind = textAt(query, 'kind');
  return kind === 'DataQuery' ? '' : kind;
}
