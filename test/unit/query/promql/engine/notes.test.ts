// Which warnings and infos an evaluation tells, and where; in the language of Prometheus' tests, checked against 3.14.
import { expect, it } from 'vitest';
import { runTestFile } from '../../../../promql/run-file.ts';

const exponential = '{{schema:0 count:3 sum:4 buckets:[1 2]}}';
const custom = '{{schema:-53 count:3 sum:4 custom_values:[1] buckets:[1 2]}}';
const otherCustom = '{{schema:-53 count:3 sum:4 custom_values:[1 2] buckets:[1 2]}}';

function problems(script: string): readonly (string | undefined)[] {
  return runTestFile(script).map(({ problem }) => problem);
}

it('tells of each step of an operator only the last note', () => {
  const script = `
load 1m
  left{i="a"} 1
  left{i="b"} ${exponential}
  right{i="a"} ${exponential}
  right{i="b"} 1

eval instant at 0 left + on (i) right
  expect no_warn
  expect info msg: PromQL info: incompatible sample types encountered for binary operator "+": histogram + float (1:1)

eval instant at 0 left </ 2
  expect info msg: PromQL info: incompatible sample types encountered for binary operator "</": float </ float (1:1)
  left{i="b"} ${exponential}

eval instant at 0 2 </ left
  expect info msg: PromQL info: incompatible sample types encountered for binary operator "</": float </ histogram (1:1)
`;
  expect(problems(script)).toEqual([undefined, undefined, undefined]);
});

it('tells of a sum everything that stands in its way, up to where it gives up', () => {
  const script = `
load 1m
  one{i="a"} ${exponential}
  one{i="b"} 1
  one{i="c"} ${custom}
  two{i="a"} ${exponential}
  two{i="b"} ${custom}
  two{i="c"} 1
  three{i="a"} ${custom}
  three{i="b"} ${otherCustom}
  three{i="c"} 1

eval instant at 0 sum(one)
  expect warn msg: PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)
  expect warn msg: PromQL warning: vector contains a mix of histograms with exponential and custom buckets schemas for metric name "one" (1:5)

eval instant at 0 avg(two)
  expect warn msg: PromQL warning: vector contains a mix of histograms with exponential and custom buckets schemas for metric name "two" (1:5)
  expect no_info

eval instant at 0 sum(three)
  expect warn msg: PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)
  expect info msg: PromQL info: mismatched custom buckets were reconciled during aggregation (1:5)
`;
  expect(problems(script)).toEqual([undefined, undefined, undefined]);
});

it('tells of sort functions inside each other the outer one', () => {
  const script = `
load 1m
  m 1 2 3

eval range from 0 to 2m step 1m sort(sort_desc(m))
  expect warn msg: PromQL warning: sort is ineffective for range queries since results are always ordered by labels (1:1)
  m 1 2 3
`;
  expect(problems(script)).toEqual([undefined]);
});
