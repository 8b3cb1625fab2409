// The kinds of panels and what each can be told. What is not listed here is kept in `source` of an unknown panel, so that
// a dashboard leaves as whole as it came.
import type { DataPanel, PanelBase } from './model.ts';
import type { SourceJson } from './source-json.ts';

export type ReduceCalc =
  | 'last'
  | 'lastNotNull'
  | 'first'
  | 'firstNotNull'
  | 'min'
  | 'max'
  | 'mean'
  | 'median'
  | 'sum'
  | 'count'
  | 'range'
  | 'delta'
  | 'diff'
  | 'diffperc'
  | 'step'
  | 'changeCount'
  | 'distinctCount'
  | 'allIsNull'
  | 'allIsZero'
  | 'stdDev'
  | 'variance'
  | `p${number}`;

export interface ReduceOptions {
  /** First one counts for what shows one number. */
  readonly calcs: readonly ReduceCalc[];
  /** One reading per row instead of one per field. */
  readonly values: boolean;
  /** Numeric fields when empty; a name, or `/expression/`. */
  readonly fields: string;
  readonly limit: number | undefined;
}

export interface LegendOptions {
  readonly shown: boolean;
  readonly mode: 'list' | 'table';
  readonly placement: 'bottom' | 'right';
  readonly calcs: readonly ReduceCalc[];
  /** Of a table: `Name` or the title of a column as Grafana has it (`Last *`); undefined: in the order of the series. */
  readonly sortBy?: string | undefined;
  readonly descending?: boolean | undefined;
}

export interface TimeSeriesPanel extends DataPanel {
  readonly kind: 'timeseries';
  readonly legend: LegendOptions;
  readonly tooltip: 'single' | 'multi' | 'none';
  /** By value; `desc` unless given. */
  readonly tooltipSort?: 'none' | 'asc' | 'desc' | undefined;
}

export interface StatPanel extends DataPanel {
  readonly kind: 'stat';
  readonly reduce: ReduceOptions;
  readonly colour: 'none' | 'value' | 'background';
  readonly graph: 'none' | 'area';
  readonly text: 'auto' | 'value' | 'value_and_name' | 'name' | 'none';
  readonly orientation: Orientation;
}

export type Orientation = 'auto' | 'horizontal' | 'vertical';

export interface GaugePanel extends DataPanel {
  readonly kind: 'gauge';
  readonly reduce: ReduceOptions;
  readonly orientation: Orientation;
  readonly thresholdLabels: boolean;
  readonly thresholdMarkers: boolean;
}

export interface BarGaugePanel extends DataPanel {
  readonly kind: 'bargauge';
  readonly reduce: ReduceOptions;
  readonly orientation: Orientation;
  readonly display: 'basic' | 'gradient' | 'lcd';
}

export interface TablePanel extends DataPanel {
  readonly kind: 'table';
  readonly header: boolean;
  /** A calculation below the columns of numbers; `fields` empty: all of them. */
  readonly footer?: { readonly calc: ReduceCalc; readonly fields: readonly string[] } | undefined;
  readonly sortBy: readonly { readonly field: string; readonly descending: boolean }[];
}

export interface HeatmapPanel extends DataPanel {
  readonly kind: 'heatmap';
  /** Buckets are worked out from the values instead of taken from `le`. */
  readonly calculate: boolean;
  readonly scheme: string;
  readonly yUnit: string;
}

export type PieLabel = 'name' | 'value' | 'percent';

export interface PieChartPanel extends DataPanel {
  readonly kind: 'piechart';
  readonly reduce: ReduceOptions;
  readonly donut: boolean;
  readonly labels: readonly PieLabel[];
  readonly legend: LegendOptions;
}

export interface BarChartPanel extends DataPanel {
  readonly kind: 'barchart';
  readonly xField: string;
  readonly orientation: Orientation;
  readonly stacking: 'none' | 'normal' | 'percent';
  readonly legend: LegendOptions;
}

export interface StateTimelinePanel extends DataPanel {
  readonly kind: 'state-timeline';
  readonly mergeValues: boolean;
  /** Squares per sample instead of lasting states. */
  readonly history: boolean;
  readonly legend: LegendOptions;
}

export interface LogsPanel extends DataPanel {
  readonly kind: 'logs';
  readonly newestFirst: boolean;
}

export interface TextPanel extends PanelBase {
  readonly kind: 'text';
  readonly mode: 'markdown' | 'html' | 'code';
  readonly content: string;
}

export interface RowPanel extends PanelBase {
  readonly kind: 'row';
  readonly collapsed: boolean;
  /** Of a collapsed row only. */
  readonly panels: readonly Exclude<Panel, RowPanel>[];
}

/** A kind that cannot be drawn: title, queries and their results as a table. */
export interface UnknownPanel extends DataPanel {
  readonly kind: 'unknown';
  readonly type: string;
  /** The panel as it came. */
  readonly source: SourceJson;
}

export type Panel =
  | TimeSeriesPanel
  | StatPanel
  | GaugePanel
  | BarGaugePanel
  | TablePanel
  | HeatmapPanel
  | PieChartPanel
  | BarChartPanel
  | StateTimelinePanel
  | LogsPanel
  | TextPanel
  | RowPanel
  | UnknownPanel;

export type PanelWithData = Exclude<Panel, TextPanel | RowPanel>;

export const defaultReduce: ReduceOptions = { calcs: ['lastNotNull'], values: false, fields: '', limit: undefined };

export const defaultLegend: LegendOptions = { shown: true, mode: 'list', placement: 'bottom', calcs: [] };

export function hasData(panel: Panel): panel is PanelWithData {
  return panel.kind !== 'text' && panel.kind !== 'row';
}
