// rate and its relatives on floats: resets, extrapolation, edges. Values worked by hand, checked against Prometheus 3.14.
import { expect, it } from 'vitest';
import { wrongIn } from '../../../../promql/run-script.ts';

it('extrapolates to the edges of the range, but not far and not below zero', () => {
  const script = `
load 10s
  steady_total 100+10x30
  young_total _ _ _ _ _ 0 10 20
  late_total 1000 1010 1020 _ _ _ _ _ _ _ _

eval instant at 60s increase(steady_total[30s])
  {} 30

# From 100 at 0 s to 150 at 50 s: all of the 5 s to the right edge.
eval instant at 55s increase(steady_total[1m])
  {} 60

# 20 in 20 s; the counter was zero at its first sample.
eval instant at 70s increase(young_total[1m])
  {} 20

# The last sample is 40 s old: half a gap to the right, half a gap to the left.
eval instant at 60s increase(late_total[65s])
  {} 30

eval instant at 10s rate(steady_total[10s])

eval instant at 60s delta(steady_total[30s])
  {} 30
`;
  expect(wrongIn(script)).toEqual([]);
});

it('adds what a counter had before it started anew, in every window the same', () => {
  const script = `
load 10s
  requests_total 0 10 20 5 15 NaN 3 1 2 40 1 1

eval instant at 40s increase(requests_total[40s])
  {} 33.333333333333333

eval instant at 40s resets(requests_total[1m])
  {} 1

eval range from 20s to 40s step 10s resets(requests_total[1m])
  {} 0 1 1

eval instant at 30s irate(requests_total[1m])
  {} 0.5

eval instant at 40s irate(requests_total[1m])
  {} 1

eval instant at 30s idelta(requests_total[1m])
  {} -15

eval instant at 110s changes(requests_total[20s])
  {} 0

eval instant at 110s changes(requests_total[30s])
  {} 1

eval range from 80s to 110s step 10s increase(requests_total[21s])
  {} 2.1 40 40.95 1.05
`;
  expect(wrongIn(script)).toEqual([]);
});

it('tells that a metric does not look like a counter', () => {
  const script = `
load 10s
  temperature 1+1x10
  requests_total 1+1x10

eval instant at 1m rate(temperature[1m])
  expect info msg: PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "temperature" (1:6)
  {} 0.1

eval instant at 1m rate(requests_total[1m])
  expect no_info
  {} 0.1
`;
  expect(wrongIn(script)).toEqual([]);
});
