// Frames as lines of a chart: on which axis, how drawn, filled down to which other line.
import { expect, test } from 'vitest';
import type { FieldConfig, FieldSettings } from '../../../../../../src/contract/dashboards/field-config.ts';
import type { Frame } from '../../../../../../src/contract/dashboards/frame.ts';
import { chartAxis } from '../../../../../../src/renderer/features/dashboards/model/chart-axes.ts';
import { chartThresholds } from '../../../../../../src/renderer/features/dashboards/model/chart-thresholds.ts';
import { linesOf } from '../../../../../../src/renderer/features/dashboards/model/lines.ts';

const light = { scheme: 'light', text: '#000000' } as const;

const frame = (name: string, values: readonly number[]): Frame => ({
  target: 'A',
  name,
  fields: [
    { name: 'Time', kind: 'time', labels: {}, values: [1000, 2000] },
    { name: 'Value', kind: 'number', labels: {}, values },
  ],
});

function read(defaults: FieldSettings, overrides: Readonly<Record<string, FieldSettings>>) {
  const config: FieldConfig = {
    defaults,
    overrides: Object.entries(overrides).map(([name, settings]) => ({ matcher: { kind: 'byName', name }, settings })),
  };
  return linesOf([frame('in', [1, 2]), frame('out', [3, 4]), frame('load', [5, 6])], config, light).lines;
}

test('the first unit is on the left, others on the right unless the file says where', () => {
  const sides = (...of: Parameters<typeof read>) => read(...of).map(({ series }) => series.axis);
  expect(sides({ unit: 'bytes' }, { load: { unit: 'percent' } })).toEqual(['left', 'left', 'right']);
  expect(sides({}, { in: { draw: { axis: 'right' } } })).toEqual(['right', 'left', 'left']);
  expect(sides({ unit: 's' }, { load: { unit: 'percent', draw: { axis: 'left' } } })).toEqual([
    'right',
    'right',
    'left',
  ]);
});

test('curves, dots, gaps, areas between lines and stacks', () => {
  const lines = read(
    { draw: { interpolation: 'smooth', gradient: 'opacity', stacking: 'normal', spanNulls: 5000, dash: [0, 10] } },
    {
      in: { draw: { fillBelowTo: 'load', stacking: 'none' } },
      out: { draw: { negativeY: true, style: 'bars', hideFrom: { tooltip: true, legend: true, chart: false } } },
    },
  );
  expect(lines.map(({ series }) => series)).toMatchObject([
    { curve: 'smooth', fading: true, round: true, span: 5000, stack: false, fillTo: 2, values: [1, 2] },
    { style: 'bars', stack: ' down', quiet: true, values: [-3, -4] },
    { stack: '', fillTo: undefined },
  ]);
  expect(lines.map(({ inLegend }) => inLegend)).toEqual([true, false, true]);
});

test('axes take label, limits, base and whether they are hidden from what is measured there', () => {
  const settings: FieldSettings = {
    unit: 'bytes',
    min: 0,
    draw: { axisLabel: 'Size', axisSoftMax: 10, scale: { kind: 'log', base: 2 }, axis: 'hidden' },
  };
  expect(chartAxis([{ unit: 'bytes' }, settings], {})).toMatchObject({
    label: 'Size',
    softMax: 10,
    log: 2,
    base: 2,
    min: 0,
    hidden: undefined,
  });
  expect(chartAxis([], settings).hidden).toBe(true);
  const shares = chartAxis([{ unit: 'percentunit', min: 0, max: 1, draw: { stacking: 'percent' } }], {});
  expect(shares).toMatchObject({ min: 0, max: 100 });
  expect(shares.format(50)).toBe('50%');
});

test('thresholds are lines, areas or both, from the bottom on', () => {
  const steps = [
    { value: -Infinity, colour: 'green' },
    { value: 5, colour: 'transparent' },
    { value: 8, colour: 'red' },
  ];
  const shown = (thresholds: 'line' | 'dashed' | 'area' | 'line+area' | 'off') =>
    chartThresholds({}, [{ thresholds: { mode: 'absolute', steps }, draw: { thresholds } }], light).map(
      ({ value, line, fill }) => [value, line, fill],
    );
  expect(shown('off')).toEqual([]);
  expect(shown('line+area')).toEqual([
    [-Infinity, 'none', true],
    [5, 'none', false],
    [8, 'solid', true],
  ]);
  expect(shown('dashed').at(-1)).toEqual([8, 'dashed', false]);
  expect(shown('area').at(-1)).toEqual([8, 'none', true]);
});

test('colours by value: steps of thresholds, or a course between least and greatest', () => {
  const schemeOf = (defaults: FieldSettings) =>
    read({ ...defaults, draw: { gradient: 'scheme' } }, {})[0]?.series.scheme;
  const steps = [
    { value: -Infinity, colour: '#00ff00' },
    { value: 50, colour: '#ff0000' },
  ];
  const colour = { mode: 'thresholds', fixed: undefined };
  expect(schemeOf({ colour, thresholds: { mode: 'percentage', steps }, min: 0, max: 10 })).toEqual({
    hard: true,
    stops: [
      { value: -Infinity, colour: '#00ff00' },
      { value: 5, colour: '#ff0000' },
    ],
  });
  const course = schemeOf({ colour: { mode: 'continuous-GrYlRd', fixed: undefined } });
  expect([course?.stops[0]?.value, course?.stops.at(-1)?.value, course?.hard]).toEqual([1, 6, false]);
  expect(schemeOf({})).toBeUndefined();
});

test('a graph of before 2021 may count what is not there as zero', () => {
  const gaps: Frame = {
    target: 'A',
    name: 'a',
    fields: [
      { name: 'Time', kind: 'time', labels: {}, values: [1000, 2000] },
      { name: 'Value', kind: 'number', labels: {}, values: [undefined, 2] },
    ],
  };
  const config = { defaults: { draw: { nullsAsZero: true } }, overrides: [] };
  expect(linesOf([gaps], config, light).lines[0]?.series.values).toEqual([0, 2]);
});
