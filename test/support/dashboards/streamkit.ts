// A dashboard in the format of StreamKit's own: schema 39, one data source variable, open rows, three kinds of panels.

const source = { type: 'prometheus', uid: '${DS_PROMETHEUS}' };

const targets = (...queries: readonly (readonly [expr: string, legend: string])[]) =>
  queries.map(([expr, legendFormat], index) => ({
    datasource: source,
    editorMode: 'code',
    expr,
    legendFormat,
    range: true,
    refId: 'ABCD'[index],
  }));

const row = (id: number, title: string, y: number) => ({
  collapsed: false,
  gridPos: { h: 1, w: 24, x: 0, y },
  id,
  panels: [],
  title,
  type: 'row',
});

const draw = {
  axisPlacement: 'auto',
  barAlignment: 0,
  drawStyle: 'line',
  fillOpacity: 10,
  gradientMode: 'none',
  hideFrom: { legend: false, tooltip: false, viz: false },
  lineInterpolation: 'smooth',
  lineWidth: 2,
  scaleDistribution: { type: 'linear' },
  showPoints: 'never',
  spanNulls: false,
  stacking: { group: 'A', mode: 'none' },
  thresholdsStyle: { mode: 'off' },
};

const series = (
  id: number,
  title: string,
  unit: string,
  at: readonly [number, number],
  of: ReturnType<typeof targets>,
) => ({
  datasource: source,
  fieldConfig: {
    defaults: {
      color: { mode: 'palette-classic' },
      custom: draw,
      mappings: [],
      min: 0,
      thresholds: {
        mode: 'absolute',
        steps: [
          { color: 'green', value: null },
          { color: 'red', value: 80 },
        ],
      },
      unit,
    },
    overrides: [],
  },
  gridPos: { h: 8, w: 12, x: at[0], y: at[1] },
  id,
  options: {
    legend: { calcs: ['mean', 'max'], displayMode: 'table', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  targets: of,
  title,
  type: 'timeseries',
});

export const streamkit = {
  annotations: { list: [{ builtIn: 1, enable: true, hide: true, name: 'Annotations & Alerts', type: 'dashboard' }] },
  editable: true,
  graphTooltip: 1,
  id: null,
  links: [],
  panels: [
    row(100, 'System Overview', 0),
    series(
      1,
      'CPU Usage',
      'percent',
      [0, 1],
      targets(['system_cpu_utilization_percent', 'System CPU'], ['process_cpu_utilization_percent', 'Process CPU']),
    ),
    series(
      2,
      'Memory Usage',
      'gbytes',
      [12, 1],
      targets(['process_memory_usage_bytes / 1024 / 1024 / 1024', 'Process']),
    ),
    {
      datasource: source,
      fieldConfig: {
        defaults: {
          color: { mode: 'thresholds' },
          mappings: [],
          thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }] },
          unit: 'short',
        },
        overrides: [],
      },
      gridPos: { h: 4, w: 24, x: 0, y: 9 },
      id: 3,
      options: {
        colorMode: 'value',
        graphMode: 'area',
        justifyMode: 'auto',
        orientation: 'auto',
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        textMode: 'auto',
      },
      targets: targets(['sessions_active', 'Sessions'], ['sum(plugins_loaded)', 'Plugins']),
      title: 'Active Components',
      type: 'stat',
    },
    row(101, 'HTTP API Performance', 13),
    series(
      4,
      'HTTP Request Rate',
      'reqps',
      [0, 14],
      targets(['sum(rate(http_server_requests_total[1m])) by (http_method)', '{{http_method}}']),
    ),
    series(
      5,
      'HTTP Latency Percentiles',
      's',
      [12, 14],
      targets(['histogram_quantile(0.95, sum(rate(http_server_duration_bucket[5m])) by (le))', 'p95']),
    ),
    row(102, 'Node Performance', 22),
    {
      datasource: source,
      fieldConfig: {
        defaults: {
          color: { mode: 'continuous-GrYlRd' },
          thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }] },
          unit: 'short',
        },
        overrides: [],
      },
      gridPos: { h: 8, w: 12, x: 0, y: 23 },
      id: 6,
      options: {
        displayMode: 'gradient',
        orientation: 'horizontal',
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        showUnfilled: true,
      },
      targets: targets(['topk(10, node_packets_sent)', '{{node_id}}']),
      title: 'Top Nodes by Packets Sent (Total)',
      type: 'bargauge',
    },
    series(
      7,
      'Node State (1=Running, 0=Other)',
      'short',
      [12, 23],
      targets(['node_state{state="running"}', '{{node_id}}']),
    ),
  ],
  refresh: '10s',
  schemaVersion: 39,
  tags: ['streamkit', 'performance'],
  templating: {
    list: [
      {
        current: { selected: false, text: 'Prometheus', value: 'prometheus' },
        hide: 0,
        includeAll: false,
        label: 'Data Source',
        multi: false,
        name: 'DS_PROMETHEUS',
        options: [],
        query: 'prometheus',
        refresh: 1,
        regex: '',
        type: 'datasource',
      },
    ],
  },
  time: { from: 'now-15m', to: 'now' },
  title: 'StreamKit Performance Dashboard',
  uid: 'streamkit-perf',
  version: 1,
};
