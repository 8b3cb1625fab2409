// What selectors see: age, edges, staleness, offsets and pinned times. Values worked by hand, checked against Prometheus 3.14.
import { expect, it } from 'vitest';
import { wrongIn } from '../../../../promql/run-script.ts';

it('takes the newest sample that is younger than the lookback', () => {
  const script = `
load 10s
  up 1 2 _ _ stale 5

eval instant at 15s up
  up 2

eval instant at 39999ms up
  up 2

eval instant at 40s up

eval instant at 50s up
  up 5

eval instant at 349999ms up
  up 5

eval instant at 350s up
`;
  expect(wrongIn(script)).toEqual([]);
});

it('leaves the left edge of a range out and the right one in', () => {
  const script = `
load 10s
  up 1 2 3 4

eval instant at 30s count_over_time(up[20s])
  {} 2

eval instant at 30s count_over_time(up[20001ms])
  {} 3

eval instant at 30s sum_over_time(up[20s] offset 10s)
  {} 5

eval instant at 10s sum_over_time(up[20s] offset -20s)
  {} 7
`;
  expect(wrongIn(script)).toEqual([]);
});

it('skips staleness markers in ranges, and tells NaN from them', () => {
  const script = `
load 10s
  up 1 stale NaN 4

eval instant at 30s count_over_time(up[1m])
  {} 3

eval instant at 20s up
  up NaN
`;
  expect(wrongIn(script)).toEqual([]);
});

it('pins a selector with @ and moves it with offset from there', () => {
  const script = `
load 10s
  up 0+1x20

eval range from 0 to 60s step 30s up @ 100
  up 10 10 10

eval range from 0 to 60s step 30s up @ 100 offset 20s
  up 8 8 8

eval range from 60s to 120s step 30s up @ start() + on() up @ end()
  {} 18 18 18

eval instant at 50s sum_over_time(up[30s] @ 100)
  {} 27

eval instant at 50s timestamp(up @ 77)
  {} 70

eval range from 0 to 20s step 10s timestamp(abs(up @ 77))
  {} 0 10 20
`;
  expect(wrongIn(script)).toEqual([]);
});

it('evaluates a subquery at the multiples of its step', () => {
  const script = `
load 10s
  up 0+1x30

eval instant at 65s up[30s:20s]
  expect range vector from 40s to 60s step 20s
  up 4 6

eval instant at 60s up[20s:20s]
  expect range vector from 60s to 60s step 20s
  up 6

eval instant at 100s sum_over_time(up[30s:10s] offset 20s)
  {} 21

eval instant at 100s sum_over_time(up[30s:10s] @ 60)
  {} 15

eval instant at 250s max_over_time(rate(up[30s])[2m:])
  {} 0.1

eval range from 0 to 40s step 20s count_over_time(up[20s:5s])
  {} 1 4 4
`;
  expect(wrongIn(script)).toEqual([]);
});
