import { expect, test } from 'vitest';
import { framesOfResult } from '../../../../src/contract/dashboards/frames-of-result.ts';
import type { Target } from '../../../../src/contract/dashboards/model.ts';
import type { LabelTable, MetricsResult } from '../../../../src/contract/metrics.ts';

const target: Target = {
  id: 'A',
  kind: 'promql',
  expression: 'x',
  source: '',
  legend: '{{job}}',
  instant: false,
  format: 'time_series',
  interval: '',
  exemplars: false,
  hidden: false,
  limit: undefined,
};

/** Two series told apart by one label. */
const labels = (name: string, ...values: readonly [string, string]): LabelTable => ({
  rows: 2,
  names: [name],
  cells: Uint32Array.of(1, 2),
  texts: ['', ...values],
});

const matrix = (table: LabelTable, values: readonly number[], present: readonly number[]): MetricsResult => ({
  kind: 'matrix',
  start: 1000,
  step: 500,
  steps: 2,
  labels: table,
  values: Float64Array.from(values),
  present: Uint8Array.from(present),
  histograms: undefined,
});

const source = { target, expression: 'x', legend: '{{job}}', targets: 1 };

test('a frame per series; what is not there is a gap', () => {
  const frames = framesOfResult(matrix(labels('job', 'a', 'b'), [1, 2, 3, 0], [1, 1, 1, 0]), source);
  expect(frames.map(({ name, fields }) => [name, ...fields.map(({ values }) => values)])).toEqual([
    ['a', [1000, 1500], [1, 2]],
    ['b', [1000, 1500], [3, undefined]],
  ]);
});

test('a table has columns of labels, and values told apart by their query', () => {
  const result: MetricsResult = {
    kind: 'vector',
    time: 1000,
    labels: labels('job', 'a', 'b'),
    values: Float64Array.of(1, 2),
    present: Uint8Array.of(1, 1),
    histograms: undefined,
  };
  const [frame] = framesOfResult(result, { ...source, target: { ...target, format: 'table' }, targets: 2 });
  expect(frame?.fields.map(({ name, values }) => [name, values])).toEqual([
    ['Time', [1000, 1000]],
    ['job', ['a', 'b']],
    ['Value #A', [1, 2]],
  ]);
});

test('buckets of a heat map hold their own counts only', () => {
  const result = matrix(labels('le', '+Inf', '0.5'), [9, 9, 4, 6], [1, 1, 1, 1]);
  const [frame] = framesOfResult(result, { ...source, target: { ...target, format: 'heatmap' } });
  expect(frame?.fields.map(({ name, values }) => [name, values])).toEqual([
    ['Time', [1000, 1500]],
    ['0.5', [4, 6]],
    ['+Inf', [5, 3]],
  ]);
});
