import { expect, test } from 'vitest';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';

const element = (id: number, title: string, group: string, expr: string) => ({
  kind: 'Panel',
  spec: {
    id,
    title,
    description: '',
    links: [],
    data: {
      kind: 'QueryGroup',
      spec: {
        queries: [
          {
            kind: 'PanelQuery',
            spec: {
              refId: 'A',
              hidden: false,
              query: {
                kind: 'DataQuery',
                group: 'prometheus',
                version: 'v0',
                spec: { expr, legendFormat: '{{job}}', instant: group === 'stat' },
              },
            },
          },
        ],
        transformations: [{ kind: 'organize', spec: { id: 'organize', options: { renameByName: { a: 'b' } } } }],
        queryOptions: { maxDataPoints: 200, interval: '30s' },
      },
    },
    vizConfig: {
      kind: 'VizConfig',
      group,
      version: '13.0.0',
      spec: { options: { legend: { showLegend: false } }, fieldConfig: { defaults: { unit: 'bytes' }, overrides: [] } },
    },
  },
});

const item = (name: string, x: number, y: number, repeat?: object) => ({
  kind: 'GridLayoutItem',
  spec: {
    x,
    y,
    width: 12,
    height: 8,
    element: { kind: 'ElementReference', name },
    ...(repeat === undefined ? {} : { repeat }),
  },
});

const base = {
  apiVersion: 'dashboard.grafana.app/v2beta1',
  kind: 'Dashboard',
  metadata: { name: 'my-v2' },
  spec: {
    title: 'Second',
    tags: ['x'],
    elements: {
      'panel-1': element(1, 'Memory', 'timeseries', 'mem{job=~"$job"}'),
      'panel-2': element(2, 'Up', 'stat', 'up'),
    },
    timeSettings: { from: 'now-6h', to: 'now', autoRefresh: '30s' },
    variables: [
      {
        kind: 'QueryVariable',
        spec: {
          name: 'job',
          label: 'Job',
          multi: true,
          includeAll: true,
          refresh: 'onTimeRangeChanged',
          sort: 'alphabeticalAsc',
          regex: '',
          current: { text: ['a'], value: ['a'] },
          query: { kind: 'DataQuery', group: 'prometheus', spec: { query: 'label_values(up, job)' } },
        },
      },
      { kind: 'CustomVariable', spec: { name: 'size', query: 'small : 1, large : 2', current: { value: '2' } } },
    ],
  },
};

function read(layout: object) {
  const outcome = importDashboardJson({ ...base, spec: { ...base.spec, layout } }, 'x');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome;
}

test('a grid', () => {
  const { dashboard, report } = read({
    kind: 'GridLayout',
    spec: {
      items: [
        item('panel-1', 0, 0, { mode: 'variable', value: 'job', direction: 'h', maxPerRow: 3 }),
        item('panel-2', 12, 0),
        item('panel-9', 0, 9),
      ],
    },
  });
  expect(report).toMatchObject({ format: 'v2', notes: ['The layout names an element that is not there: panel-9.'] });
  expect(dashboard).toMatchObject({ id: 'my-v2', title: 'Second', refreshMillis: 30_000, range: { from: 'now-6h' } });
  expect(dashboard.panels).toMatchObject([
    {
      kind: 'timeseries',
      id: 1,
      repeat: { variable: 'job', direction: 'horizontal', maxPerRow: 3 },
      targets: [{ kind: 'promql', expression: 'mem{job=~"$job"}', legend: '{{job}}', source: 'prometheus' }],
      transformations: [{ id: 'organize' }],
      maxPoints: 200,
      interval: '30s',
      fields: { defaults: { unit: 'bytes' } },
      legend: { shown: false },
    },
    { kind: 'stat', id: 2, grid: { x: 12, y: 0, w: 12, h: 8 }, targets: [{ instant: true }] },
  ]);
  expect(dashboard.variables).toMatchObject([
    { kind: 'query', query: 'label_values(up, job)', sort: 'alphabetical', refresh: 'time', current: ['a'] },
    {
      kind: 'custom',
      options: [
        { text: 'small', value: '1' },
        { text: 'large', value: '2' },
      ],
      current: ['2'],
    },
  ]);
});

test('rows, a closed row, tabs and an automatic grid', () => {
  const auto = {
    kind: 'AutoGridLayout',
    spec: {
      maxColumnCount: 2,
      rowHeightMode: 'short',
      items: ['panel-1', 'panel-2'].map((name) => ({ kind: 'AutoGridLayoutItem', spec: { element: { name } } })),
    },
  };
  const row = (title: string, collapse: boolean, layout: object) => ({
    kind: 'RowsLayoutRow',
    spec: { title, collapse, layout },
  });
  const { dashboard } = read({
    kind: 'RowsLayout',
    spec: {
      rows: [
        row('First', false, auto),
        row('Second', true, { kind: 'GridLayout', spec: { items: [item('panel-2', 0, 0)] } }),
      ],
    },
  });
  expect(dashboard.panels).toMatchObject([
    { kind: 'row', title: 'First', grid: { y: 0 } },
    { kind: 'timeseries', grid: { x: 0, y: 1, w: 12, h: 5 } },
    { kind: 'stat', grid: { x: 12, y: 1, w: 12, h: 5 } },
    { kind: 'row', title: 'Second', collapsed: true, grid: { y: 6 }, panels: [{ kind: 'stat' }] },
  ]);
  const tabs = read({
    kind: 'TabsLayout',
    spec: { tabs: [{ kind: 'TabsLayoutTab', spec: { title: 'Only', layout: auto } }] },
  });
  expect(tabs.report.notes).toContain('Tabs are shown as rows below each other.');
  expect(tabs.dashboard.panels).toHaveLength(3);
});

test('tabs that hold rows, conditions, and what holds for a row only', () => {
  const grid = (name: string) => ({ kind: 'GridLayout', spec: { items: [item(name, 0, 0)] } });
  const conditionalRendering = {
    kind: 'ConditionalRenderingGroup',
    spec: {
      visibility: 'show',
      condition: 'and',
      items: [{ kind: 'ConditionalRenderingData', spec: { value: true } }],
    },
  };
  const { dashboard, report } = read({
    kind: 'TabsLayout',
    spec: {
      tabs: [
        {
          kind: 'TabsLayoutTab',
          spec: {
            title: 'Service',
            layout: {
              kind: 'RowsLayout',
              spec: {
                rows: [
                  {
                    kind: 'RowsLayoutRow',
                    spec: { title: 'Load', layout: grid('panel-1'), repeat: { mode: 'variable', value: 'job' } },
                  },
                  { kind: 'RowsLayoutRow', spec: { title: 'Up', layout: grid('panel-2'), conditionalRendering } },
                ],
              },
            },
          },
        },
      ],
    },
  });
  expect(dashboard.panels).toMatchObject([
    { kind: 'row', title: 'Service / Load', grid: { y: 0 }, repeat: { variable: 'job', direction: 'vertical' } },
    { kind: 'timeseries', grid: { y: 1 } },
    { kind: 'row', title: 'Service / Up', grid: { y: 9 } },
    { kind: 'stat', grid: { y: 10 } },
  ]);
  expect(report.panels.map(({ outcome }) => outcome)).toEqual(['ok', 'degraded']);
  expect(report.panels[1]?.reasons).toEqual(['In Grafana it is shown under conditions; here it is always shown.']);
});

test('annotations, links, switches and filters of both versions', () => {
  const annotation = (query: object) => ({
    kind: 'AnnotationQuery',
    spec: { name: 'Starts', enable: true, hide: false, iconColor: 'yellow', query },
  });
  const spec = {
    ...base.spec,
    layout: { kind: 'GridLayout', spec: { items: [] } },
    links: [{ title: 'All', type: 'dashboards', tags: ['a'], icon: '', tooltip: '', keepTime: true }],
    annotations: [
      annotation({ kind: 'DataQuery', group: 'prometheus', version: 'v0', spec: { expr: 'changes(a[1m])' } }),
      annotation({ kind: 'prometheus', spec: { expr: 'b' } }),
      { kind: 'AnnotationQuery', spec: { name: 'Own', builtIn: true, enable: true, query: { group: 'grafana' } } },
    ],
    variables: [
      {
        kind: 'SwitchVariable',
        spec: { name: 'debug', current: 'yes', enabledValue: 'yes', disabledValue: 'no', hide: 'dontHide' },
      },
      {
        kind: 'AdhocVariable',
        group: 'prometheus',
        spec: {
          name: 'filters',
          baseFilters: [{ key: 'job', operator: '=', value: 'x' }],
          filters: [{ key: 'a', operator: '!=', value: 'y' }],
        },
      },
      { kind: 'GroupByVariable', group: 'prometheus', spec: { name: 'by' } },
    ],
  };
  const outcome = importDashboardJson({ ...base, spec }, 'x');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  const { dashboard, report } = outcome;
  expect(dashboard.annotations).toMatchObject([
    { name: 'Starts', kind: 'promql', expression: 'changes(a[1m])', colour: 'yellow' },
    { kind: 'promql', expression: 'b' },
    { name: 'Own', kind: 'kept' },
  ]);
  expect(dashboard.links).toMatchObject([{ title: 'All', tags: ['a'], keepTime: true }]);
  expect(dashboard.variables).toMatchObject([
    {
      kind: 'custom',
      options: [
        { text: 'on', value: 'yes' },
        { text: 'off', value: 'no' },
      ],
      current: ['yes'],
    },
    { kind: 'adhoc', filters: [{ key: 'job' }, { key: 'a', operator: '!=' }] },
  ]);
  expect(report.notes).toEqual(['The variable $by is of a kind that is not known (GroupByVariable) and is left out.']);
});
