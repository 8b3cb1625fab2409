// Field settings as classic JSON has them.
import type {
  DrawSettings,
  FieldConfig,
  FieldMatcher,
  FieldSettings,
  MappedText,
  ThresholdStep,
  ValueMapping,
} from '../field-config.ts';
import { compact } from './read-json.ts';

type Json = Record<string, unknown>;

export function exportFieldConfig({ defaults, overrides }: FieldConfig): Json {
  return {
    defaults: exportSettings(defaults),
    overrides: overrides.map(({ matcher, settings }) => ({
      matcher: exportMatcher(matcher),
      properties: properties(exportSettings(settings)),
    })),
  };
}

function properties(json: Json): readonly Json[] {
  const { custom = {}, ...plain } = json;
  return [
    ...Object.entries(plain).map(([id, value]) => ({ id, value })),
    ...Object.entries(custom as Json).map(([id, value]) => ({ id: `custom.${id}`, value })),
  ];
}

function exportSettings(settings: FieldSettings): Json {
  const { thresholds, mappings, colour, draw, links } = settings;
  return compact({
    unit: settings.unit,
    decimals: settings.decimals,
    min: settings.min,
    max: settings.max,
    displayName: settings.displayName,
    noValue: settings.noValue,
    thresholds: thresholds === undefined ? undefined : { mode: thresholds.mode, steps: thresholds.steps.map(step) },
    mappings: mappings?.map(exportMapping),
    color: colour === undefined ? undefined : compact({ mode: colour.mode, fixedColor: colour.fixed }),
    links,
    custom: draw === undefined ? undefined : exportDraw(draw),
  });
}

function step({ value, colour }: ThresholdStep): Json {
  return { color: colour, value: Number.isFinite(value) ? value : null };
}

function exportMapping(mapping: ValueMapping): Json {
  switch (mapping.kind) {
    case 'value':
      return { type: 'value', options: { [mapping.value]: text(mapping.result) } };
    case 'range':
      return {
        type: 'range',
        options: {
          from: Number.isFinite(mapping.from) ? mapping.from : null,
          to: Number.isFinite(mapping.to) ? mapping.to : null,
          result: text(mapping.result),
        },
      };
    case 'regex':
      return { type: 'regex', options: { pattern: mapping.pattern, result: text(mapping.result) } };
    case 'special':
      return { type: 'special', options: { match: mapping.match, result: text(mapping.result) } };
  }
}

function text({ text: shown, colour }: MappedText): Json {
  return compact({ text: shown, color: colour });
}

function exportDraw(draw: DrawSettings): Json {
  const { scale, dash, stacking, stackingGroup, hideFrom } = draw;
  return compact({
    drawStyle: draw.style,
    lineInterpolation: draw.interpolation,
    lineWidth: draw.lineWidth,
    lineStyle: dash === undefined ? undefined : { fill: dash[0] === 0 ? 'dot' : 'dash', dash },
    fillOpacity: draw.fillOpacity,
    gradientMode: draw.gradient,
    fillBelowTo: draw.fillBelowTo,
    pointSize: draw.pointSize,
    barAlignment: draw.barAlign,
    barWidthFactor: draw.barWidth,
    showPoints: draw.showPoints,
    spanNulls: draw.spanNulls,
    stacking:
      stacking === undefined && stackingGroup === undefined
        ? undefined
        : compact({ mode: stacking, group: stackingGroup }),
    transform: draw.negativeY === true ? 'negative-Y' : undefined,
    axisPlacement: draw.axis,
    axisLabel: draw.axisLabel,
    axisSoftMin: draw.axisSoftMin,
    axisSoftMax: draw.axisSoftMax,
    axisCenteredZero: draw.axisCentred,
    scaleDistribution:
      scale === undefined ? undefined : scale.kind === 'log' ? { type: 'log', log: scale.base } : { type: 'linear' },
    thresholdsStyle: draw.thresholds === undefined ? undefined : { mode: draw.thresholds },
    hideFrom:
      hideFrom === undefined ? undefined : { legend: hideFrom.legend, tooltip: hideFrom.tooltip, viz: hideFrom.chart },
    cellOptions: draw.cell === undefined ? undefined : { type: draw.cell },
    width: draw.width,
    align: draw.align,
    hidden: draw.hidden,
  });
}

function exportMatcher(matcher: FieldMatcher): Json {
  switch (matcher.kind) {
    case 'byName':
      return { id: matcher.kind, options: matcher.name };
    case 'byRegexp':
      return { id: matcher.kind, options: matcher.pattern };
    case 'byType':
      return { id: matcher.kind, options: matcher.type };
    case 'byFrameRefID':
      return { id: matcher.kind, options: matcher.target };
    case 'byNames':
      return { id: matcher.kind, options: { mode: matcher.exclude ? 'exclude' : 'include', names: matcher.names } };
    case 'byValue':
      return { id: matcher.kind, options: { reducer: matcher.calc, op: matcher.operator, value: matcher.value } };
    case 'other':
      return { id: matcher.id, options: matcher.options };
  }
}
