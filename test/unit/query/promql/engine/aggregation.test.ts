// Aggregations over floats: groups, order, extremes, parameters. Values worked by hand, checked against Prometheus 3.14.
import { expect, it } from 'vitest';
import { wrongIn } from '../../../../promql/run-script.ts';

const load = `
load 1m
  cpu{host="a", core="0"} 1 2 3
  cpu{host="a", core="1"} 3 stale 5
  cpu{host="b", core="0"} 10 20 30
  cpu{core="0"} 7 7 7
`;

it('groups by labels, by their absence, and by all but some', () => {
  const script = `${load}
eval range from 0 to 2m step 1m sum by (host) (cpu)
  {host="a"} 4 2 8
  {host="b"} 10 20 30
  {} 7 7 7

eval instant at 0 sum without (core) (cpu)
  {host="a"} 4
  {host="b"} 10
  {} 7

eval instant at 0 count by (__name__, nope) (cpu)
  cpu 4

eval instant at 0 group(cpu)
  {} 1

eval instant at 0 sum(nope)
`;
  expect(wrongIn(script)).toEqual([]);
});

it('has averages, extremes and spreads of the population', () => {
  const script = `
load 1m
  x{i="1"} 2 NaN
  x{i="2"} 4 NaN
  x{i="3"} 9 7
  big{i="1"} 1.7e308
  big{i="2"} 1.7e308
  tiny{i="1"} 1
  tiny{i="2"} 1e100
  tiny{i="3"} 1
  tiny{i="4"} -1e100

eval instant at 0 avg(x)
  {} 5

eval instant at 0 stdvar(x)
  {} 8.666666666666666

eval instant at 0 stddev(x)
  {} 2.943920288775949

eval instant at 1m max(x)
  {} 7

eval instant at 1m min(x)
  {} 7

eval instant at 1m avg(x)
  {} NaN

eval instant at 0 avg(big)
  {} 1.7e308

eval instant at 0 sum(tiny)
  {} 2
`;
  expect(wrongIn(script)).toEqual([]);
});

it('picks the k best of each step with all labels, NaN last', () => {
  const script = `${load}
eval instant at 0 topk(2, cpu)
  expect ordered
  cpu{host="b", core="0"} 10
  cpu{core="0"} 7

eval instant at 0 bottomk by (host) (1, cpu)
  cpu{host="a", core="0"} 1
  cpu{host="b", core="0"} 10
  cpu{core="0"} 7

eval range from 0 to 2m step 1m topk by (host) (1, cpu{host="a"})
  cpu{host="a", core="0"} _ 2 _
  cpu{host="a", core="1"} 3 _ 5

eval instant at 0 topk(0, cpu)

eval instant at 0 topk(NaN, cpu)
  expect fail msg: Parameter value is NaN

eval instant at 0 topk(1e30, cpu)
  expect fail msg: Scalar value 1e+30 overflows int64

eval instant at 0 topk(5, cpu or vector(NaN))
  expect ordered
  cpu{host="b", core="0"} 10
  cpu{core="0"} 7
  cpu{host="a", core="1"} 3
  cpu{host="a", core="0"} 1
  {} NaN
`;
  expect(wrongIn(script)).toEqual([]);
});

it('interpolates quantiles and warns of those that are none', () => {
  const script = `${load}
eval instant at 0 quantile(0.5, cpu)
  {} 5

eval instant at 0 quantile by (host) (0.25, cpu)
  {host="a"} 1.5
  {host="b"} 10
  {} 7

eval instant at 0 quantile(2, cpu)
  expect warn msg: PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)
  {} Inf

eval range from 0 to 2m step 1m quantile(scalar(cpu{host="b"}) / 40, cpu{host="a"})
  {} 1.5 2 4.5
`;
  expect(wrongIn(script)).toEqual([]);
});

it('counts values, written without exponents', () => {
  const script = `
load 1m
  x{i="1", job="a"} 1e21 2
  x{i="2", job="a"} 1e21 0.5
  x{i="3", job="b"} 1e-7 2

eval instant at 0 count_values("v", x)
  {v="1000000000000000000000"} 2
  {v="0.0000001"} 1

eval range from 0 to 1m step 1m count_values by (job) ("v", x)
  {job="a", v="1000000000000000000000"} 2 _
  {job="a", v="2"} _ 1
  {job="a", v="0.5"} _ 1
  {job="b", v="0.0000001"} 1 _
  {job="b", v="2"} _ 1

eval instant at 1m count_values without (i) ("job", x)
  {job="2"} 2
  {job="0.5"} 1

eval instant at 0 count_values("", x)
  expect fail msg: invalid label name ""
`;
  expect(wrongIn(script)).toEqual([]);
});

it('takes the first of each group, or a share by the hash of the labels', () => {
  const script = `${load}
eval instant at 0 count(limitk by (host) (1, cpu))
  {} 3

eval instant at 0 limit_ratio(0.5, cpu) or limit_ratio(-0.5, cpu)
  cpu{host="a", core="0"} 1
  cpu{host="a", core="1"} 3
  cpu{host="b", core="0"} 10
  cpu{core="0"} 7

eval instant at 0 limit_ratio(0.5, cpu) and limit_ratio(-0.5, cpu)

eval instant at 0 limit_ratio(NaN, cpu)
  expect fail msg: Ratio value is NaN
`;
  expect(wrongIn(script)).toEqual([]);
});
