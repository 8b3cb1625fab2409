// Panels as they begin, and a panel turned into another kind with all that both kinds know.
import { noFieldConfig } from '../../../../../contract/dashboards/field-config.ts';
import {
  gridColumns,
  type DataPanel,
  type GridPosition,
  type PanelBase,
  type Target,
} from '../../../../../contract/dashboards/model.ts';
import {
  defaultLegend,
  defaultReduce,
  hasData,
  type Panel,
  type UnknownPanel,
} from '../../../../../contract/dashboards/panels.ts';
import { letter } from '../../../../../contract/dashboards/grafana/target-letter.ts';

export type PanelKind = Exclude<Panel['kind'], UnknownPanel['kind']>;

export const panelKinds: readonly { readonly kind: PanelKind; readonly title: string; readonly about: string }[] = [
  { kind: 'timeseries', title: 'Time series', about: 'Lines, bars or points over time' },
  { kind: 'stat', title: 'Stat', about: 'One large number, with its course' },
  { kind: 'gauge', title: 'Gauge', about: 'A number between its limits' },
  { kind: 'bargauge', title: 'Bar gauge', about: 'A bar for each series' },
  { kind: 'table', title: 'Table', about: 'Rows and columns' },
  { kind: 'heatmap', title: 'Heat map', about: 'Distribution over time' },
  { kind: 'piechart', title: 'Pie chart', about: 'Shares of a whole' },
  { kind: 'barchart', title: 'Bar chart', about: 'A bar for each row' },
  { kind: 'state-timeline', title: 'State timeline', about: 'How long which state lasted' },
  { kind: 'logs', title: 'Logs', about: 'Records that a query finds' },
  { kind: 'text', title: 'Text', about: 'Markdown' },
  { kind: 'row', title: 'Row', about: 'A heading that opens and closes' },
];

export function newTarget(taken: readonly Target[]): Target {
  const names = new Set(taken.map(({ id }) => id));
  let index = 0;
  while (names.has(letter(index))) index++;
  return {
    id: letter(index),
    kind: 'promql',
    expression: '',
    source: 'prometheus',
    legend: '__auto',
    instant: false,
    format: 'time_series',
    interval: '',
    exemplars: false,
    hidden: false,
    limit: undefined,
  };
}

export function newPanel(kind: PanelKind, id: number): Panel {
  const size =
    kind === 'row' ? { w: gridColumns, h: 1 } : kind === 'stat' || kind === 'gauge' ? { w: 6, h: 5 } : { w: 12, h: 8 };
  const title = panelKinds.find((one) => one.kind === kind)?.title ?? kind;
  return asKind(baseOf(id, kind === 'text' ? '' : title, { x: 0, y: 0, ...size }), kind);
}

function baseOf(id: number, title: string, grid: GridPosition): PanelBase {
  return { id, title, description: '', grid, transparent: false, links: [], repeat: undefined };
}

/** What the other kind does not know is gone, except for the JSON that the panel was read from. */
export function asKind(panel: PanelBase | Panel, kind: PanelKind): Panel {
  const { id, title, description, grid, transparent, links, repeat, source } = panel;
  const base: PanelBase = { id, title, description, grid, transparent, links, repeat, source };
  const data: DataPanel = {
    ...base,
    targets: [],
    transformations: [],
    fields: noFieldConfig,
    maxPoints: undefined,
    interval: '',
    timeFrom: '',
    timeShift: '',
    ...('kind' in panel && hasData(panel) ? dataOf(panel) : {}),
  };
  const legend = 'legend' in panel ? panel.legend : defaultLegend;
  const reduce = 'reduce' in panel ? panel.reduce : defaultReduce;
  const orientation = 'orientation' in panel ? panel.orientation : 'auto';
  const targets = data.targets.length === 0 ? [newTarget([])] : data.targets;
  switch (kind) {
    case 'timeseries':
      return { ...data, targets, kind, legend, tooltip: 'multi' };
    case 'stat':
      return { ...data, targets, kind, reduce, colour: 'value', graph: 'area', text: 'auto', orientation };
    case 'gauge':
      return { ...data, targets, kind, reduce, orientation, thresholdLabels: false, thresholdMarkers: true };
    case 'bargauge':
      return { ...data, targets, kind, reduce, orientation, display: 'gradient' };
    case 'table':
      return { ...data, targets: targets.map(asTable), kind, header: true, sortBy: [] };
    case 'heatmap':
      return { ...data, targets: targets.map(asHeatmap), kind, calculate: false, scheme: '', yUnit: '' };
    case 'piechart':
      return { ...data, targets, kind, reduce, donut: false, labels: [], legend };
    case 'barchart':
      return { ...data, targets: targets.map(asTable), kind, xField: '', orientation, stacking: 'none', legend };
    case 'state-timeline':
      return { ...data, targets, kind, mergeValues: true, history: false, legend };
    case 'logs':
      return {
        ...data,
        targets: [{ ...newTarget([]), kind: 'logs', source: 'loki', expression: '{service_name=~".+"}' }],
        kind,
        newestFirst: true,
      };
    case 'text':
      return { ...base, kind, mode: 'markdown', content: '' };
    case 'row':
      return { ...base, kind, collapsed: false, panels: [] };
  }
}

function dataOf(panel: DataPanel): Omit<DataPanel, keyof PanelBase> {
  const { targets, transformations, fields, maxPoints, interval, timeFrom, timeShift } = panel;
  return { targets, transformations, fields, maxPoints, interval, timeFrom, timeShift };
}

/** A query that nobody has written yet takes the shape that suits the panel. */
function asTable(target: Target): Target {
  return target.expression === '' ? { ...target, instant: true, format: 'table' } : target;
}

function asHeatmap(target: Target): Target {
  return target.expression === '' ? { ...target, format: 'heatmap', legend: '{{le}}' } : target;
}
