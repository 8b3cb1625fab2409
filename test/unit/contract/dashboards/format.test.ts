import { describe, expect, test } from 'vitest';
import { settingsOf } from '../../../../src/contract/dashboards/format/field-match.ts';
import { formatValue } from '../../../../src/contract/dashboards/format/format-value.ts';
import { legendText } from '../../../../src/contract/dashboards/format/legend.ts';
import { reduceCells } from '../../../../src/contract/dashboards/format/reduce.ts';
import { activeStep } from '../../../../src/contract/dashboards/format/threshold.ts';
import { unitOfMetric } from '../../../../src/contract/dashboards/format/unit-table.ts';
import { mapValue } from '../../../../src/contract/dashboards/format/value-mapping.ts';
import type { FieldMatcher, ValueMapping } from '../../../../src/contract/dashboards/field-config.ts';
import type { Frame } from '../../../../src/contract/dashboards/frame.ts';
import type { ReduceCalc } from '../../../../src/contract/dashboards/panels.ts';

test.each([
  [1536, 'bytes', undefined, '1.5 KiB'],
  [1500, 'decbytes', undefined, '1.5 kB'],
  [2, 'gbytes', undefined, '2 GiB'],
  [0.5, 'gbytes', undefined, '512 MiB'],
  [2048, 'binBps', undefined, '2 KiB/s'],
  [125_000, 'bps', undefined, '125 kb/s'],
  [0.1234, 'percentunit', 1, '12.3%'],
  [99.5, 'percent', undefined, '99.5%'],
  [0.0042, 's', undefined, '4.2 ms'],
  [90, 's', undefined, '1.5 min'],
  [1500, 'ms', undefined, '1.5 s'],
  [0, 's', undefined, '0 s'],
  [1234, 'short', undefined, '1.23 K'],
  [7_654_321, 'short', 2, '7.65 Mil'],
  [1234, 'none', undefined, '1234'],
  [12, 'reqps', undefined, '12 req/s'],
  [3.2e9, 'hertz', undefined, '3.2 GHz'],
  [36.6, 'celsius', undefined, '36.6 °C'],
  [1, 'bool_on_off', undefined, 'On'],
  [93_784, 'dtdurations', undefined, '1 day, 2 hours'],
  [3725, 'dthms', undefined, '01:02:05'],
  [255, 'hex0x', undefined, '0xFF'],
  [5, 'suffix:rows', undefined, '5 rows'],
  [5, 'currencyEUR', 2, '€5.00'],
  [5, 'widgets', undefined, '5 widgets'],
  [Number.NaN, 'bytes', undefined, 'NaN'],
  [Infinity, 's', undefined, '+Inf'],
  [-2048, 'bytes', undefined, '-2 KiB'],
  [0, 'dateTimeAsIso', undefined, '1970-01-01 00:00:00'],
] as const)('%d as %s', (value, unit, decimals, text) => {
  expect(formatValue(value, unit, decimals)).toBe(text);
});

test('times ago', () => {
  expect(formatValue(1_000_000, 'dateTimeFromNow', undefined, 1_000_000 + 7_260_000)).toBe('2 hours ago');
});

test.each([
  ['By', 'bytes'],
  ['s', 's'],
  ['{request}', 'short'],
  ['{request}/s', 'ops'],
  ['furlong', 'suffix:furlong'],
])('the unit %s of a metric is %s', (unit, id) => {
  expect(unitOfMetric(unit)).toBe(id);
});

test.each([
  ['lastNotNull', 4],
  ['last', undefined],
  ['first', 2],
  ['min', 1],
  ['max', 6],
  ['mean', 3.25],
  ['sum', 13],
  ['count', 5],
  ['range', 5],
  ['delta', 8],
  ['diff', 2],
  ['diffperc', 1],
  ['distinctCount', 5],
  ['allIsNull', false],
  ['p50', 4],
] as const satisfies readonly (readonly [ReduceCalc, unknown])[])('%s', (calc, expected) => {
  expect(reduceCells([2, 6, 1, 4, undefined], calc)).toBe(expected);
});

test('nothing has no mean and a sum of nothing', () => {
  expect(reduceCells([], 'mean')).toBeUndefined();
  expect(reduceCells([undefined], 'sum')).toBe(0);
  expect(reduceCells(['a', 'b'], 'lastNotNull')).toBe('b');
});

describe('mappings', () => {
  const result = { text: 'hit', colour: 'red' };
  test.each([
    [{ kind: 'value', value: '1', result }, 1, true],
    [{ kind: 'value', value: '1', result }, 2, false],
    [{ kind: 'range', from: -Infinity, to: 5, result }, 5, true],
    [{ kind: 'special', match: 'null', result }, undefined, true],
    [{ kind: 'special', match: 'null+nan', result }, Number.NaN, true],
    [{ kind: 'special', match: 'null', result }, 0, false],
    [{ kind: 'special', match: 'true', result }, true, true],
  ] as const satisfies readonly (readonly [ValueMapping, unknown, boolean])[])('%o of %s', (mapping, cell, fits) => {
    expect(mapValue(cell, [mapping]) !== undefined).toBe(fits);
  });

  test('groups of an expression', () => {
    const mapping: ValueMapping = {
      kind: 'regex',
      pattern: '/^v(\\d+)$/',
      result: { text: 'version $1', colour: undefined },
    };
    expect(mapValue('v12', [mapping])?.text).toBe('version 12');
  });
});

test('thresholds, absolute and in percent of the range', () => {
  const steps = [
    { value: -Infinity, colour: 'green' },
    { value: 50, colour: 'red' },
  ];
  expect(activeStep(49, { mode: 'absolute', steps }, undefined, undefined)?.colour).toBe('green');
  expect(activeStep(50, { mode: 'absolute', steps }, undefined, undefined)?.colour).toBe('red');
  expect(activeStep(99, { mode: 'percentage', steps }, 0, 200)?.colour).toBe('green');
});

test('legends', () => {
  const a = { __name__: 'up', job: 'a', instance: 'x' };
  const b = { __name__: 'up', job: 'b', instance: 'x' };
  expect(legendText('{{job}} of {{ instance }} {{gone}}', a, [a, b], 'up')).toBe('a of x ');
  expect(legendText('__auto', a, [a, b], 'up')).toBe('a');
  expect(legendText('__auto', {}, [{}], 'sum(up)')).toBe('sum(up)');
  expect(legendText('', a, [a], 'up')).toBe('up{job="a", instance="x"}');
  expect(legendText('', {}, [{}], 'sum(up)')).toBe('sum(up)');
});

const frame: Frame = {
  target: 'A',
  name: 'cpu',
  fields: [
    { name: 'Time', kind: 'time', labels: {}, values: [1, 2] },
    { name: 'Value', kind: 'number', labels: { job: 'a' }, values: [1, 9] },
  ],
};

test.each([
  [{ kind: 'byName', name: 'cpu' }, true],
  [{ kind: 'byName', name: 'Value' }, true],
  [{ kind: 'byName', name: 'mem' }, false],
  [{ kind: 'byRegexp', pattern: '/^c/' }, true],
  [{ kind: 'byType', type: 'number' }, true],
  [{ kind: 'byFrameRefID', target: 'B' }, false],
  [{ kind: 'byNames', names: ['mem'], exclude: true }, true],
  [{ kind: 'byValue', calc: 'max', operator: 'gt', value: 8 }, true],
  [{ kind: 'byValue', calc: 'min', operator: 'gt', value: 8 }, false],
] as const satisfies readonly (readonly [FieldMatcher, boolean])[])('override %o', (matcher, applies) => {
  const [, value] = frame.fields;
  if (value === undefined) throw new Error('no field');
  const config = {
    defaults: { unit: 's', draw: { lineWidth: 1 } },
    overrides: [{ matcher, settings: { draw: { fillOpacity: 5 } } }],
  };
  expect(settingsOf(config, value, frame)).toEqual({
    unit: 's',
    draw: applies ? { lineWidth: 1, fillOpacity: 5 } : { lineWidth: 1 },
  });
});
