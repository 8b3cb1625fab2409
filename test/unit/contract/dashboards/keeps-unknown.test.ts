// What the model does not know survives import, change and export.
import { expect, test } from 'vitest';
import { exportDashboardJson } from '../../../../src/contract/dashboards/grafana/export-dashboard.ts';
import { importDashboardJson } from '../../../../src/contract/dashboards/grafana/import-dashboard.ts';
import type { Dashboard } from '../../../../src/contract/dashboards/model.ts';
import type { Panel } from '../../../../src/contract/dashboards/panels.ts';
import { modelOf } from '../../../support/dashboards/model-of.ts';

type Json = Record<string, unknown>;

function read(json: unknown): Dashboard {
  const outcome = importDashboardJson(json, 'new-id');
  if (outcome.kind !== 'dashboard') throw new Error(outcome.reason);
  return outcome.dashboard;
}

/** Numbers between 0 and 1 that are the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const types = [
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'heatmap',
  'piechart',
  'barchart',
  'text',
  'graph',
  'geomap',
];
const knownKeys = [
  'legend',
  'tooltip',
  'reduceOptions',
  'mode',
  'calcs',

  'custom',
  'thresholds',
  'steps',
  'color',
];

function tree(next: () => number, depth: number): unknown {
  const kind = Math.floor(next() * (depth > 0 ? 6 : 4));
  if (kind === 0) return next() < 0.5;
  if (kind === 1) return Math.round(next() * 1000) / 10;
  if (kind === 2) return `text ${Math.floor(next() * 100)}`;
  if (kind === 3) return null;
  const size = Math.floor(next() * 4);
  if (kind === 4) return Array.from({ length: size }, () => tree(next, depth - 1));
  return Object.fromEntries(Array.from({ length: size }, () => [keyOf(next), tree(next, depth - 1)]));
}

function keyOf(next: () => number): string {
  const known = knownKeys[Math.floor(next() * knownKeys.length)] ?? '';
  return next() < 0.3 ? known : `x${Math.floor(next() * 50)}`;
}

function object(next: () => number): Json {
  return Object.fromEntries(Array.from({ length: 4 }, () => [keyOf(next), tree(next, 3)]));
}

function randomDashboard(seed: number): Json {
  const next = random(seed);
  const panels = Array.from({ length: 4 }, (_, at) => ({
    id: at + 1,
    type: types[Math.floor(next() * types.length)],
    title: `Panel ${at}`,
    gridPos: { x: 0, y: at * 8, w: 12, h: 8 },
    options: object(next),
    fieldConfig: {
      defaults: { ...object(next), custom: object(next) },
      overrides: [
        {
          matcher: { id: 'byName', options: 'a' },
          properties: [{ id: `custom.${keyOf(next)}`, value: tree(next, 2) }],
        },
      ],
    },
    targets: [
      { refId: 'A', expr: 'up', ...Object.fromEntries([[`x${at}`, tree(next, 2)]]) },
      { refId: 'B', expr: 'down', editorMode: 'code' },
    ],
    transformations: [{ id: 'organize', options: object(next), topic: 'x' }],
    ...Object.fromEntries([[`x${Math.floor(next() * 50)}`, tree(next, 3)]]),
  }));
  return {
    uid: 'some-id',
    title: 'Random',
    schemaVersion: 38,
    templating: { list: [] },
    weekStart: 'monday',
    x1: tree(next, 3),
    panels,
  };
}

const seeds = Array.from({ length: 200 }, (_, at) => at + 1);

test('what was not changed leaves as it came', () => {
  for (const seed of seeds) {
    const json = randomDashboard(seed);
    expect(exportDashboardJson(read(json)), `seed ${seed}`).toEqual(json);
  }
});

test('a change is written and read again, everything unknown stays', () => {
  for (const seed of seeds) {
    const json = randomDashboard(seed);
    const dashboard = read(json);
    const panels = dashboard.panels.map((panel): Panel => {
      if (panel.kind === 'row' || panel.kind === 'text') return { ...panel, title: 'Changed' };
      const [first, ...rest] = panel.targets;
      const targets = first === undefined ? [] : [{ ...first, expression: 'changed' }, ...rest];
      if (panel.kind === 'unknown') return { ...panel, title: 'Changed' };
      const { fields } = panel;
      return {
        ...panel,
        title: 'Changed',
        targets,
        fields: { ...fields, defaults: { ...fields.defaults, unit: 'bytes' } },
      };
    });
    const written = exportDashboardJson({ ...dashboard, title: 'Other', panels });
    const again = read(written);
    expect(modelOf(again.panels), `seed ${seed}`).toEqual(modelOf(panels));
    expect(again.title).toBe('Other');
    expect(unknownOf(written), `seed ${seed}`).toEqual(unknownOf(json));
  }
});

/** Every path with a key that nobody knows. */
function unknownOf(value: unknown, path = ''): Json {
  if (typeof value !== 'object' || value === null) return /\.x\d+/.test(path) ? { [path]: value } : {};
  const inside = Object.entries(value).map(([key, one]) => unknownOf(one, `${path}.${key}`));
  return Object.assign({}, ...inside) as Json;
}

test('a graph of before 2021 stays one until more than its place and name change', () => {
  const graph = {
    id: 1,
    type: 'graph',
    title: 'Old',
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    yaxes: [{ format: 'bytes' }, {}],
    bars: true,
    targets: [{ refId: 'A', expr: 'up' }],
    timeRegions: [{ op: 'x' }],
  };
  const dashboard = read({ title: 'Old', schemaVersion: 20, panels: [graph] });
  const [panel] = dashboard.panels;
  if (panel?.kind !== 'timeseries') throw new Error('no chart');
  const renamed = exportDashboardJson({ ...dashboard, panels: [{ ...panel, title: 'New' }] });
  expect(renamed).toMatchObject({ schemaVersion: 20, panels: [{ ...graph, title: 'New' }] });
  const fields = { ...panel.fields, defaults: { ...panel.fields.defaults, unit: 's' } };
  const changed = exportDashboardJson({ ...dashboard, panels: [{ ...panel, fields }] });
  expect(changed).toMatchObject({ panels: [{ type: 'timeseries', timeRegions: [{ op: 'x' }] }] });
  expect(read(changed).panels[0]).toMatchObject({ fields });
});
