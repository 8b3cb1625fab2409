// A panel as classic JSON.
import type { PanelBase, Target } from '../model.ts';
import type { LegendOptions, Panel, PanelWithData, ReduceOptions, RowPanel } from '../panels.ts';
import { exportFieldConfig } from './export-fields.ts';
import { exportLinks } from './export-links.ts';
import { keepReport } from './import-report.ts';
import { readPanel } from './panel.ts';
import { writeKnown } from './write-over.ts';

type Json = Record<string, unknown>;

export function exportPanel(panel: Exclude<Panel, RowPanel>): Json {
  const written = writePanel(panel);
  if (panel.source === undefined) return written;
  return writeKnown(panel.source, written, (json) => writePanel(readPanel(json, keepReport())));
}

function writePanel(panel: Exclude<Panel, RowPanel>): Json {
  if (panel.kind === 'text') {
    return { ...exportBase(panel), type: 'text', options: { mode: panel.mode, content: panel.content } };
  }
  if (panel.kind === 'unknown') return { ...panel.source, ...exportBase(panel) };
  return {
    ...exportBase(panel),
    type: panel.kind === 'state-timeline' && panel.history ? 'status-history' : panel.kind,
    datasource: { type: 'prometheus', uid: '${datasource}' },
    targets: panel.targets.map(exportTarget),
    transformations: panel.transformations.map(({ id, options, disabled, filter }) => ({
      id,
      options,
      ...(disabled ? { disabled } : {}),
      ...(filter === '' ? {} : { filter: { id: 'byRefId', options: filter } }),
    })),
    fieldConfig: exportFieldConfig(panel.fields),
    options: exportOptions(panel),
    ...(panel.maxPoints === undefined ? {} : { maxDataPoints: panel.maxPoints }),
    ...(panel.interval === '' ? {} : { interval: panel.interval }),
    ...(panel.timeFrom === '' ? {} : { timeFrom: panel.timeFrom }),
    ...(panel.timeShift === '' ? {} : { timeShift: panel.timeShift }),
  };
}

function exportBase(panel: PanelBase): Json {
  const { repeat, grid } = panel;
  return {
    id: panel.id,
    title: panel.title,
    description: panel.description,
    gridPos: { h: grid.h, w: grid.w, x: grid.x, y: grid.y },
    transparent: panel.transparent,
    links: exportLinks(panel.links),
    ...(repeat === undefined
      ? {}
      : {
          repeat: repeat.variable,
          repeatDirection: repeat.direction === 'vertical' ? 'v' : 'h',
          maxPerRow: repeat.maxPerRow,
        }),
  };
}

function exportTarget(target: Target): Json {
  const { kind, expression } = target;
  const query: Json =
    kind === 'traces'
      ? { queryType: 'traceql', query: expression }
      : { expr: expression, ...(kind === 'other' ? { query: expression } : {}) };
  return {
    refId: target.id,
    datasource: {
      type: target.source || 'prometheus',
      uid: target.source === '' || kind === 'promql' ? '${datasource}' : target.source,
    },
    ...query,
    legendFormat: target.legend,
    instant: target.instant,
    range: !target.instant,
    format: target.format,
    exemplar: target.exemplars,
    hide: target.hidden,
    ...(target.interval === '' ? {} : { interval: target.interval }),
    ...(target.limit === undefined ? {} : kind === 'logs' ? { maxLines: target.limit } : { limit: target.limit }),
  };
}

function exportOptions(panel: Exclude<PanelWithData, { kind: 'unknown' }>): Json {
  switch (panel.kind) {
    case 'timeseries':
      return { legend: legend(panel.legend), tooltip: { mode: panel.tooltip, sort: panel.tooltipSort ?? 'desc' } };
    case 'stat':
      return {
        reduceOptions: reduce(panel.reduce),
        colorMode: panel.colour,
        graphMode: panel.graph,
        textMode: panel.text,
        orientation: panel.orientation,
        justifyMode: 'auto',
      };
    case 'gauge':
      return {
        reduceOptions: reduce(panel.reduce),
        orientation: panel.orientation,
        showThresholdLabels: panel.thresholdLabels,
        showThresholdMarkers: panel.thresholdMarkers,
      };
    case 'bargauge':
      return { reduceOptions: reduce(panel.reduce), orientation: panel.orientation, displayMode: panel.display };
    case 'table':
      return {
        showHeader: panel.header,
        ...(panel.footer === undefined
          ? {}
          : { footer: { show: true, reducer: [panel.footer.calc], fields: panel.footer.fields } }),
        sortBy: panel.sortBy.map(({ field, descending }) => ({ displayName: field, desc: descending })),
      };
    case 'heatmap':
      return {
        calculate: panel.calculate,
        color: { mode: 'scheme', ...(panel.scheme === '' ? {} : { scheme: panel.scheme }) },
        yAxis: panel.yUnit === '' ? {} : { unit: panel.yUnit },
      };
    case 'piechart':
      return {
        reduceOptions: reduce(panel.reduce),
        pieType: panel.donut ? 'donut' : 'pie',
        displayLabels: panel.labels,
        legend: legend(panel.legend),
      };
    case 'barchart':
      return {
        ...(panel.xField === '' ? {} : { xField: panel.xField }),
        orientation: panel.orientation,
        stacking: panel.stacking,
        legend: legend(panel.legend),
      };
    case 'state-timeline':
      return { mergeValues: panel.mergeValues, legend: legend(panel.legend) };
    case 'logs':
      return { sortOrder: panel.newestFirst ? 'Descending' : 'Ascending' };
  }
}

function legend({ shown, mode, placement, calcs, sortBy, descending }: LegendOptions): Json {
  const sorting = sortBy === undefined ? {} : { sortBy, sortDesc: descending === true };
  return { showLegend: shown, displayMode: mode, placement, calcs, ...sorting };
}

function reduce({ calcs, values, fields, limit }: ReduceOptions): Json {
  return { calcs, values, fields, ...(limit === undefined ? {} : { limit }) };
}
