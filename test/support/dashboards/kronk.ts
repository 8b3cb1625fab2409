// A dashboard in the format of Kronk's own: a multi variable with All, a search for traces, a table joined of several
// instant queries, and a panel of logs.

const prometheus = { type: 'prometheus', uid: 'PBFA97CFB590B2093' };
const tempo = { type: 'tempo', uid: 'P214B5B846CF3925F' };
const loki = { type: 'loki', uid: 'P8E80F9AEF21F6940' };

const instant = (refId: string, expr: string) => ({
  datasource: prometheus,
  editorMode: 'code',
  expr,
  format: 'table',
  instant: true,
  range: false,
  refId,
});

export const kronk = {
  panels: [
    {
      datasource: prometheus,
      fieldConfig: { defaults: { unit: 'short' }, overrides: [] },
      gridPos: { h: 8, w: 12, x: 0, y: 0 },
      id: 1,
      options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'single' } },
      targets: [
        { datasource: prometheus, expr: 'goroutines', legendFormat: 'goroutines', range: true, refId: 'A' },
        { datasource: prometheus, expr: 'requests', legendFormat: 'requests', range: true, refId: 'B' },
      ],
      title: 'Server Stats',
      type: 'timeseries',
    },
    {
      datasource: tempo,
      fieldConfig: { defaults: {}, overrides: [] },
      gridPos: { h: 8, w: 12, x: 12, y: 0 },
      id: 2,
      options: { cellHeight: 'sm', showHeader: true },
      targets: [{ datasource: tempo, limit: 20, queryType: 'nativeSearch', refId: 'A', serviceName: 'kronk' }],
      title: 'Kronk - Traces',
      type: 'table',
    },
    {
      datasource: prometheus,
      fieldConfig: {
        defaults: { unit: 's' },
        overrides: [{ matcher: { id: 'byName', options: 'ttft' }, properties: [{ id: 'unit', value: 'ms' }] }],
      },
      gridPos: { h: 8, w: 24, x: 0, y: 8 },
      id: 3,
      options: {},
      targets: [
        {
          datasource: prometheus,
          expr: 'rate(model_prefill_seconds_sum{model_id=~"$model_id"}[5m]) / rate(model_prefill_seconds_count{model_id=~"$model_id"}[5m])',
          legendFormat: 'prefill {{model_id}}',
          refId: 'A',
        },
      ],
      title: 'Model Timings',
      type: 'timeseries',
    },
    {
      datasource: prometheus,
      fieldConfig: {
        defaults: { custom: { align: 'auto', cellOptions: { type: 'auto' } } },
        overrides: [
          {
            matcher: { id: 'byName', options: 'Last used' },
            properties: [
              { id: 'unit', value: 'dateTimeFromNow' },
              { id: 'custom.width', value: 140 },
            ],
          },
        ],
      },
      gridPos: { h: 10, w: 24, x: 0, y: 16 },
      id: 4,
      options: { showHeader: true, sortBy: [{ desc: true, displayName: 'Last used' }] },
      targets: [
        instant('A', 'imc_session_state{model_id=~"$model_id"}'),
        instant('B', 'imc_session_messages{model_id=~"$model_id"}'),
        instant('C', 'imc_session_last_used_timestamp_seconds{model_id=~"$model_id"} * 1000'),
      ],
      title: 'IMC Sessions',
      transformations: [
        { id: 'merge', options: {} },
        {
          id: 'organize',
          options: {
            excludeByName: { Time: true, 'Value #A': true, __name__: true },
            indexByName: { entry: 0, state: 1, model_id: 2 },
            renameByName: { 'Value #B': 'Messages', 'Value #C': 'Last used', entry: 'Entry' },
          },
        },
        { id: 'sortBy', options: { fields: {}, sort: [{ desc: true, field: 'Last used' }] } },
      ],
      type: 'table',
    },
    {
      datasource: loki,
      gridPos: { h: 8, w: 24, x: 0, y: 26 },
      id: 5,
      options: { sortOrder: 'Descending', showTime: true, wrapLogMessage: true },
      targets: [{ datasource: loki, editorMode: 'builder', expr: '{app=~".+"} |= ``', queryType: 'range', refId: 'A' }],
      title: 'Kronk - Logs',
      type: 'logs',
    },
  ],
  refresh: '5s',
  schemaVersion: 38,
  templating: {
    list: [
      {
        current: { selected: true, text: 'All', value: '$__all' },
        datasource: prometheus,
        definition: 'label_values(model_load_seconds_count, model_id)',
        hide: 0,
        includeAll: true,
        label: 'Model',
        multi: true,
        name: 'model_id',
        options: [],
        query: { query: 'label_values(model_load_seconds_count, model_id)', refId: 'StandardVariableQuery' },
        refresh: 2,
        regex: '',
        sort: 1,
        type: 'query',
      },
    ],
  },
  time: { from: 'now-15m', to: 'now' },
  title: 'Kronk',
  uid: 'kronk',
};
