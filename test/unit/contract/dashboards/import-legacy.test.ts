import { expect, test } from 'vitest';
import { settingsOf } from '../../../../src/contract/dashboards/format/field-match.ts';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';

function read(json: unknown) {
  const outcome = importDashboardJson(json, 'new-id');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome;
}

const legacy = {
  title: 'Docker',
  schemaVersion: 12,
  rows: [
    {
      height: '150px',
      panels: [
        {
          id: 1,
          type: 'singlestat',
          title: 'Uptime',
          span: 2,
          format: 's',
          valueName: 'current',
          colorValue: true,
          colors: ['red', 'orange', 'green'],
          thresholds: '60,3600',
          valueMaps: [{ op: '=', value: 'null', text: 'N/A' }],
          targets: [{ expr: 'time() - start', refId: 'A', step: 1800 }],
        },
        {
          id: 2,
          type: 'singlestat',
          title: 'Memory',
          span: 10,
          format: 'percent',
          gauge: { show: true, minValue: 0, maxValue: 100 },
          thresholds: '50,80',
          colors: ['green', 'orange', 'red'],
          targets: [{ expr: 'mem' }],
        },
        {
          id: 3,
          type: 'graph',
          title: 'Network',
          span: 6,
          datasource: 'Prometheus',
          fill: 2,
          linewidth: 3,
          stack: true,
          steppedLine: true,
          nullPointMode: 'connected',
          legend: { alignAsTable: true, avg: true, current: true, values: true, show: true, rightSide: true },
          yaxes: [
            { format: 'Bps', logBase: 1, min: 0 },
            { format: 'percent', label: 'Load' },
          ],
          aliasColors: { in: '#ff0000' },
          seriesOverrides: [
            { alias: 'out', transform: 'negative-Y', fill: 0 },
            { alias: '/load/', yaxis: 2, color: 'blue', stack: false },
          ],
          thresholds: [{ value: 100, op: 'gt', colorMode: 'critical' }],
          targets: [{ expr: 'rate(net[5m])', legendFormat: 'in' }],
        },
      ],
    },
  ],
};

test('rows with spans become a grid', () => {
  const { dashboard, report } = read(legacy);
  expect(report.panels.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
  expect(dashboard.panels.map(({ grid }) => grid)).toEqual([
    { x: 0, y: 0, w: 4, h: 4 },
    { x: 4, y: 0, w: 20, h: 4 },
    { x: 0, y: 4, w: 12, h: 4 },
  ]);
});

test('rows with titles stay rows; a closed one holds its panels', () => {
  const { dashboard } = read({
    title: 'R',
    rows: [
      {
        title: 'Open',
        showTitle: true,
        height: 250,
        panels: [{ id: 1, type: 'text', span: 12, content: 'hello', mode: 'markdown' }],
      },
      { title: 'Closed', collapse: true, height: 250, panels: [{ id: 2, type: 'graph', span: 12 }] },
    ],
  });
  expect(dashboard.panels).toMatchObject([
    { kind: 'row', title: 'Open', collapsed: false, panels: [] },
    { kind: 'text', content: 'hello', grid: { y: 1, w: 24 } },
    { kind: 'row', title: 'Closed', collapsed: true, panels: [{ kind: 'timeseries', id: 2 }] },
  ]);
});

test('singlestat becomes stat, or gauge', () => {
  const [uptime, memory] = read(legacy).dashboard.panels;
  expect(uptime).toMatchObject({
    kind: 'stat',
    colour: 'value',
    reduce: { calcs: ['lastNotNull'] },
    fields: {
      defaults: {
        unit: 's',
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: -Infinity, colour: 'red' },
            { value: 60, colour: 'orange' },
            { value: 3600, colour: 'green' },
          ],
        },
        mappings: [{ kind: 'special', match: 'null', result: { text: 'N/A' } }],
      },
    },
    targets: [{ interval: '1800s' }],
  });
  expect(memory).toMatchObject({ kind: 'gauge', fields: { defaults: { min: 0, max: 100, unit: 'percent' } } });
});

test('graph becomes timeseries with overrides', () => {
  const network = read(legacy).dashboard.panels[2];
  expect(network).toMatchObject({
    kind: 'timeseries',
    legend: { mode: 'table', placement: 'right', calcs: ['mean', 'lastNotNull'] },
    fields: {
      defaults: {
        unit: 'Bps',
        min: 0,
        draw: {
          lineWidth: 3,
          fillOpacity: 20,
          stacking: 'normal',
          interpolation: 'stepAfter',
          spanNulls: true,
          thresholds: 'line+area',
        },
        thresholds: { steps: [{ colour: 'transparent' }, { value: 100, colour: 'red' }] },
      },
      overrides: [
        { matcher: { kind: 'byName', name: 'in' }, settings: { colour: { mode: 'fixed', fixed: '#ff0000' } } },
        { matcher: { kind: 'byName', name: 'out' }, settings: { draw: { negativeY: true, fillOpacity: 0 } } },
        {
          matcher: { kind: 'byRegexp', pattern: '/load/' },
          settings: { unit: 'percent', draw: { axis: 'right', axisLabel: 'Load', stacking: 'none' } },
        },
      ],
    },
  });
});

test('columns of the old table: the first style that fits names, colours or hides', () => {
  const { dashboard, report } = read({
    title: 'x',
    panels: [
      {
        type: 'table-old',
        transform: 'timeseries_to_rows',
        targets: [{ expr: 'up' }],
        styles: [
          {
            pattern: 'Value',
            type: 'number',
            unit: 'bytes',
            decimals: 1,
            alias: 'Size',
            colorMode: 'cell',
            colors: ['green', 'orange', 'red'],
            thresholds: ['5', '9'],
          },
          { pattern: 'node', type: 'string', alias: 'Node', link: true },
          { pattern: '/.*/', type: 'hidden' },
        ],
      },
    ],
  });
  const [panel] = dashboard.panels;
  if (panel?.kind !== 'table') throw new Error('no table');
  expect(panel.transformations.map(({ id }) => id)).toEqual(['seriesToRows']);
  const settings = (name: string) =>
    settingsOf(panel.fields, { name, kind: 'number', labels: {}, values: [] }, { target: 'A', name: '', fields: [] });
  expect(settings('Value')).toMatchObject({
    unit: 'bytes',
    decimals: 1,
    displayName: 'Size',
    thresholds: { steps: [{ colour: 'green' }, { value: 5, colour: 'orange' }, { value: 9, colour: 'red' }] },
    draw: { cell: 'color-background', hidden: false },
  });
  expect(settings('node')).toMatchObject({ displayName: 'Node', draw: { hidden: false } });
  expect(settings('job').draw?.hidden).toBe(true);
  expect(report.panels[0]?.reasons).toEqual(['Links of columns are not followed.']);
});
