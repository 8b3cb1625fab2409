// A dashboard as classic Grafana JSON (schema 39), which every Grafana since 10 imports; read again, it is the same model.
// It is also how dashboards are kept on disk.
import type { Dashboard } from '../model.ts';
import type { Panel } from '../panels.ts';
import { exportLinks } from './export-links.ts';
import { exportPanel } from './export-panel.ts';
import { exportVariable } from './export-variables.ts';
import { refreshText } from './refresh.ts';

export function exportDashboard(dashboard: Dashboard): string {
  return `${JSON.stringify(exportDashboardJson(dashboard), undefined, 2)}\n`;
}

export function exportDashboardJson(dashboard: Dashboard): Record<string, unknown> {
  return {
    annotations: { list: [] },
    description: dashboard.description,
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 1,
    id: null,
    links: exportLinks(dashboard.links),
    panels: dashboard.panels.map(exportAny),
    refresh: refreshText(dashboard.refreshMillis),
    schemaVersion: 39,
    tags: dashboard.tags,
    templating: { list: dashboard.variables.map(exportVariable) },
    time: dashboard.range,
    timepicker: {},
    timezone: 'browser',
    title: dashboard.title,
    uid: dashboard.id,
    version: 1,
  };
}

function exportAny(panel: Panel): Record<string, unknown> {
  if (panel.kind !== 'row') return exportPanel(panel);
  const { repeat } = panel;
  return {
    type: 'row',
    id: panel.id,
    title: panel.title,
    gridPos: { h: 1, w: 24, x: 0, y: panel.grid.y },
    collapsed: panel.collapsed,
    panels: panel.panels.map(exportPanel),
    ...(repeat === undefined ? {} : { repeat: repeat.variable }),
  };
}
