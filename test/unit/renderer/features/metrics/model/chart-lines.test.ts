import { describe, expect, it } from 'vitest';
import type { LabelTable, MetricsResult } from '../../../../../../src/contract/metrics.ts';
import {
  chartTimes,
  greatestLines,
  linesOf,
  type AnsweredQuery,
} from '../../../../../../src/renderer/features/metrics/model/chart-lines.ts';
import { labelsOf, labelsText, seriesNames } from '../../../../../../src/renderer/features/metrics/model/labels.ts';
import { plainUnit } from '../../../../../../src/renderer/ui/value-unit.ts';

const labels: LabelTable = {
  rows: 3,
  names: ['__name__', 'job', 'code'],
  texts: ['', 'up', 'shop', '200', '500'],
  cells: Uint32Array.of(1, 2, 3, 1, 2, 4, 1, 2, 0),
};
const matrix = (start: number): MetricsResult => ({
  kind: 'matrix',
  start,
  step: 10,
  steps: 2,
  labels,
  values: Float64Array.of(1, 2, -30, -40, 5, 6),
  present: Uint8Array.of(1, 1, 1, 1, 0, 1),
  histograms: undefined,
});
const query = (result: MetricsResult | undefined, index = 0): AnsweredQuery => ({
  index,
  text: 'up',
  name: '',
  letter: index === 0 ? undefined : 'B',
  unit: plainUnit,
  result,
});

describe('names of series', () => {
  it('say in what they differ, or follow a template', () => {
    expect(seriesNames(labels, '', 'q')).toEqual(['200', '500', 'up{job="shop"}']);
    expect(seriesNames(labels, '{{job}}: {{ code }}{{none}}', 'q')).toEqual(['shop: 200', 'shop: 500', 'shop: ']);
    const bare: LabelTable = { rows: 1, names: [], texts: [''], cells: new Uint32Array(0) };
    expect(seriesNames(bare, '', 'sum(up)')).toEqual(['sum(up)']);
    expect(labelsText(labelsOf(labels, 0))).toBe('up{job="shop", code="200"}');
  });
});

describe('lines of a chart', () => {
  it('are those of answers at the same times', () => {
    const times = chartTimes([query(undefined), query(matrix(100), 1)]);
    expect([...times]).toEqual([100, 110]);
    const lines = linesOf(query(matrix(100), 1), times);
    expect(lines.map(({ key, name, values }) => [key, name, values])).toEqual([
      ['1 up{job="shop", code="200"}', 'B: 200', [1, 2]],
      ['1 up{job="shop", code="500"}', 'B: 500', [-30, -40]],
      ['1 up{job="shop"}', 'B: up{job="shop"}', [null, 6]],
    ]);
    expect(linesOf(query(matrix(110)), times)).toEqual([]);
  });

  it('of too many are those with the greatest mean, in their order', () => {
    const lines = linesOf(query(matrix(100)), chartTimes([query(matrix(100))]));
    expect(greatestLines(lines, 2).map(({ name }) => name)).toEqual(['500', 'up{job="shop"}']);
    expect(greatestLines(lines, 3)).toBe(lines);
  });
});
