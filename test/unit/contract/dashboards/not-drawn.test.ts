// What the report says of options that are not drawn, and that it is silent about those that are.
import { expect, test } from 'vitest';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';

function reasonsOf(panel: object): readonly string[] {
  const outcome = importDashboardJson({ title: 'D', panels: [{ id: 1, targets: [], ...panel }] }, 'x');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome.report.panels[0]?.reasons ?? [];
}

const custom = (settings: object) => ({ type: 'timeseries', fieldConfig: { defaults: { custom: settings } } });
const link = [{ title: 'a', url: 'https://example.org' }];

test.each<readonly [object, string]>([
  [custom({ gradientMode: 'hue' }), 'gradient'],
  [custom({ scaleDistribution: { type: 'symlog' } }), 'symmetric'],
  [{ type: 'stat', options: { showPercentChange: true } }, 'percent'],
  [{ type: 'table', options: { showHeader: false } }, 'head'],
  [
    {
      type: 'table',
      fieldConfig: {
        overrides: [{ matcher: {}, properties: [{ id: 'custom.cellOptions', value: { type: 'image' } }] }],
      },
    },
    'Images',
  ],
  [{ type: 'heatmap', fieldConfig: { defaults: { links: link } } }, 'Links'],
  [{ type: 'graph', timeRegions: [{}] }, 'regions'],
])('%j is degraded', (panel, word) => {
  expect(reasonsOf(panel).join(' ')).toContain(word);
});

test('what is drawn needs no words', () => {
  const drawn = {
    drawStyle: 'bars',
    lineInterpolation: 'smooth',
    gradientMode: 'opacity',
    fillBelowTo: 'x',
    spanNulls: 1000,
    stacking: { mode: 'percent', group: 'A' },
    axisPlacement: 'hidden',
    scaleDistribution: { type: 'log', log: 2 },
    thresholdsStyle: { mode: 'dashed+area' },
    transform: 'negative-Y',
    lineStyle: { fill: 'dot', dash: [0, 10] },
  };
  const panel = custom(drawn);
  const targets = [{ refId: 'A', expr: 'up', exemplar: true }];
  expect(reasonsOf({ ...panel, targets, links: link, options: { tooltip: { mode: 'single', sort: 'asc' } } })).toEqual(
    [],
  );
  expect(reasonsOf({ type: 'stat', fieldConfig: { defaults: { links: link } } })).toEqual([]);
});
