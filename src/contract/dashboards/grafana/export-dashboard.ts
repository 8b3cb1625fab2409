// A dashboard as classic Grafana JSON (schema 39 when made here), which every Grafana since 10 imports; read again, it is the
// same model. It is also how dashboards are kept on disk. What was read from classic JSON is written over that.
import type { Dashboard } from '../model.ts';
import type { Panel, RowPanel } from '../panels.ts';
import { exportAnnotation } from './annotations.ts';
import { readClassic, readRow } from './classic.ts';
import { exportLinks } from './export-links.ts';
import { exportPanel } from './export-panel.ts';
import { exportVariable } from './export-variables.ts';
import { keepReport } from './import-report.ts';
import { finite, objectAt } from './read-json.ts';
import { refreshText } from './refresh.ts';
import { writeKnown } from './write-over.ts';

/** Before this one dashboards had no grid. */
const leastSchema = 16;

export function exportDashboard(dashboard: Dashboard): string {
  return `${JSON.stringify(exportDashboardJson(dashboard), undefined, 2)}\n`;
}

export function exportDashboardJson(dashboard: Dashboard): Record<string, unknown> {
  const { source } = dashboard;
  const written = writeWhole(dashboard);
  const whole =
    source === undefined
      ? written
      : writeKnown(source, written, (json) => writeWhole(readClassic(json, dashboard.id, keepReport())));
  return {
    ...whole,
    // The number of a database that is not this one.
    ...(source === undefined || 'id' in source ? { id: null } : {}),
    panels: dashboard.panels.map(exportAny),
    schemaVersion: Math.max(leastSchema, finite(whole['schemaVersion']) ?? leastSchema),
    templating: { ...objectAt(whole, 'templating'), list: dashboard.variables.map(exportVariable) },
  };
}

/** All but panels and variables. */
function writeWhole(dashboard: Dashboard): Record<string, unknown> {
  return {
    annotations: { list: (dashboard.annotations ?? []).map(exportAnnotation) },
    description: dashboard.description,
    editable: true,
    fiscalYearStartMonth: 0,
    graphTooltip: 1,
    links: exportLinks(dashboard.links),
    refresh: refreshText(dashboard.refreshMillis),
    schemaVersion: 39,
    tags: dashboard.tags,
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
  const written = writeRow(panel);
  const row =
    panel.source === undefined ? written : writeKnown(panel.source, written, (json) => writeRow(readRow(json)));
  return { ...row, panels: panel.panels.map(exportPanel) };
}

function writeRow(panel: RowPanel): Record<string, unknown> {
  const { repeat } = panel;
  return {
    type: 'row',
    id: panel.id,
    title: panel.title,
    gridPos: { h: 1, w: 24, x: 0, y: panel.grid.y },
    collapsed: panel.collapsed,
    ...(repeat === undefined ? {} : { repeat: repeat.variable }),
  };
}
