// A dashboard: what engine, window and the readers of Grafana's JSON agree on. Names follow Grafana's where they mean the
// same, so that somebody who knows one file knows the other; what it has in several spellings has one here.
import type { Annotation } from './annotation.ts';
import type { FieldConfig } from './field-config.ts';
import type { Panel } from './panels.ts';
import type { SourceJson } from './source-json.ts';
import type { Transformation } from './transform/transformation.ts';
import type { Variable } from './variables/variable.ts';

export interface Dashboard {
  /** Stable address of the dashboard: letters, digits, `-` and `_`, at most 80. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly range: TimeRangeText;
  /** Between two looks at the data; undefined: whenever something arrives. */
  readonly refreshMillis: number | undefined;
  readonly variables: readonly Variable[];
  /** In reading order. A row owns what follows it up to the next row, unless it is collapsed: then it holds them. */
  readonly panels: readonly Panel[];
  readonly links: readonly DashboardLink[];
  readonly annotations?: readonly Annotation[] | undefined;
  /** The classic JSON that it was read from, without panels and variables: what the model does not know is kept in it. */
  readonly source?: SourceJson | undefined;
}

/** Both ends as they are written: `now-15m`, `now/d`, Unix milliseconds or an ISO time. */
export interface TimeRangeText {
  readonly from: string;
  readonly to: string;
}

export interface DashboardLink {
  readonly title: string;
  /** Only http, https and addresses of dashboards are followed. Empty where `tags` choose dashboards. */
  readonly url: string;
  readonly newTab: boolean;
  /** All dashboards that have these tags (all dashboards for none), instead of an address. */
  readonly tags?: readonly string[] | undefined;
  /** Takes the time that is shown along. */
  readonly keepTime?: boolean | undefined;
  /** Takes what is chosen of the variables along. */
  readonly includeVars?: boolean | undefined;
}

/** 24 columns; a unit of height is 30 pixels. */
export interface GridPosition {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const gridColumns = 24;

export interface Target {
  /** `A`, `B`, ...: how transformations and overrides name the query. */
  readonly id: string;
  /** `logs`: LogQL that record-search/logql.ts understands; `traces`: TraceQL that record-search/traceql.ts understands. */
  readonly kind: 'promql' | 'logs' | 'traces' | 'other';
  /** PromQL, LogQL or TraceQL before interpolation; for others whatever text the query has. */
  readonly expression: string;
  /** Grafana's name of the data source kind (`prometheus`, `loki`, `tempo`); empty when it is not said. */
  readonly source: string;
  /** `__auto`, empty, or a text with `{{label}}`. */
  readonly legend: string;
  readonly instant: boolean;
  readonly format: 'time_series' | 'table' | 'heatmap';
  /** Least step, as written (`30s`, `$interval`); empty when it is not said. */
  readonly interval: string;
  readonly exemplars: boolean;
  readonly hidden: boolean;
  /** Most rows of logs or traces. */
  readonly limit: number | undefined;
}

export interface PanelBase {
  /** Unique within the dashboard. */
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly grid: GridPosition;
  readonly transparent: boolean;
  readonly links: readonly DashboardLink[];
  readonly repeat: Repeat | undefined;
  /** The classic JSON that it was read from; of a row without its panels. */
  readonly source?: SourceJson | undefined;
}

export interface Repeat {
  readonly variable: string;
  readonly direction: 'horizontal' | 'vertical';
  /** Panels beside each other; horizontal only. */
  readonly maxPerRow: number;
}

export interface DataPanel extends PanelBase {
  readonly targets: readonly Target[];
  readonly transformations: readonly Transformation[];
  readonly fields: FieldConfig;
  /** Points asked for; undefined: as many as the panel is wide. */
  readonly maxPoints: number | undefined;
  /** Least step of all targets, as written. */
  readonly interval: string;
  /** Own range of this panel (`1h` before the end) and shift, as written. */
  readonly timeFrom: string;
  readonly timeShift: string;
}
