// The runner of promqltest files itself: what it reads, and that it finds what is wrong.
import { expect, test } from 'vitest';
import { runTestFile } from '../../../promql/run-file.ts';
import { parseScalarLine, parseSeriesLine, type SequenceValue } from '../../../promql/series-line.ts';
import { parseStartTimeLine } from '../../../promql/start-time-line.ts';
import { parseTestFile } from '../../../promql/test-file.ts';

const load = `load 1m
  requests_total{job="a"} 0+60x10
  requests_total{job="b"} 0+120x5 _x3 10 stale
  sizes {{schema:0 count:3 sum:5 buckets:[1 2]}}x3
`;

function problems(evaluation: string): readonly (string | undefined)[] {
  return runTestFile(`${load}\n${evaluation}\n`).map(({ problem }) => problem);
}

test('values are expanded', () => {
  const shown = ({ values }: { readonly values: readonly SequenceValue[] }): readonly unknown[] =>
    values.map((value) => (value.kind === 'float' ? value.value : value.kind));
  expect(shown(parseSeriesLine('a 1 2.5 -3 1e2 NaN -Inf'))).toEqual([
    1,
    2.5,
    -3,
    100,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
  ]);
  expect(shown(parseSeriesLine('a{b="c d"} 1x2 1+2x2 3-1x1'))).toEqual([1, 1, 1, 1, 3, 5, 3, 2]);
  expect(shown(parseSeriesLine('a _ _x2 stale'))).toEqual(['omitted', 'omitted', 'omitted', 'stale']);
  expect(shown(parseSeriesLine('{"a.b", c="}"} {{count:1}}+{{count:2}}x1'))).toEqual(['histogram', 'histogram']);
  expect(parseSeriesLine('{"a.b", c="}"} 1').labels.toString()).toBe('{__name__="a.b", c="}"}');
  expect(parseScalarLine('-1e-3')).toBe(-0.001);
  expect(parseScalarLine('up')).toBeUndefined();
  expect(() => parseSeriesLine('a 1 two')).toThrow('not a value of a series: two');
});

test('start times are offsets', () => {
  expect(parseStartTimeLine('a{b="c"}@st -1m -30sx1 0-1mx2 _')?.offsets).toEqual([
    -60_000,
    -30_000,
    -30_000,
    0,
    -60_000,
    -120_000,
    undefined,
  ]);
  expect(parseStartTimeLine('a{b="c"} 1 2')).toBeUndefined();
});

test('lines that are no command are told', () => {
  expect(() => parseTestFile('clear\nlode 5m')).toThrow('line 2');
  expect(() => parseTestFile('eval instant at 5 potatoes')).toThrow('line 1');
});

test('right expectations pass', () => {
  expect(
    problems(`eval instant at 5m requests_total
  requests_total{job="a"} 300
  requests_total{job="b"} 600

eval range from 0 to 10m step 5m requests_total{job="b"}
  requests_total{job="b"} 0 600 _

eval instant at 5m sum(requests_total) > bool 1
  {} 1

eval instant at 5m 1 + 1
  2

eval instant at 1m requests_total[2m]
  expect range vector from 0s to 1m step 1m
  requests_total{job="a"} 0 60
  requests_total{job="b"} 0 120

eval instant at 1m sizes
  sizes {{schema:0 count:3 sum:5 buckets:[1 2]}}

eval instant at 3m rate(sizes[2m])
  expect no_warn
  {} {{schema:0}}

eval instant at 1m sort_desc(requests_total)
  expect ordered
  requests_total{job="b"} 120
  requests_total{job="a"} 60

eval instant at 1m label_replace(requests_total, "job", "x", "", "")
  expect fail msg:vector cannot contain metrics with the same labelset

eval instant at 1m "text"
  expect string "text"
`),
  ).toEqual(Array.from({ length: 10 }, () => undefined));
});

test.each([
  ['a value', 'eval instant at 5m requests_total{job="a"}\n  requests_total{job="a"} 301', /want 301, got 300/],
  ['a series too many', 'eval instant at 5m requests_total{job="a"}', /unexpected series/],
  ['a series too few', 'eval instant at 5m absent_metric\n  absent_metric 1', /missing series/],
  [
    'a point',
    'eval range from 0 to 2m step 1m requests_total{job="a"}\n  requests_total{job="a"} 0 60',
    /want 0@0 60@60000, got/,
  ],
  [
    'the order',
    'eval instant at 1m sort(requests_total)\n  expect ordered\n  requests_total{job="b"} 120\n  requests_total{job="a"} 60',
    /want 2|want 1/,
  ],
  ['a histogram', 'eval instant at 1m sizes\n  sizes {{schema:0 count:3 sum:6 buckets:[1 2]}}', /want \{\{/],
  [
    'a hint',
    'eval instant at 1m sizes\n  sizes {{schema:0 count:3 sum:5 buckets:[1 2] counter_reset_hint:gauge}}',
    /want \{\{/,
  ],
  ['an error', 'eval instant at 1m up\n  expect fail', /want an error/],
  [
    'the text of an error',
    'eval instant at 1m label_replace(requests_total, "job", "x", "", "")\n  expect fail msg:nonsense',
    /want the error nonsense/,
  ],
  ['a warning', 'eval instant at 1m vector(1)\n  expect warn\n  {} 1', /want the warning/],
  ['a scalar', 'eval instant at 1m 2 * 3\n  5', /want 5, got 6/],
])('a wrong expectation of %s is found', (_, evaluation, message) => {
  expect(problems(evaluation)).toEqual([expect.stringMatching(message)]);
});
