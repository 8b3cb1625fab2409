// How two vectors find each other, and what is said when they do not find a single partner. Checked against Prometheus 3.14.
import { expect, it } from 'vitest';
import { wrongIn } from '../../../../promql/run-script.ts';

const load = `
load 1m
  errors{job="a", code="500"} 1 2
  errors{job="a", code="503"} 3 4
  errors{job="b", code="500"} 5 6
  requests{job="a", zone="x"} 10 20
  requests{job="b", zone="y"} 50 stale
  free{job="b"} 1
`;

it('matches one to one on labels or without some', () => {
  const script = `${load}
eval range from 0 to 1m step 1m errors{code="500"} / on (job) requests
  {job="a"} 0.1 0.1
  {job="b"} 0.1 _

eval instant at 0 errors{code="500"} > ignoring (code, zone) requests

eval instant at 0 errors{code="500"} < ignoring (code, zone) requests
  errors{job="a"} 1
  errors{job="b"} 5

eval instant at 0 errors{code="500"} < bool on (job) requests
  {job="a"} 1
  {job="b"} 1
`;
  expect(wrongIn(script)).toEqual([]);
});

it('matches many to one with labels from the one side', () => {
  const script = `${load}
eval instant at 0 errors / on (job) group_left (zone) requests
  {job="a", code="500", zone="x"} 0.1
  {job="a", code="503", zone="x"} 0.3
  {job="b", code="500", zone="y"} 0.1

eval instant at 0 requests * on (job) group_right errors
  {job="a", code="500"} 10
  {job="a", code="503"} 30
  {job="b", code="500"} 250
`;
  expect(wrongIn(script)).toEqual([]);
});

it('refuses ambiguous matches with the words of Prometheus', () => {
  const script = `${load}
eval instant at 0 requests / on (job) errors
  expect fail msg: found duplicate series for the match group {job="a"} on the right hand-side of the operation: [{__name__="errors", code="500", job="a"}, {__name__="errors", code="503", job="a"}];many-to-many matching not allowed: matching labels must be unique on one side

eval instant at 0 errors / on (job) requests
  expect fail msg: multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)

eval instant at 0 label_replace(errors, "code", "", "code", ".*")
  expect fail msg: vector cannot contain metrics with the same labelset

eval instant at 0 errors * on (job) group_left (code) label_replace(requests, "code", "1", "", "")
  expect fail msg: multiple matches for labels: grouping labels must ensure unique matches
`;
  expect(wrongIn(script)).toEqual([]);
});

it('only looks for duplicates where both are there at the same step', () => {
  const script = `
load 1m
  left 1 2 3 4 5 6 7
  right{i="1"} 10 stale _ _ _ _ _
  right{i="2"} _ _ _ _ _ _ 20

eval range from 0 to 6m step 6m left + on () right
  {} 11 27
`;
  expect(wrongIn(script)).toEqual([]);
});

it('joins sets by their signatures at each step', () => {
  const script = `${load}
eval range from 0 to 1m step 1m errors and on (job) requests{job="a"}
  errors{job="a", code="500"} 1 2
  errors{job="a", code="503"} 3 4

eval instant at 0 errors unless on (job) free
  errors{job="a", code="500"} 1
  errors{job="a", code="503"} 3

eval instant at 0 free or on (job) requests
  free{job="b"} 1
  requests{job="a", zone="x"} 10

eval instant at 0 nope or free
  free{job="b"} 1
`;
  expect(wrongIn(script)).toEqual([]);
});

it('keeps the value of the vector on whichever side of a comparison it stands', () => {
  const script = `${load}
eval instant at 0 4 < errors
  errors{job="b", code="500"} 5

eval instant at 0 errors > bool 2
  {job="a", code="500"} 0
  {job="a", code="503"} 1
  {job="b", code="500"} 1

eval instant at 0 1 ^ NaN
  1

eval instant at 0 (-1) ^ Inf
  1

eval instant at 0 -5 % 3
  -2

eval instant at 0 1 > bool NaN
  0
`;
  expect(wrongIn(script)).toEqual([]);
});
