// Settings of a field: the panel's defaults with every override that fits, in their order.
import type { FieldConfig, FieldMatcher, FieldSettings } from '../field-config.ts';
import { fieldName, numberOf, type Field, type Frame } from '../frame.ts';
import { parsePattern } from './pattern.ts';
import { reduceCells } from './reduce.ts';
import { reduceCalc } from './reduce-names.ts';

export function settingsOf(config: FieldConfig, field: Field, frame: Frame): FieldSettings {
  let settings: FieldSettings = field.unit === undefined ? config.defaults : { ...config.defaults, unit: field.unit };
  for (const { matcher, settings: more } of config.overrides) {
    if (matches(matcher, field, frame)) {
      const draw = more.draw === undefined ? settings.draw : { ...settings.draw, ...more.draw };
      settings = { ...settings, ...more, draw };
    }
  }
  return settings;
}

function matches(matcher: FieldMatcher, field: Field, frame: Frame): boolean {
  switch (matcher.kind) {
    case 'byName':
      return names(field, frame).includes(matcher.name);
    case 'byRegexp': {
      const pattern = parsePattern(matcher.pattern);
      return pattern !== undefined && names(field, frame).some((name) => test(pattern, name));
    }
    case 'byType':
      return field.kind === matcher.type;
    case 'byFrameRefID':
      return frame.target === matcher.target;
    case 'byNames': {
      const named = names(field, frame).some((name) => matcher.names.includes(name));
      return field.kind !== 'time' && named !== matcher.exclude;
    }
    case 'byValue': {
      const calc = reduceCalc(matcher.calc);
      if (calc === undefined || field.kind !== 'number') return false;
      const value = numberOf(reduceCells(field.values, calc));
      return value !== undefined && compare(value, matcher.operator, matcher.value);
    }
    case 'other':
      return false;
  }
}

function names(field: Field, frame: Frame): readonly string[] {
  return [fieldName(field, frame), field.name];
}

function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

function compare(value: number, operator: string, wanted: number): boolean {
  switch (operator) {
    case 'eq':
      return value === wanted;
    case 'neq':
    case 'ne':
      return value !== wanted;
    case 'lt':
      return value < wanted;
    case 'lte':
      return value <= wanted;
    case 'gt':
      return value > wanted;
    default:
      return value >= wanted;
  }
}
