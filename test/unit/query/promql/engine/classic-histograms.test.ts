// histogram_quantile and histogram_fraction of classic buckets. Values worked by hand, checked against Prometheus 3.14.
import { expect, it } from 'vitest';
import { wrongIn } from '../../../../promql/run-script.ts';

it('interpolates in the bucket, from zero in the lowest and not at all in the highest', () => {
  const script = `
load 1m
  lat_bucket{job="a", le="0.1"} 10
  lat_bucket{job="a", le="1"} 30
  lat_bucket{job="a", le="+Inf"} 40
  lat_bucket{job="b", le="-1"} 10
  lat_bucket{job="b", le="1.0"} 30
  lat_bucket{job="b", le="+Inf"} 30
  lat_bucket{job="c", le="1"} 10

eval instant at 0 histogram_quantile(0.125, lat_bucket)
  {job="a"} 0.05
  {job="b"} -1
  {job="c"} NaN

eval instant at 0 histogram_quantile(0.5, lat_bucket)
  {job="a"} 0.55
  {job="b"} -0.5
  {job="c"} NaN

eval instant at 0 histogram_quantile(0.9, lat_bucket{job="a"})
  {job="a"} 1

eval instant at 0 histogram_quantile(-1, lat_bucket{job="a"})
  expect warn msg: PromQL warning: quantile value should be between 0 and 1, got -1 (1:20)
  {job="a"} -Inf

eval instant at 0 histogram_fraction(0, 0.55, lat_bucket{job="a"})
  {job="a"} 0.5

eval instant at 0 histogram_quantiles(lat_bucket{job="a"}, "q", 0.125, 0.5)
  {job="a", q="0.125"} 0.05
  {job="a", q="0.5"} 0.55
`;
  expect(wrongIn(script)).toEqual([]);
});

it('mends counts that fall, and says where', () => {
  const script = `
load 1m
  lat_bucket{le="1"} 10
  lat_bucket{le="2"} 8
  lat_bucket{le="4"} 20
  lat_bucket{le="+Inf"} 20

eval instant at 0 histogram_quantile(0.75, lat_bucket)
  expect info regex: PromQL info: input to histogram_quantile needed to be fixed for monotonicity .* for metric name "lat_bucket", from buckets 2 to 2, with a max diff of 2, over 1 samples .*
  {} 3
`;
  expect(wrongIn(script)).toEqual([]);
});

it('leaves out buckets without a usable bound', () => {
  const script = `
load 1m
  lat_bucket{le="1"} 10
  lat_bucket{le="x"} 11
  lat_bucket{le="+Inf"} 20

eval instant at 0 histogram_quantile(0.25, lat_bucket)
  expect warn msg: PromQL warning: bucket label "le" is missing or has a malformed value of "x" for metric name "lat_bucket" (1:26)
  {} 0.5
`;
  expect(wrongIn(script)).toEqual([]);
});
