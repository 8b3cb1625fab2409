import { expect, test } from 'vitest';
import { exportDashboard } from '../../../../src/contract/dashboards/grafana/export-dashboard.ts';
import {
  importDashboard,
  importDashboardJson,
  type ImportOutcome,
} from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import { modelOf } from '../../../support/dashboards/model-of.ts';
import { kronk } from '../../../support/dashboards/kronk.ts';
import { streamkit } from '../../../support/dashboards/streamkit.ts';

function read(json: unknown) {
  const outcome: ImportOutcome = importDashboardJson(json, 'new-id');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome;
}

test('a dashboard of StreamKit arrives whole', () => {
  const { dashboard, report } = read(streamkit);
  expect(report.format).toBe('classic');
  expect(report.notes).toEqual([]);
  expect(report.panels.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  expect(dashboard).toMatchObject({
    id: 'streamkit-perf',
    title: 'StreamKit Performance Dashboard',
    refreshMillis: 10_000,
    range: { from: 'now-15m', to: 'now' },
    variables: [{ kind: 'datasource', name: 'DS_PROMETHEUS', type: 'prometheus' }],
  });
  expect(dashboard.panels.map(({ kind }) => kind)).toEqual([
    'row',
    'timeseries',
    'timeseries',
    'stat',
    'row',
    'timeseries',
    'timeseries',
    'row',
    'bargauge',
    'timeseries',
  ]);
  expect(dashboard.panels[1]).toMatchObject({
    fields: { defaults: { unit: 'percent', min: 0, draw: { interpolation: 'smooth', fillOpacity: 10, lineWidth: 2 } } },
    legend: { mode: 'table', calcs: ['mean', 'max'] },
    targets: [{ kind: 'promql', expression: 'system_cpu_utilization_percent', legend: 'System CPU' }, { id: 'B' }],
  });
});

test('a dashboard of Kronk arrives whole: traces, logs and a joined table too', () => {
  const { dashboard, report } = read(kronk);
  expect(report.panels.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  const [, traces, timings, sessions, logs] = dashboard.panels;
  expect(traces).toMatchObject({
    kind: 'table',
    targets: [{ kind: 'traces', expression: '{ resource.service.name = "kronk" }', limit: 20 }],
  });
  expect(timings).toMatchObject({
    fields: { overrides: [{ matcher: { kind: 'byName', name: 'ttft' }, settings: { unit: 'ms' } }] },
  });
  expect(sessions).toMatchObject({
    targets: [{ instant: true, format: 'table' }, {}, {}],
    transformations: [{ id: 'merge' }, { id: 'organize' }, { id: 'sortBy' }],
    sortBy: [{ field: 'Last used', descending: true }],
  });
  expect(logs).toMatchObject({ kind: 'logs', newestFirst: true, targets: [{ kind: 'logs' }] });
  expect(dashboard.variables).toMatchObject([
    {
      kind: 'query',
      query: 'label_values(model_load_seconds_count, model_id)',
      multi: true,
      includeAll: true,
      sort: 'alphabetical',
      refresh: 'time',
      current: ['$__all'],
    },
  ]);
});

test.each([
  ['StreamKit', streamkit],
  ['Kronk', kronk],
])('%s: exported and read again it is the same', (_, json) => {
  const { dashboard } = read(json);
  const again = importDashboard(exportDashboard(dashboard), 'other');
  expect(modelOf(again.kind === 'dashboard' ? again.dashboard : again)).toEqual(modelOf(dashboard));
});

test('what cannot be shown is told per panel and leaves as it came', () => {
  const nodeGraph = {
    id: 4,
    type: 'nodeGraph',
    title: 'Map',
    options: { edges: {} },
    gridPos: { h: 5, w: 6, x: 0, y: 0 },
    targets: [],
  };
  const { dashboard, report } = read({
    title: 'Odd',
    panels: [
      nodeGraph,
      {
        id: 5,
        type: 'timeseries',
        title: 'SQL',
        datasource: { type: 'mysql' },
        targets: [{ refId: 'A', rawSql: 'select 1' }],
      },
      { id: 6, type: 'table', title: 'Spatial', targets: [], transformations: [{ id: 'spatial', options: {} }] },
    ],
  });
  expect(report.panels.map(({ outcome }) => outcome)).toEqual(['unsupported', 'degraded', 'degraded']);
  expect(report.panels[1]?.reasons[0]).toContain('mysql');
  expect(report.panels[2]?.reasons[0]).toContain('spatial');
  const written: unknown = JSON.parse(exportDashboard(dashboard));
  expect(written).toMatchObject({ panels: [{ type: 'nodeGraph', options: { edges: {} } }, {}, {}] });
});

test.each([
  ['{', 'not JSON'],
  ['[1]', 'JSON object'],
  ['{"a": 1}', 'no Grafana dashboard'],
])('%s is refused', (text, reason) => {
  const outcome = importDashboard(text, 'x');
  expect(outcome.kind === 'refused' ? outcome.reason : outcome).toContain(reason);
});

test('wrapper, inputs and panels without numbers', () => {
  const { dashboard } = read({
    dashboard: {
      __inputs: [
        { name: 'DS_P', type: 'datasource', pluginId: 'prometheus' },
        { name: 'VAR_JOB', type: 'constant', value: 'node' },
      ],
      title: 'Wrapped',
      uid: 'not / an id',
      panels: [
        { type: 'stat', title: 'One', datasource: '${DS_P}', targets: [{ expr: 'up{job="${VAR_JOB}"}' }] },
        { type: 'stat', title: 'Two', targets: [] },
        { type: 'row', collapsed: true, title: 'Closed', panels: [{ type: 'gauge', title: 'Inside' }] },
      ],
    },
    meta: {},
  });
  expect(dashboard.id).toBe('new-id');
  expect(dashboard.panels).toMatchObject([
    { id: 1, kind: 'stat', targets: [{ id: 'A', kind: 'promql', expression: 'up{job="node"}' }] },
    { id: 2 },
    { id: 3, kind: 'row', collapsed: true, panels: [{ id: 4, kind: 'gauge', title: 'Inside' }] },
  ]);
});
