import { expect, test } from 'vitest';
import { prettyPrint } from '../../../../../src/main/query/promql/syntax/print-pretty.ts';
import { printExpr } from '../../../../../src/main/query/promql/syntax/print.ts';
import { parsed } from '../../../../promql/parsed.ts';

/** Queries and how they are printed. */
const printed: readonly (readonly [query: string, text: string])[] = [
  ['1h30m', '1h30m'],
  ['0x1F + 010 + 1_000', '31 + 8 + 1000'],
  ['1e-7', '0.0000001'],
  ['-inf', '-Inf'],
  ['NaN', 'NaN'],
  ["'it''s'".replace("''", "\\'"), '"it\'s"'],
  ['"\\xff\\u00e9\\n"', '"\\xffé\\n"'],
  ['SUM BY(job)(up)', 'sum by (job) (up)'],
  ['sum(up) without(job, "a.b")', 'sum without (job, "a.b") (up)'],
  ['sum by () (up)', 'sum(up)'],
  ['topk(3, up)', 'topk(3, up)'],
  ['count_values("v", up)', 'count_values("v", up)'],
  ['up{b="1",a=~"x.*"}', 'up{a=~"x.*",b="1"}'],
  ['{"http.requests", "k.v"!="x"}', '{"k.v"!="x",__name__="http.requests"}'],
  ['a[90s] offset -2w @ end()', 'a[1m30s] @ end() offset -2w'],
  ['a[1d:] @ 1.5', 'a[1d:] @ 1.500'],
  ['a[10d:1h30m] offset 8d', 'a[10d:1h30m] offset 8d'],
  ['a[5m] smoothed', 'a[5m] smoothed'],
  ['a anchored @ 3', 'a @ 3.000 anchored'],
  ['a[5m*2-1] offset -(step()+1)', 'a[5m * 2 - 1] offset -(step() + 1)'],
  ['a[max_of(step(),5s)]', 'a[max_of(step(), 5s)]'],
  ['a offset (5)', 'a offset (5)'],
  ['a==bool on(x)group_left(y,z)b', 'a == bool on (x) group_left (y, z) b'],
  ['a+ignoring()b', 'a + b'],
  ['a+on()b', 'a + on () b'],
  ['a*on(x)group_right b', 'a * on (x) group_right () b'],
  ['a+fill(0)b', 'a + fill (0) b'],
  ['a+fill_right(1)fill_left(-2.5)b', 'a + fill_left (-2.5) fill_right (1) b'],
  ['a</2>/b', 'a </ 2 >/ b'],
  ['-a^2', '-a ^ 2'],
  ['round(a,0.1)', 'round(a, 0.1)'],
  ['info(a,{k="v"})', 'info(a, {k="v"})'],
  ['start', 'start'],
  ['sum', 'sum'],
];

test.each(printed)('%s', (query, text) => {
  expect(printExpr(parsed(query))).toBe(text);
  expect(printExpr(parsed(text))).toBe(text);
});

test('long expressions open up, short parts stay on their line', () => {
  const query =
    'sum by (job) (rate(http_request_duration_seconds_count{job="api",status=~"5.."}[5m])) / on (job) group_left () ' +
    'topk(5, -sum by (job) (rate(http_request_duration_seconds_count{job="api",instance=~"some-long-name-of-an-instance.*"}[5m])))';
  expect(prettyPrint(parsed(query)))
    .toBe(`  sum by (job) (rate(http_request_duration_seconds_count{job="api",status=~"5.."}[5m]))
/ on (job) group_left ()
  topk(
    5,
    -sum by (job) (
      rate(http_request_duration_seconds_count{instance=~"some-long-name-of-an-instance.*",job="api"}[5m])
    )
  )`);
  expect(prettyPrint(parsed('up + 1'))).toBe('up + 1');
});
