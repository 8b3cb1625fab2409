// What the model does not know of a file survives that the dashboard is changed here and written again.
import { expect, test } from 'vitest';
import { exportDashboardJson } from '../../../../src/contract/dashboards/grafana/export-dashboard.ts';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import type { Dashboard } from '../../../../src/contract/dashboards/model.ts';
import { hasData, type Panel } from '../../../../src/contract/dashboards/panels.ts';
import { kronk } from '../../../support/dashboards/kronk.ts';
import { modelOf } from '../../../support/dashboards/model-of.ts';
import { streamkit } from '../../../support/dashboards/streamkit.ts';

function read(json: unknown): Dashboard {
  const outcome = importDashboardJson(json, 'new-id');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome.dashboard;
}

const changed = <P extends Panel>(panel: P, patch: Partial<P>): P => ({ ...panel, ...patch });

/** Objects whose keys are names of something, not of settings. */
const maps = new Set(['excludeByName', 'indexByName', 'renameByName', 'includeByName', 'links']);

/** An unknown setting in every object, as later versions and plugins have them. */
function sprinkled(value: unknown, path: string, paths: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one, at) => sprinkled(one, `${path}/${at}`, paths));
  if (typeof value !== 'object' || value === null) return value;
  paths.set(`${path}/unknownToUs`, path);
  return {
    ...Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, maps.has(key) ? one : sprinkled(one, `${path}/${key}`, paths)]),
    ),
    unknownToUs: { at: path },
  };
}

function valueAt(json: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], json);
}

test.each([
  ['StreamKit', streamkit],
  ['Kronk', kronk],
])('%s: unknown settings anywhere stay through a change of title, unit, queries and size', (_, json) => {
  const paths = new Map<string, string>();
  const source = sprinkled(json, '', paths);
  const before = read(source);
  const after: Dashboard = {
    ...before,
    title: 'Mine',
    tags: ['a'],
    refreshMillis: 30_000,
    variables: before.variables.map((one) => ({ ...one, label: 'Renamed' })),
    panels: before.panels.map((panel): Panel => {
      const grid = { ...panel.grid, h: panel.grid.h + 1 };
      if (!hasData(panel)) return changed(panel, { title: 'T' });
      const { fields, targets } = panel;
      return {
        ...panel,
        title: 'T',
        grid,
        targets: targets.map((target) => ({ ...target, legend: 'L', hidden: !target.hidden })),
        fields: { ...fields, defaults: { ...fields.defaults, unit: 'hertz', decimals: 5 } },
      };
    }),
  };
  const written = JSON.parse(JSON.stringify(exportDashboardJson(after))) as unknown;
  const lost = [...paths].filter(
    ([path, where]) => (valueAt(written, path) as { at?: string } | undefined)?.at !== where,
  );
  expect(lost.map(([path]) => path)).toEqual([]);
  expect(modelOf(read(written))).toEqual(modelOf(after));
});

test('what is not changed is written as it came, to the letter', () => {
  expect(exportDashboardJson(read({ ...kronk, panels: [] }))).toEqual({ ...kronk, panels: [] });
  const panels = exportDashboardJson(read(streamkit))['panels'] as readonly unknown[];
  expect(panels).toEqual(streamkit.panels);
});

test('a setting that is taken away goes, with what is unknown beside it left', () => {
  const panel = {
    id: 1,
    type: 'timeseries',
    title: 'Load',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    targets: [
      { refId: 'A', expr: 'a', editorMode: 'code' },
      { refId: 'B', expr: 'b', editorMode: 'builder' },
    ],
    fieldConfig: {
      defaults: { unit: 's', custom: { lineWidth: 3, axisBorderShow: 1 } },
      overrides: [
        {
          matcher: { id: 'byName', options: 'x' },
          properties: [
            { id: 'unit', value: 'ms' },
            { id: 'custom.axisGridShow', value: false },
          ],
        },
      ],
    },
    options: { legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [], width: 200 } },
  };
  const before = read({ title: 'D', panels: [panel] });
  const [first] = before.panels;
  if (first?.kind !== 'timeseries') throw new Error('no time series');
  const [override] = first.fields.overrides;
  const after: Panel = {
    ...first,
    targets: first.targets.slice(1),
    legend: { ...first.legend, placement: 'right' },
    fields: {
      defaults: { draw: { lineWidth: 3 } },
      overrides: override === undefined ? [] : [{ ...override, settings: { decimals: 1 } }],
    },
  };
  const [written] = exportDashboardJson({ ...before, panels: [after] })['panels'] as readonly unknown[];
  expect(written).toMatchObject({
    targets: [{ refId: 'B', expr: 'b', editorMode: 'builder' }],
    fieldConfig: {
      defaults: { custom: { lineWidth: 3, axisBorderShow: 1 } },
      overrides: [
        {
          properties: [
            { id: 'decimals', value: 1 },
            { id: 'custom.axisGridShow', value: false },
          ],
        },
      ],
    },
    options: { legend: { placement: 'right', width: 200 } },
  });
  expect(valueAt(written, '/fieldConfig/defaults')).not.toHaveProperty('unit');
});

test('a graph of older days that is changed becomes a time series and keeps what else it had', () => {
  const graph = {
    id: 2,
    type: 'graph',
    title: 'Old',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    targets: [{ refId: 'A', expr: 'a', hint: 7 }],
    yaxes: [{ format: 'bytes' }, {}],
    lines: true,
    myPlugin: { a: 1 },
  };
  const before = read({ title: 'D', panels: [graph] });
  const [first] = before.panels;
  if (first?.kind !== 'timeseries') throw new Error('no time series');
  const after: Panel = { ...first, fields: { ...first.fields, defaults: { ...first.fields.defaults, unit: 's' } } };
  const [written] = exportDashboardJson({ ...before, panels: [after] })['panels'] as readonly unknown[];
  expect(written).toMatchObject({
    type: 'timeseries',
    targets: [{ refId: 'A', hint: 7 }],
    myPlugin: { a: 1 },
    fieldConfig: { defaults: { unit: 's' } },
  });
});
