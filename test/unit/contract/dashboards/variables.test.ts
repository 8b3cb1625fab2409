import { describe, expect, test } from 'vitest';
import { addMatchers } from '../../../../src/contract/dashboards/variables/add-matchers.ts';
import { choose } from '../../../../src/contract/dashboards/variables/choose.ts';
import { interpolate, type Scope } from '../../../../src/contract/dashboards/variables/interpolate.ts';
import { niceStep, stepsOf } from '../../../../src/contract/dashboards/variables/intervals.ts';
import { parseStep, stepText } from '../../../../src/contract/dashboards/variables/step-text.ts';
import { resolveRange, resolveTime } from '../../../../src/contract/dashboards/variables/time-range.ts';
import { optionsOf } from '../../../../src/contract/dashboards/variables/variable-options.ts';
import { parseVariableQuery } from '../../../../src/contract/dashboards/variables/variable-query.ts';
import type { QueryVariable } from '../../../../src/contract/dashboards/variables/variable.ts';

const query: QueryVariable = {
  kind: 'query',
  name: 'v',
  label: '',
  description: '',
  hide: 'no',
  current: [],
  multi: true,
  includeAll: true,
  allValue: '',
  query: '',
  regex: '',
  sort: 'none',
  refresh: 'load',
};

const texts = (...values: string[]) => values.map((value) => ({ text: value, value }));

function scopeOf(variable: QueryVariable, values: readonly string[], all = false): Scope {
  return {
    values: new Map([['v', { variable, chosen: texts(...values), all }]]),
    from: 1_700_000_000_000,
    to: 1_700_003_600_000,
    interval: 30_000,
    rateInterval: 60_000,
    dashboard: 'Dash',
  };
}

describe('interpolate', () => {
  test.each([
    ['$v', ['a.b', 'c"d'], '(a\\\\.b|c\\"d)'],
    ['[[v]]', ['a'], 'a'],
    ['${v}_total', ['x'], 'x_total'],
    ['${v:regex}', ['a.b', 'c/d'], '(a\\.b|c\\/d)'],
    ['${v:pipe}', ['a', 'b'], 'a|b'],
    ['${v:csv}', ['a', 'b'], 'a,b'],
    ['${v:raw}', ['a.b'], 'a.b'],
    ['${v:glob}', ['a', 'b'], '{a,b}'],
    ['${v:json}', ['a', 'b'], '["a","b"]'],
    ['${v:queryparam}', ['a b', 'c'], 'var-v=a%20b&var-v=c'],
    ['${v:percentencode}', ['a/b'], 'a%2Fb'],
    ['${v:doublequote}', ['a', 'b'], '"a","b"'],
    ['${v:singlequote}', ['a', 'b'], "'a','b'"],
    ['${v:text}', ['a', 'b'], 'a + b'],
    ['[[v:csv]]', ['a', 'b'], 'a,b'],
    ['$other and ${other:csv}', ['a'], '$other and ${other:csv}'],
    ['rate(x[$__rate_interval]) $__interval $__interval_ms', ['a'], 'rate(x[1m]) 30s 30000'],
    ['$__range ${__range_s} $__range_ms', ['a'], '3600s 3600 3600000'],
    ['${__from} ${__to:date:seconds} ${__from:date:iso}', ['a'], '1700000000000 1700003600 2023-11-14T22:13:20.000Z'],
  ])('%s', (text, values, expected) => {
    expect(interpolate(text, scopeOf(query, values), 'promql')).toBe(expected);
  });

  test('All: every option, or the text that stands for it', () => {
    expect(interpolate('{a=~"$v"}', scopeOf(query, ['x', 'y'], true), 'promql')).toBe('{a=~"(x|y)"}');
    expect(interpolate('{a=~"$v"}', scopeOf({ ...query, allValue: '.+' }, ['x', 'y'], true), 'promql')).toBe(
      '{a=~".+"}',
    );
    expect(interpolate('${v:text}', scopeOf(query, ['x', 'y'], true), 'plain')).toBe('All');
  });

  test('a variable of one value is text, not an expression', () => {
    expect(interpolate('$v', scopeOf({ ...query, multi: false, includeAll: false }, ['a.b\\']), 'promql')).toBe(
      'a.b\\\\',
    );
    expect(interpolate('Of $v', scopeOf(query, ['a', 'b']), 'plain')).toBe('Of a + b');
  });
});

describe('options', () => {
  test.each([
    ['label_values(job)', { kind: 'label-values', label: 'job', selector: '' }],
    ['label_values(up{a="x,y"}, instance)', { kind: 'label-values', label: 'instance', selector: 'up{a="x,y"}' }],
    ['label_names()', { kind: 'label-names', selector: '' }],
    ['metrics(node_.*)', { kind: 'metrics', pattern: 'node_.*' }],
    ['query_result(topk(5, sum by (a) (b)))', { kind: 'query-result', expression: 'topk(5, sum by (a) (b))' }],
    ['up{job="x"}', { kind: 'series', selector: 'up{job="x"}' }],
    [' ', { kind: 'nothing' }],
  ])('%s', (text, expected) => {
    expect(parseVariableQuery(text)).toEqual(expected);
  });

  test('cut out by groups, named or not; what does not match is dropped', () => {
    const rows = ['up{instance="a:1"} 1 2', 'up{instance="b:2"} 1 2', 'other'];
    expect(optionsOf({ regex: '/instance="([^:"]+)/', sort: 'none' }, rows)).toEqual(texts('a', 'b'));
    expect(optionsOf({ regex: '/instance="(?<text>[^:]+):(?<value>\\d+)/', sort: 'none' }, rows)).toEqual([
      { text: 'a', value: '1' },
      { text: 'b', value: '2' },
    ]);
    expect(optionsOf({ regex: '(', sort: 'none' }, rows)).toEqual([]);
  });

  test.each([
    ['alphabetical', ['B', 'a10', 'a2']],
    ['alphabetical-desc', ['a2', 'a10', 'B']],
    ['alphabetical-any-case', ['a10', 'a2', 'B']],
    ['numerical', ['B', 'a2', 'a10']],
    ['natural', ['a2', 'a10', 'B']],
    ['none', ['a10', 'B', 'a2']],
  ] as const)('sorted %s, each once', (sort, expected) => {
    expect(optionsOf({ regex: '', sort }, ['a10', 'B', 'a2', 'B'])).toEqual(texts(...expected));
  });

  test('what is chosen: the address before the file before the first', () => {
    const options = texts('a', 'b');
    expect(choose(query, options, ['b', 'gone'])).toMatchObject({ chosen: texts('b', 'gone'), all: false });
    expect(choose({ ...query, current: ['b', 'gone'] }, options, undefined)).toMatchObject({ chosen: texts('b') });
    expect(choose({ ...query, current: ['$__all'] }, options, undefined)).toMatchObject({ chosen: options, all: true });
    expect(choose({ ...query, includeAll: false }, options, undefined)).toMatchObject({
      chosen: texts('a'),
      all: false,
    });
    expect(choose({ ...query, multi: false }, options, ['a', 'b'])).toMatchObject({ chosen: texts('a') });
  });
});

describe('steps', () => {
  test.each([
    [1400, 1000],
    [1600, 2000],
    [13_000, 15_000],
    [40_000, 30_000],
    [4 * 3_600_000, 3 * 3_600_000],
  ])('%d ms is nearest to %d ms', (millis, nice) => {
    expect(niceStep(millis)).toBe(nice);
  });

  test('the window of rate comes from the observed spacing', () => {
    const inputs = { range: 900_000, maxPoints: 1000, minStep: undefined };
    expect(stepsOf({ ...inputs, spacing: 60_000 })).toEqual({ interval: 1000, rateInterval: 240_000 });
    expect(stepsOf({ ...inputs, spacing: 5000 })).toEqual({ interval: 1000, rateInterval: 20_000 });
    expect(stepsOf({ ...inputs, spacing: undefined })).toMatchObject({ rateInterval: 60_000 });
    expect(stepsOf({ ...inputs, range: 86_400_000 * 7, spacing: 15_000 })).toEqual({
      interval: 600_000,
      rateInterval: 615_000,
    });
    expect(stepsOf({ ...inputs, minStep: 30_000, spacing: 5000 })).toEqual({ interval: 30_000, rateInterval: 120_000 });
  });

  test.each([
    ['15s', 15_000],
    ['1h30m', 5_400_000],
    ['>10s', 10_000],
    ['500ms', 500],
    ['30', 30_000],
    ['$x', undefined],
  ])('%s is %s ms', (text, millis) => {
    expect(parseStep(text)).toBe(millis);
  });

  test.each([
    [15_000, '15s'],
    [90_000, '90s'],
    [7_200_000, '2h'],
    [250, '250ms'],
  ])('%d ms is %s', (millis, text) => {
    expect(stepText(millis)).toBe(text);
  });
});

describe('ranges', () => {
  const now = Date.parse('2026-03-04T05:06:07.089Z');
  test.each([
    ['now-15m', false, '2026-03-04T04:51:07.089Z'],
    ['now/d', false, '2026-03-04T00:00:00.000Z'],
    ['now/d', true, '2026-03-04T23:59:59.999Z'],
    ['now-1d/d', false, '2026-03-03T00:00:00.000Z'],
    ['now/w', false, '2026-03-02T00:00:00.000Z'],
    ['now-1M/M', true, '2026-02-28T23:59:59.999Z'],
    ['1700000000000', false, '2023-11-14T22:13:20.000Z'],
    ['2026-01-01T00:00:00Z', false, '2026-01-01T00:00:00.000Z'],
  ])('%s', (text, end, expected) => {
    expect(new Date(resolveTime(text, now, end) ?? 0).toISOString()).toBe(expected);
  });

  test('nonsense and empty ranges are none', () => {
    expect(resolveTime('yesterday', now, false)).toBeUndefined();
    expect(resolveRange({ from: 'now', to: 'now-1h' }, now)).toBeUndefined();
  });
});

test.each([
  ['up', 'up{k="v"}'],
  [
    'sum by (job) (rate(x_total{a="b"}[5m])) / on (job) group_left (y) z',
    'sum by (job) (rate(x_total{a="b", k="v"}[5m])) / on (job) group_left (y) z{k="v"}',
  ],
  ['{__name__="a{b"} offset 5m', '{__name__="a{b", k="v"} offset 5m'],
  [
    'histogram_quantile(0.9, sum(x_bucket) by (le)) > bool 1e3',
    'histogram_quantile(0.9, sum(x_bucket{k="v"}) by (le)) > bool 1e3',
  ],
  ['label_replace(a{}, "x", "$1", "y", "(.*)")', 'label_replace(a{k="v"}, "x", "$1", "y", "(.*)")'],
])('ad-hoc filters: %s', (text, expected) => {
  expect(addMatchers(text, [{ key: 'k', operator: '=', value: 'v' }])).toBe(expected);
});
