// `templating.list`: the variables of a classic dashboard. A variable of V2 is brought into this shape first.
import type { AdhocFilter, Variable, VariableOption, VariableSort } from '../variables/variable.ts';
import type { ReportKeeper } from './import-report.ts';
import { sourceType } from './targets.ts';
import { finite, flagAt, isObject, objectAt, objectsAt, textAt, wordAt, type JsonObject } from './read-json.ts';

const sorts: readonly VariableSort[] = [
  'none',
  'alphabetical',
  'alphabetical-desc',
  'numerical',
  'numerical-desc',
  'alphabetical-any-case',
  'alphabetical-any-case-desc',
  'natural',
  'natural-desc',
];

export function readTemplating(list: readonly JsonObject[], keeper: ReportKeeper): readonly Variable[] {
  return list.flatMap((json) => readVariable(json, keeper).map((variable) => ({ ...variable, source: json })));
}

function readVariable(json: JsonObject, keeper: ReportKeeper): readonly Variable[] {
  const name = textAt(json, 'name');
  if (name === '') return [];
  const base = {
    name,
    label: textAt(json, 'label'),
    description: textAt(json, 'description'),
    hide: hideOf(json['hide']),
    current: currentOf(objectAt(json, 'current')['value']),
  };
  const choosable = {
    multi: flagAt(json, 'multi'),
    includeAll: flagAt(json, 'includeAll'),
    allValue: wordAt(json, 'allValue'),
  };
  switch (json['type']) {
    case 'query': {
      const source = sourceType(json['datasource']);
      if (source !== '' && !/prom|mimir|thanos|victoria|cortex|^\$/.test(source)) {
        keeper.note(`The variable $${name} asks ${source}, which is not available here; it has no values.`);
      }
      return [
        {
          ...base,
          ...choosable,
          kind: 'query',
          query: queryOf(json),
          regex: textAt(json, 'regex'),
          sort: sorts[finite(json['sort']) ?? 0] ?? 'none',
          refresh:
            json['refresh'] === 2 ? 'time' : json['refresh'] === 0 || json['refresh'] === false ? 'never' : 'load',
        },
      ];
    }
    case 'custom':
      return [{ ...base, ...choosable, kind: 'custom', options: customOptions(json) }];
    case 'interval':
      return [
        {
          ...base,
          kind: 'interval',
          options: textAt(json, 'query')
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '' && !one.startsWith('$__auto')),
          auto: flagAt(json, 'auto'),
          autoCount: finite(json['auto_count']) ?? 30,
          autoMin: wordAt(json, 'auto_min') || '10s',
        },
      ];
    case 'textbox':
      return [{ ...base, kind: 'textbox', current: base.current.length > 0 ? base.current : [textAt(json, 'query')] }];
    case 'constant':
      return [{ ...base, kind: 'constant', current: [wordAt(json, 'query') || (base.current[0] ?? '')] }];
    case 'datasource':
      return [{ ...base, ...choosable, kind: 'datasource', type: wordAt(json, 'query') || 'prometheus' }];
    case 'adhoc':
      return [{ ...base, kind: 'adhoc', filters: objectsAt(json, 'filters').flatMap(readFilter) }];
    default:
      keeper.note(
        `The variable $${name} is of a kind that is not known (${wordAt(json, 'type') || 'none'}) and is left out.`,
      );
      return [];
  }
}

/** A text, or an object that says it in `query`, or since Grafana 10 in parts. */
function queryOf(json: JsonObject): string {
  const { query } = json;
  if (typeof query === 'string') return query;
  if (!isObject(query)) return textAt(json, 'definition');
  const text = textAt(query, 'query') || textAt(query, 'expr') || textAt(query, '__legacyStringValue');
  if (text !== '') return text;
  const label = textAt(query, 'label');
  const metric = textAt(query, 'metric') || textAt(query, 'stream');
  if (label !== '') return metric === '' ? `label_values(${label})` : `label_values(${metric}, ${label})`;
  return textAt(json, 'definition');
}

function hideOf(value: unknown): Variable['hide'] {
  if (value === 2 || value === 'hideVariable') return 'variable';
  return value === 1 || value === 'hideLabel' ? 'label' : 'no';
}

function currentOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' ? [one] : typeof one === 'number' ? [String(one)] : []));
}

/** `a, b\,c, Text : value`; the saved options when there is no query. */
function customOptions(json: JsonObject): readonly VariableOption[] {
  const query = textAt(json, 'query');
  if (query !== '') return parseCustomOptions(query);
  return objectsAt(json, 'options').flatMap((one) => {
    const value = wordAt(one, 'value');
    return value === '' || value === '$__all' ? [] : [{ text: wordAt(one, 'text') || value, value }];
  });
}

export function parseCustomOptions(query: string): readonly VariableOption[] {
  return (query.match(/(?:\\,|[^,])+/g) ?? []).flatMap((part) => {
    const plain = part.replaceAll('\\,', ',').trim();
    if (plain === '') return [];
    const pair = /^(.+?)\s+:\s+(.+)$/s.exec(plain);
    return [{ text: pair?.[1]?.trim() ?? plain, value: pair?.[2]?.trim() ?? plain }];
  });
}

function readFilter(json: JsonObject): readonly AdhocFilter[] {
  const key = textAt(json, 'key');
  const operator = json['operator'];
  if (key === '') return [];
  return [
    {
      key,
      operator: operator === '!=' || operator === '=~' || operator === '!~' ? operator : '=',
      value: wordAt(json, 'value'),
    },
  ];
}
