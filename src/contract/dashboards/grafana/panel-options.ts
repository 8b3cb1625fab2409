// `options` of each kind of panel.
import {
  defaultLegend,
  defaultReduce,
  type BarChartPanel,
  type BarGaugePanel,
  type GaugePanel,
  type HeatmapPanel,
  type LegendOptions,
  type Orientation,
  type PieChartPanel,
  type PieLabel,
  type ReduceOptions,
  type StatPanel,
  type StateTimelinePanel,
  type TablePanel,
  type TextPanel,
  type TimeSeriesPanel,
} from '../panels.ts';
import type { DataPanel, PanelBase } from '../model.ts';
import { reduceCalc } from '../format/reduce-names.ts';
import {
  choiceAt,
  flagAt,
  isObject,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
  textsAt,
  type JsonObject,
} from './read-json.ts';

type Own<P extends DataPanel> = Omit<P, keyof DataPanel>;

export function readReduce(options: JsonObject): ReduceOptions {
  const json = objectAt(options, 'reduceOptions');
  const calcs = textsAt(json, 'calcs').flatMap((one) => reduceCalc(one) ?? []);
  return {
    calcs: calcs.length === 0 ? defaultReduce.calcs : calcs,
    values: flagAt(json, 'values'),
    fields: textAt(json, 'fields'),
    limit: numberAt(json, 'limit'),
  };
}

export function readLegend(options: JsonObject): LegendOptions {
  const json = objectAt(options, 'legend');
  if (Object.keys(json).length === 0) return defaultLegend;
  const mode = json['displayMode'];
  return {
    shown: json['showLegend'] !== false && mode !== 'hidden',
    mode: mode === 'table' ? 'table' : 'list',
    placement: choiceAt(json, 'placement', ['bottom', 'right']),
    calcs: textsAt(json, 'calcs').flatMap((one) => reduceCalc(one) ?? []),
    ...(textAt(json, 'sortBy') === '' ? {} : { sortBy: textAt(json, 'sortBy'), descending: flagAt(json, 'sortDesc') }),
  };
}

export function readTooltip(options: JsonObject): Pick<TimeSeriesPanel, 'tooltip' | 'tooltipSort'> {
  const json = objectAt(options, 'tooltip');
  const sort = choiceAt<'none' | 'asc' | 'desc'>(json, 'sort', ['none', 'asc', 'desc']);
  return {
    tooltip: choiceAt(json, 'mode', ['single', 'multi', 'none']),
    tooltipSort: sort === 'desc' ? undefined : sort,
  };
}

function orientation(options: JsonObject): Orientation {
  return choiceAt(options, 'orientation', ['auto', 'horizontal', 'vertical']);
}

export function readStat(options: JsonObject): Own<StatPanel> {
  const mode = options['colorMode'];
  return {
    kind: 'stat',
    reduce: readReduce(options),
    colour: mode === 'none' ? 'none' : mode === 'background' || mode === 'background_solid' ? 'background' : 'value',
    graph: options['graphMode'] === 'none' ? 'none' : 'area',
    text: choiceAt(options, 'textMode', ['auto', 'value', 'value_and_name', 'name', 'none']),
    orientation: orientation(options),
  };
}

export function readGauge(options: JsonObject): Own<GaugePanel> {
  return {
    kind: 'gauge',
    reduce: readReduce(options),
    orientation: orientation(options),
    thresholdLabels: flagAt(options, 'showThresholdLabels'),
    thresholdMarkers: options['showThresholdMarkers'] !== false,
  };
}

export function readBarGauge(options: JsonObject): Own<BarGaugePanel> {
  return {
    kind: 'bargauge',
    reduce: readReduce(options),
    orientation: orientation(options),
    display: choiceAt(options, 'displayMode', ['gradient', 'basic', 'lcd']),
  };
}

export function readTable(options: JsonObject): Own<TablePanel> {
  return {
    kind: 'table',
    header: options['showHeader'] !== false,
    footer: readFooter(objectAt(options, 'footer')),
    sortBy: objectsAt(options, 'sortBy').map((one) => ({
      field: textAt(one, 'displayName'),
      descending: flagAt(one, 'desc'),
    })),
  };
}

/** `countRows` counts them whatever the calculation. */
function readFooter(json: JsonObject): TablePanel['footer'] {
  if (!flagAt(json, 'show')) return undefined;
  const [calc = 'sum'] = textsAt(json, 'reducer').flatMap((one) => reduceCalc(one) ?? []);
  return { calc: flagAt(json, 'countRows') ? 'count' : calc, fields: textsAt(json, 'fields') };
}

export function readHeatmap(panel: JsonObject, options: JsonObject): Own<HeatmapPanel> {
  const axis =
    Object.keys(objectAt(options, 'yAxis')).length > 0 ? objectAt(options, 'yAxis') : objectAt(panel, 'yAxis');
  const older = textAt(panel, 'dataFormat');
  return {
    kind: 'heatmap',
    calculate: older === '' ? flagAt(options, 'calculate') : older === 'timeseries',
    scheme: textAt(objectAt(options, 'color'), 'scheme') || textAt(objectAt(panel, 'color'), 'colorScheme'),
    yUnit: textAt(axis, 'unit') || textAt(axis, 'format'),
  };
}

export function readPieChart(panel: JsonObject, options: JsonObject): Own<PieChartPanel> {
  const labels = textsAt(options, 'displayLabels').flatMap((one): readonly PieLabel[] =>
    one === 'name' || one === 'value' || one === 'percent' ? [one] : [],
  );
  return {
    kind: 'piechart',
    reduce: readReduce(options),
    donut: (options['pieType'] ?? panel['pieType']) === 'donut',
    labels,
    legend: readLegend(options),
  };
}

export function readBarChart(options: JsonObject): Own<BarChartPanel> {
  return {
    kind: 'barchart',
    xField: textAt(options, 'xField'),
    orientation: orientation(options),
    stacking: choiceAt(options, 'stacking', ['none', 'normal', 'percent']),
    legend: readLegend(options),
  };
}

export function readStateTimeline(options: JsonObject): Own<StateTimelinePanel> {
  return {
    kind: 'state-timeline',
    mergeValues: options['mergeValues'] !== false,
    history: false,
    legend: readLegend(options),
  };
}

export function readText(panel: JsonObject, options: JsonObject): Omit<TextPanel, keyof PanelBase> {
  const from = isObject(panel['options']) && 'content' in options ? options : panel;
  return { kind: 'text', mode: choiceAt(from, 'mode', ['markdown', 'html', 'code']), content: textAt(from, 'content') };
}
