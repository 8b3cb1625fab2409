// One panel of a classic dashboard, whatever its kind and age.
import type { DataPanel, GridPosition, PanelBase, Repeat } from '../model.ts';
import type { Panel, RowPanel } from '../panels.ts';
import { supportedTransformations } from '../transform/supported.ts';
import { readLink } from './links.ts';
import { readFieldConfig } from './field-settings.ts';
import type { PanelNotes, ReportKeeper } from './import-report.ts';
import { graphFields, graphLegend } from './legacy-graph.ts';
import { singlestatFields, singlestatOptions } from './legacy-singlestat.ts';
import { hasTableStyles, tableFields, tableTransformations } from './legacy-table.ts';
import {
  readBarChart,
  readBarGauge,
  readGauge,
  readHeatmap,
  readLegend,
  readPieChart,
  readStat,
  readStateTimeline,
  readTable,
  readText,
  readTooltip,
} from './panel-options.ts';
import { finite, flagAt, numberAt, objectAt, objectsAt, textAt, wordAt, type JsonObject } from './read-json.ts';
import { noteNotDrawn } from './not-drawn.ts';
import { readTargets } from './targets.ts';

/** `degraded`: what the layout around it does not get. */
export function readPanel(
  json: JsonObject,
  keeper: ReportKeeper,
  degraded: readonly string[] = [],
): Exclude<Panel, RowPanel> {
  return { ...readKnown(json, keeper, degraded), source: json };
}

function readKnown(json: JsonObject, keeper: ReportKeeper, degraded: readonly string[]): Exclude<Panel, RowPanel> {
  const type = textAt(json, 'type') || 'unknown';
  const base = readBase(json);
  const notes = keeper.panel({ id: base.id, title: base.title, type });
  for (const why of degraded) notes.degraded(why);
  const isLibrary = isLibraryPanel(json) && type === 'unknown';
  const options = objectAt(json, 'options');
  if (type === 'text') return { ...base, ...readText(json, options) };
  const data = readData(json, base, notes);
  noteNotDrawn(json, type, notes);
  switch (type) {
    case 'timeseries':
    case 'trend':
      if (type === 'trend') notes.degraded('Trend is drawn over time.');
      return { ...data, kind: 'timeseries', legend: readLegend(options), ...readTooltip(options) };
    case 'graph':
      return {
        ...data,
        kind: 'timeseries',
        fields: graphFields(json, notes),
        legend: graphLegend(json),
        tooltip: objectAt(json, 'tooltip')['shared'] === false ? 'single' : 'multi',
      };
    case 'stat':
      return { ...data, ...readStat(options) };
    case 'singlestat':
    case 'grafana-singlestat-panel': {
      const fields = singlestatFields(json);
      const gauge = flagAt(objectAt(json, 'gauge'), 'show');
      const { reduce, colour, graph } = singlestatOptions(json);
      return gauge
        ? {
            ...data,
            fields,
            kind: 'gauge',
            reduce,
            orientation: 'auto',
            thresholdLabels: false,
            thresholdMarkers: true,
          }
        : { ...data, fields, kind: 'stat', reduce, colour, graph, text: 'value', orientation: 'auto' };
    }
    case 'gauge':
      return { ...data, ...readGauge(options) };
    case 'bargauge':
      return { ...data, ...readBarGauge(options) };
    case 'table':
    case 'table-old':
      if (!hasTableStyles(json)) return { ...data, ...readTable(options) };
      return {
        ...data,
        ...readTable(options),
        transformations: [...tableTransformations(json, notes), ...data.transformations],
        fields: tableFields(json, notes),
      };
    case 'heatmap':
      return { ...data, ...readHeatmap(json, options) };
    case 'piechart':
    case 'grafana-piechart-panel':
      return { ...data, ...readPieChart(json, options) };
    case 'barchart':
      return { ...data, ...readBarChart(options) };
    case 'state-timeline':
    case 'status-history':
      return { ...data, ...readStateTimeline(options), history: type === 'status-history' };
    case 'logs':
      return { ...data, kind: 'logs', newestFirst: options['sortOrder'] !== 'Ascending' };
    default:
      notes.unsupported(
        isLibrary
          ? 'A library panel is kept in Grafana, not in this file.'
          : `Panels of type "${type}" are shown as a table of their results.`,
      );
      return { ...data, kind: 'unknown', type, source: json };
  }
}

/** Its queries and looks stand in another place than the dashboard's file. */
export function isLibraryPanel(json: JsonObject): boolean {
  return isObjectWith(json, 'libraryPanel') && objectsAt(json, 'targets').length === 0;
}

function isObjectWith(json: JsonObject, key: string): boolean {
  return typeof json[key] === 'object' && json[key] !== null;
}

function readBase(json: JsonObject): PanelBase {
  return {
    id: finite(json['id']) ?? 0,
    title: textAt(json, 'title'),
    description: textAt(json, 'description'),
    grid: readGrid(objectAt(json, 'gridPos')),
    transparent: flagAt(json, 'transparent'),
    links: objectsAt(json, 'links').flatMap(readLink),
    repeat: readRepeat(json),
  };
}

export function readGrid(json: JsonObject): GridPosition {
  const w = whole(json['w'], 12, 1, 24);
  return {
    x: Math.min(whole(json['x'], 0, 0, 23), 24 - w),
    y: whole(json['y'], 0, 0, 100_000),
    w,
    h: whole(json['h'], 8, 1, 200),
  };
}

function whole(value: unknown, otherwise: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(finite(value) ?? otherwise)));
}

function readRepeat(json: JsonObject): Repeat | undefined {
  const variable = textAt(json, 'repeat');
  if (variable === '') return undefined;
  const direction = json['repeatDirection'] === 'v' ? 'vertical' : 'horizontal';
  const minSpan = numberAt(json, 'minSpan');
  const maxPerRow = numberAt(json, 'maxPerRow') ?? (minSpan === undefined ? 4 : Math.max(1, Math.round(12 / minSpan)));
  return { variable, direction, maxPerRow };
}

function readData(json: JsonObject, base: PanelBase, notes: PanelNotes): DataPanel {
  const transformations = objectsAt(json, 'transformations').map((one) => ({
    id: textAt(one, 'id'),
    options: objectAt(one, 'options'),
    disabled: flagAt(one, 'disabled'),
    filter: wordAt(objectAt(one, 'filter'), 'options'),
  }));
  for (const { id, disabled } of transformations) {
    if (!disabled && !supportedTransformations.has(id)) {
      notes.degraded(`The transformation "${id}" is not done; the panel shows its data without it.`);
    }
  }
  return {
    ...base,
    targets: readTargets(json, notes),
    transformations,
    fields: readFieldConfig(json, notes),
    maxPoints: numberAt(json, 'maxDataPoints'),
    interval: wordAt(json, 'interval'),
    timeFrom: textAt(json, 'timeFrom'),
    timeShift: textAt(json, 'timeShift'),
  };
}
