// Every query of the dashboards that come with the app can be read, and every dashboard leaves and comes back as it was.
import { expect, test } from 'vitest';
import { builtInDashboards, hasDataFor } from '../../../../src/contract/dashboards/built-in/index.ts';
import { withData } from '../../../../src/contract/dashboards/built-in/with-data.ts';
import { exportDashboard } from '../../../../src/contract/dashboards/grafana/export-dashboard.ts';
import { importDashboard } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import { modelOf } from '../../../support/dashboards/model-of.ts';
import { hasData } from '../../../../src/contract/dashboards/panels.ts';
import { interpolate } from '../../../../src/contract/dashboards/variables/interpolate.ts';
import { parseExpr } from '../../../../src/main/query/promql/syntax/parse.ts';

const scope = { values: new Map(), from: 0, to: 900_000, interval: 5000, rateInterval: 60_000, dashboard: '' };

const queries = builtInDashboards.flatMap(({ dashboard }) =>
  dashboard.panels
    .filter(hasData)
    .flatMap(({ title, targets }) => targets.map(({ expression }) => [dashboard.title, title, expression] as const)),
);

test.each(queries)('%s, %s: %s', (_dashboard, _panel, expression) => {
  const written = interpolate(expression, scope, 'promql').replaceAll('$job', '.*');
  expect(parseExpr(written)).toMatchObject({ kind: 'ok' });
});

test.each(builtInDashboards.map(({ dashboard }) => [dashboard.title, dashboard] as const))(
  '%s leaves and comes back',
  (_, dashboard) => {
    const again = importDashboard(exportDashboard(dashboard), 'x');
    expect(modelOf(again.kind === 'dashboard' ? again.dashboard : again)).toEqual(modelOf(dashboard));
  },
);

test('appear with one of their metrics', () => {
  const names = (...of: string[]) =>
    builtInDashboards.filter((one) => hasDataFor(one, new Set(of))).map(({ dashboard }) => dashboard.id);
  expect(names('other')).toEqual([]);
  expect(names('http.server.request.duration', 'go_goroutines')).toEqual(['http-server', 'go']);
});

test('panels without metrics are left out, unless none would stay', () => {
  const node = builtInDashboards.find(({ dashboard }) => dashboard.id === 'nodejs')?.dashboard;
  if (node === undefined) throw new Error('no dashboard of Node.js');
  const titles = (...names: string[]) => withData(node, new Set(names)).panels.map(({ title }) => title);
  expect(titles('nodejs_eventloop_utilization_ratio', 'v8js_gc_duration_seconds')).toEqual([
    'Event loop utilization',
    'Time in collections',
  ]);
  expect(titles('other')).toHaveLength(node.panels.length);
});
