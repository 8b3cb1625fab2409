// `fieldConfig` of a panel: defaults and overrides (schema 22 and later; older panels are read by legacy-*.ts).
import type {
  ColourChoice,
  DrawSettings,
  FieldConfig,
  FieldLink,
  FieldMatcher,
  FieldOverride,
  FieldSettings,
  Thresholds,
} from '../field-config.ts';
import type { PanelNotes } from './import-report.ts';
import { readMappings } from './mappings.ts';
import {
  choiceAt,
  compact,
  finite,
  isObject,
  numberAt,
  objectAt,
  objectsAt,
  optionalChoiceAt,
  textAt,
  textsAt,
  wordAt,
  type JsonObject,
} from './read-json.ts';

export function readFieldConfig(panel: JsonObject, notes: PanelNotes): FieldConfig {
  const config = objectAt(panel, 'fieldConfig');
  return {
    defaults: readDefaults(objectAt(config, 'defaults')),
    overrides: objectsAt(config, 'overrides').map((one) => readOverride(one, notes)),
  };
}

export function readDefaults(json: JsonObject): FieldSettings {
  const draw = readDraw(objectAt(json, 'custom'));
  return compact({
    unit: textAt(json, 'unit') || undefined,
    decimals: numberAt(json, 'decimals'),
    min: numberAt(json, 'min'),
    max: numberAt(json, 'max'),
    displayName: textAt(json, 'displayName') || undefined,
    noValue: wordAt(json, 'noValue') || undefined,
    thresholds: readThresholds(json['thresholds']),
    mappings: readMappings(json['mappings']),
    colour: readColour(json['color']),
    links: readFieldLinks(json['links']),
    draw: Object.keys(draw).length === 0 ? undefined : draw,
  });
}

export function readThresholds(value: unknown): Thresholds | undefined {
  if (!isObject(value)) return undefined;
  const steps = objectsAt(value, 'steps').map((step, index) => ({
    value: index === 0 ? -Infinity : (finite(step['value']) ?? -Infinity),
    colour: textAt(step, 'color', 'green'),
  }));
  if (steps.length === 0) return undefined;
  return { mode: choiceAt(value, 'mode', ['absolute', 'percentage']), steps };
}

function readColour(value: unknown): ColourChoice | undefined {
  if (!isObject(value)) return undefined;
  return { mode: textAt(value, 'mode', 'palette-classic'), fixed: textAt(value, 'fixedColor') || undefined };
}

function readFieldLinks(value: unknown): readonly FieldLink[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const links = value.filter(isObject).flatMap((one) => {
    const url = textAt(one, 'url');
    return url === '' ? [] : [{ title: textAt(one, 'title') || url, url }];
  });
  return links.length === 0 ? undefined : links;
}

export function readDraw(json: JsonObject): DrawSettings {
  const dashes = objectAt(json, 'lineStyle');
  const stacking = objectAt(json, 'stacking');
  const scale = objectAt(json, 'scaleDistribution');
  const cell = textAt(objectAt(json, 'cellOptions'), 'type') || textAt(json, 'displayMode');
  const hide = json['hideFrom'];
  return compact({
    style: optionalChoiceAt(json, 'drawStyle', ['line', 'bars', 'points']),
    interpolation: optionalChoiceAt(json, 'lineInterpolation', ['linear', 'smooth', 'stepBefore', 'stepAfter']),
    lineWidth: numberAt(json, 'lineWidth'),
    dash:
      dashes['fill'] === 'dash' || dashes['fill'] === 'dot'
        ? Array.isArray(dashes['dash'])
          ? dashes['dash'].map(finite).filter((one) => one !== undefined)
          : dashes['fill'] === 'dot'
            ? [0, 10]
            : [10, 10]
        : undefined,
    fillOpacity: numberAt(json, 'fillOpacity'),
    gradient: optionalChoiceAt(json, 'gradientMode', ['none', 'opacity', 'hue', 'scheme']),
    fillBelowTo: textAt(json, 'fillBelowTo') || undefined,
    pointSize: numberAt(json, 'pointSize'),
    barAlign: readBarAlign(json['barAlignment']),
    barWidth: numberAt(json, 'barWidthFactor'),
    showPoints: optionalChoiceAt(json, 'showPoints', ['auto', 'always', 'never']),
    spanNulls: typeof json['spanNulls'] === 'boolean' ? json['spanNulls'] : numberAt(json, 'spanNulls'),
    stacking: optionalChoiceAt(stacking, 'mode', ['none', 'normal', 'percent']),
    stackingGroup: textAt(stacking, 'group') || undefined,
    negativeY: json['transform'] === 'negative-Y' ? true : undefined,
    axis: optionalChoiceAt(json, 'axisPlacement', ['auto', 'left', 'right', 'hidden']),
    axisLabel: textAt(json, 'axisLabel') || undefined,
    axisSoftMin: numberAt(json, 'axisSoftMin'),
    axisSoftMax: numberAt(json, 'axisSoftMax'),
    axisCentred: json['axisCenteredZero'] === true ? true : undefined,
    scale:
      scale['type'] === 'log'
        ? { kind: 'log' as const, base: numberAt(scale, 'log') ?? 10 }
        : scale['type'] === 'linear'
          ? { kind: 'linear' as const }
          : undefined,
    thresholds: thresholdStyle(textAt(objectAt(json, 'thresholdsStyle'), 'mode')),
    hideFrom: isObject(hide)
      ? {
          legend: hide['legend'] === true,
          tooltip: hide['tooltip'] === true,
          chart: hide['viz'] === true || hide['graph'] === true,
        }
      : undefined,
    cell: readCell(cell),
    width: numberAt(json, 'width'),
    align: optionalChoiceAt(json, 'align', ['auto', 'left', 'center', 'right']),
    hidden: json['hidden'] === true ? true : undefined,
  });
}

function readBarAlign(value: unknown): DrawSettings['barAlign'] {
  return value === -1 || value === 0 || value === 1 ? value : undefined;
}

function thresholdStyle(mode: string): DrawSettings['thresholds'] {
  switch (mode) {
    case 'off':
    case 'line':
    case 'dashed':
    case 'area':
    case 'line+area':
    case 'dashed+area':
      return mode;
    default:
      return undefined;
  }
}

function readCell(cell: string): DrawSettings['cell'] {
  switch (cell) {
    case 'auto':
    case 'color-text':
    case 'color-background':
    case 'gauge':
    case 'sparkline':
    case 'json-view':
      return cell;
    case 'color-background-solid':
      return 'color-background';
    case 'basic':
    case 'lcd-gauge':
    case 'gradient-gauge':
      return 'gauge';
    default:
      return undefined;
  }
}

function readOverride(json: JsonObject, notes: PanelNotes): FieldOverride {
  const matcher = readMatcher(objectAt(json, 'matcher'));
  if (matcher.kind === 'other' && matcher.id !== '') notes.degraded(`Override by ${matcher.id} is not applied.`);
  const flat: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const property of objectsAt(json, 'properties')) {
    const id = textAt(property, 'id');
    if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = property['value'];
    else flat[id] = property['value'];
  }
  return { matcher, settings: readDefaults({ ...flat, custom }) };
}

function readMatcher(json: JsonObject): FieldMatcher {
  const id = textAt(json, 'id');
  const { options } = json;
  switch (id) {
    case 'byName':
      return { kind: 'byName', name: typeof options === 'string' ? options : '' };
    case 'byRegexp':
      return { kind: 'byRegexp', pattern: typeof options === 'string' ? options : '' };
    case 'byType':
      return { kind: 'byType', type: typeof options === 'string' ? options : '' };
    case 'byFrameRefID':
      return { kind: 'byFrameRefID', target: typeof options === 'string' ? options : '' };
    case 'byNames':
      if (!isObject(options)) break;
      return { kind: 'byNames', names: textsAt(options, 'names'), exclude: options['mode'] === 'exclude' };
    case 'byValue':
      if (!isObject(options)) break;
      return {
        kind: 'byValue',
        calc: textAt(options, 'reducer', 'allIsZero'),
        operator: textAt(options, 'op', 'gte'),
        value: numberAt(options, 'value') ?? 0,
      };
    default:
  }
  return { kind: 'other', id, options };
}
