// Value mappings: the list of schema 32 and later, and the two older shapes (`type` 1 value, 2 range; `valueMaps`).
import type { MappedText, SpecialValue, ValueMapping } from '../field-config.ts';
import { isObject, numberAt, objectAt, textAt, wordAt, type JsonObject } from './read-json.ts';

export function readMappings(value: unknown): readonly ValueMapping[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const mappings = value.filter(isObject).flatMap(readMapping);
  return mappings.length === 0 ? undefined : mappings;
}

function readMapping(json: JsonObject): readonly ValueMapping[] {
  const options = objectAt(json, 'options');
  switch (json['type']) {
    case 'value':
      return Object.entries(options)
        .map(([key, one]) => ({ key, one: isObject(one) ? one : {} }))
        .toSorted((a, b) => (numberAt(a.one, 'index') ?? 0) - (numberAt(b.one, 'index') ?? 0))
        .map(({ key, one }) => ({ kind: 'value', value: key, result: result(one) }));
    case 'range':
      return [
        {
          kind: 'range',
          from: numberAt(options, 'from') ?? -Infinity,
          to: numberAt(options, 'to') ?? Infinity,
          result: result(objectAt(options, 'result')),
        },
      ];
    case 'regex':
      return [{ kind: 'regex', pattern: textAt(options, 'pattern'), result: result(objectAt(options, 'result')) }];
    case 'special':
      return [
        { kind: 'special', match: special(textAt(options, 'match')), result: result(objectAt(options, 'result')) },
      ];
    case 1:
      return [older(wordAt(json, 'value'), json)];
    case 2:
      return [
        {
          kind: 'range',
          from: numberAt(json, 'from') ?? -Infinity,
          to: numberAt(json, 'to') ?? Infinity,
          result: result(json),
        },
      ];
    default:
      // singlestat's valueMaps: { op: '=', value: 'null', text: 'N/A' }
      return 'value' in json && 'text' in json ? [older(wordAt(json, 'value'), json)] : [];
  }
}

function older(value: string, json: JsonObject): ValueMapping {
  if (value === 'null') return { kind: 'special', match: 'null', result: result(json) };
  return { kind: 'value', value, result: result(json) };
}

function result(json: JsonObject): MappedText {
  return { text: wordAt(json, 'text') || undefined, colour: textAt(json, 'color') || undefined };
}

function special(match: string): SpecialValue {
  switch (match) {
    case 'nan':
    case 'null+nan':
    case 'true':
    case 'false':
    case 'empty':
      return match;
    default:
      return 'null';
  }
}
