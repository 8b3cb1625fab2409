import { expect, it } from 'vitest';
import type { MetricRow } from '../../../../../../src/renderer/features/metrics/model/metric-rows.ts';
import { withSentNameQuoted } from '../../../../../../src/renderer/features/metrics/model/sent-names.ts';

const row = (name: string, translated: string, shape: MetricRow['shape']): MetricRow => ({
  number: 0,
  name,
  translated,
  shape,
  type: shape,
  scraped: false,
  unit: '',
  description: '',
  sources: [],
  series: 1,
  last: 0,
  spacing: 0,
  query: '',
});
const rows = [
  row('http.requests', 'http_requests_total', 'counter'),
  row('http.requests.size', 'http_requests_size_bytes', 'histogram'),
  row('up', 'up', 'gauge'),
];
const queries = (query: string): readonly string[] => withSentNameQuoted(query, rows).map((one) => one.query);

it('puts a plainly written name in quotes, or takes the name of Prometheus', () => {
  expect(queries('rate(http.requests[5m])')).toEqual(['rate({"http.requests"}[5m])', 'rate(http_requests_total[5m])']);
});

it('keeps conditions behind the name', () => {
  expect(queries('http.requests{a="b"}')[0]).toBe('{"http.requests", a="b"}');
  expect(queries('http.requests {}')[0]).toBe('{"http.requests"}');
});

it('takes the longest name, and only whole ones outside of quotes', () => {
  expect(queries('http.requests.size')).toEqual(['{"http.requests.size"}']);
  expect(queries('my.http.requests + "http.requests"')).toEqual([]);
  expect(queries('up')).toEqual([]);
});
