// Short ways to write the dashboards that come with the app: a dashboard is a list of panels, two or three beside each other.
import type { Dashboard, Target } from '../model.ts';
import type { FieldSettings } from '../field-config.ts';
import { defaultReduce, type Panel } from '../panels.ts';

export interface BuiltIn {
  readonly dashboard: Dashboard;
  /** Names of metrics, as sent or as Prometheus has them: with any of these the dashboard has something to show. */
  readonly metrics: readonly string[];
}

/** Expression and legend. */
export type Query = readonly [expression: string, legend: string];

interface PanelText {
  readonly title: string;
  readonly unit: string;
  readonly queries: readonly Query[];
  readonly kind?: 'timeseries' | 'stat' | 'heatmap';
  readonly stacked?: boolean;
  readonly max?: number;
}

interface DashboardText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly metrics: readonly string[];
  /** Label that tells services apart, and a metric that has it. */
  readonly job: string;
  readonly panels: readonly PanelText[];
}

export function builtIn(text: DashboardText): BuiltIn {
  let x = 0;
  let y = 0;
  const panels = text.panels.map((one, index): Panel => {
    const w = one.kind === 'stat' ? 6 : 12;
    const h = one.kind === 'stat' ? 4 : 8;
    if (x + w > 24) {
      x = 0;
      y += 8;
    }
    const grid = { x, y, w, h };
    x += w;
    return panelOf(one, index + 1, grid);
  });
  return {
    metrics: text.metrics,
    dashboard: {
      id: text.id,
      title: text.title,
      description: text.description,
      tags: [],
      range: { from: 'now-15m', to: 'now' },
      refreshMillis: undefined,
      variables: [
        {
          kind: 'query',
          name: 'job',
          label: 'Service',
          description: '',
          hide: 'no',
          current: ['$__all'],
          multi: true,
          includeAll: true,
          // Metrics of a sender without a name have no such label.
          allValue: '.*',
          query: `label_values(${text.job}, job)`,
          regex: '',
          sort: 'alphabetical',
          refresh: 'time',
        },
      ],
      panels,
      links: [],
    },
  };
}

function panelOf(text: PanelText, id: number, grid: Panel['grid']): Panel {
  const kind = text.kind ?? 'timeseries';
  const draw: FieldSettings['draw'] =
    text.stacked === true ? { stacking: 'normal', fillOpacity: 30 } : { fillOpacity: 8 };
  const base = {
    id,
    title: text.title,
    description: '',
    grid,
    transparent: false,
    links: [],
    repeat: undefined,
    targets: text.queries.map((query, index) => targetOf(query, index, kind)),
    transformations: [],
    fields: {
      defaults: { unit: text.unit, min: 0, ...(text.max === undefined ? {} : { max: text.max }), draw },
      overrides: [],
    },
    maxPoints: undefined,
    interval: '',
    timeFrom: '',
    timeShift: '',
  };
  switch (kind) {
    case 'stat':
      return { ...base, kind, reduce: defaultReduce, colour: 'none', graph: 'area', text: 'auto', orientation: 'auto' };
    case 'heatmap':
      return { ...base, kind, calculate: false, scheme: '', yUnit: text.unit };
    case 'timeseries':
      return {
        ...base,
        kind,
        legend: { shown: true, mode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
        tooltip: 'multi',
      };
  }
}

function targetOf([expression, legend]: Query, index: number, kind: string): Target {
  return {
    id: String.fromCodePoint(65 + index),
    kind: 'promql',
    expression,
    source: 'prometheus',
    legend,
    instant: false,
    format: kind === 'heatmap' ? 'heatmap' : 'time_series',
    interval: '',
    // All percentiles of one histogram have the same exemplars; the highest shows them.
    exemplars: expression.startsWith('histogram_quantile(0.99'),
    hidden: false,
    limit: undefined,
  };
}

const window = '[$__rate_interval]';
const service = 'job=~"$job"';

/** A selector of one metric of the chosen services. */
export function of(metric: string, matchers = ''): string {
  return `${metric}{${service}${matchers === '' ? '' : `, ${matchers}`}}`;
}

export function rate(metric: string, by: string, matchers = ''): string {
  return `sum by (${by}) (rate(${of(metric, matchers)}${window}))`;
}

/** Percentiles of a classic histogram, as one query each; `scale` brings its unit to the panel's. */
export function quantiles(histogram: string, by = '', scale = 1): readonly Query[] {
  const labels = by === '' ? 'le' : `le, ${by}`;
  return [0.5, 0.95, 0.99].map((q): Query => [
    `histogram_quantile(${q}, sum by (${labels}) (rate(${of(`${histogram}_bucket`)}${window})))${scale === 1 ? '' : ` * ${scale}`}`,
    `p${q * 100}${by === '' ? '' : ` {{${by}}}`}`,
  ]);
}

/** Mean of a histogram. */
export function mean(histogram: string, by: string): string {
  return `${rate(`${histogram}_sum`, by)} / ${rate(`${histogram}_count`, by)}`;
}

export function heat(histogram: string): Query {
  return [`sum by (le) (increase(${of(`${histogram}_bucket`)}${window}))`, '{{le}}'];
}
