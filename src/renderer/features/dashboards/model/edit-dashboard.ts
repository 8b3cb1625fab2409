// A new dashboard, and a chart that is pinned to one.
import { unitOfMetric } from '../../../../contract/dashboards/format/unit-table.ts';
import { letter } from '../../../../contract/dashboards/grafana/target-letter.ts';
import { noFieldConfig } from '../../../../contract/dashboards/field-config.ts';
import type { Dashboard } from '../../../../contract/dashboards/model.ts';
import { nextPanelId } from '../../../../contract/dashboards/panel-ids.ts';
import { defaultLegend, type TimeSeriesPanel } from '../../../../contract/dashboards/panels.ts';
import type { PinnedChart } from '../../../routes/dashboards-route.ts';

/** Two charts beside each other; the new one comes last. */
export function withChart(dashboard: Dashboard, chart: PinnedChart): Dashboard {
  const bottom = dashboard.panels.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), 0);
  const last = dashboard.panels.at(-1);
  const beside = last !== undefined && last.kind !== 'row' && last.grid.x === 0 && last.grid.w === 12;
  const panel: TimeSeriesPanel = {
    kind: 'timeseries',
    id: nextPanelId(dashboard.panels),
    title: chart.title,
    description: '',
    grid: { x: beside ? 12 : 0, y: beside ? last.grid.y : bottom, w: 12, h: 8 },
    transparent: false,
    links: [],
    repeat: undefined,
    targets: chart.queries.map((expression, index) => ({
      id: letter(index),
      kind: 'promql',
      expression,
      source: 'prometheus',
      legend: '__auto',
      instant: false,
      format: 'time_series',
      interval: '',
      exemplars: false,
      hidden: false,
      limit: undefined,
    })),
    transformations: [],
    fields: chart.unit === '' ? noFieldConfig : { defaults: { unit: unitOfMetric(chart.unit) }, overrides: [] },
    maxPoints: undefined,
    interval: '',
    timeFrom: '',
    timeShift: '',
    legend: defaultLegend,
    tooltip: 'multi',
  };
  return { ...dashboard, panels: [...dashboard.panels, panel] };
}

export function newDashboard(title: string): Dashboard {
  return {
    id: '',
    title,
    description: '',
    tags: [],
    range: { from: 'now-15m', to: 'now' },
    refreshMillis: undefined,
    variables: [],
    panels: [],
    links: [],
  };
}
