import { describe, expect, it } from 'vitest';
import { MetricKind, Temporality } from '../../../../../../src/contract/metric-batch.ts';
import { ScrapedKind } from '../../../../../../src/contract/sample-batch.ts';
import { foundRows, metricRows } from '../../../../../../src/renderer/features/metrics/model/metric-rows.ts';
import { queryUnit } from '../../../../../../src/renderer/features/metrics/model/query-unit.ts';

interface Given {
  readonly name: string;
  readonly translated: string;
  readonly unit: string;
  readonly kind: number;
  readonly delta?: boolean;
}

const given: readonly Given[] = [
  {
    name: 'http.server.request.duration',
    translated: 'http_server_request_duration_seconds',
    unit: 's',
    kind: MetricKind.histogram,
    delta: true,
  },
  { name: 'jvm.memory.used', translated: 'jvm_memory_used_bytes', unit: 'By', kind: MetricKind.sum },
  { name: 'http_requests_total', translated: 'http_requests_total', unit: '', kind: ScrapedKind.counter },
  { name: 'sent_bytes_total', translated: 'sent_bytes_total', unit: '', kind: ScrapedKind.counter },
];
const texts = ['', ...given.flatMap(({ name, translated, unit }) => [name, translated, unit])];
const column = (pick: (one: Given) => string) => Uint32Array.from(given, (one) => texts.indexOf(pick(one)));
const rows = metricRows({
  rows: given.length,
  number: Uint32Array.from(given, (_, at) => at + 1),
  name: column(({ name }) => name),
  translated: column(({ translated }) => translated),
  unit: column(({ unit }) => unit),
  description: new Uint32Array(given.length),
  kind: Uint8Array.from(given, ({ kind }) => kind),
  temporality: Uint8Array.from(given, ({ delta }) => (delta === true ? Temporality.delta : Temporality.cumulative)),
  monotonic: new Uint8Array(given.length),
  series: new Uint32Array(given.length),
  last: new Float64Array(given.length),
  spacing: new Float64Array(given.length),
  view: new Uint8Array(given.length),
  query: new Uint32Array(given.length),
  sources: given.map((_, at) => (at === 1 ? ['billing'] : [])),
  texts,
});

describe('the list of metrics', () => {
  it('says types in the words of who sent them', () => {
    expect(rows.map(({ shape, type, scraped }) => [shape, type, scraped])).toEqual([
      ['histogram', 'histogram, delta', false],
      ['sum', 'up-down sum', false],
      ['counter', 'counter', true],
      ['counter', 'counter', true],
    ]);
  });

  it('is searched by words in any column', () => {
    const names = (find: string) => foundRows(rows, find).map(({ name }) => name);
    expect(names('  ')).toHaveLength(4);
    expect(names('HTTP dur')).toEqual(['http.server.request.duration']);
    expect(names('billing')).toEqual(['jvm.memory.used']);
    expect(names('http billing')).toEqual([]);
  });
});

describe('the unit of a query', () => {
  it.each([
    ['jvm_memory_used_bytes', 'bytes', false],
    ['{"jvm.memory.used"}', 'bytes', false],
    ['deriv(jvm_memory_used_bytes[5m])', 'bytes', true],
    ['rate(http_requests_total[5m])', 'number', true],
    ['rate(sent_bytes_total[1m])', 'bytes', true],
    ['histogram_quantile(0.9, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m])))', 'seconds', false],
    ['rate(http_server_request_duration_seconds_count[5m])', 'number', true],
    [
      'rate(http_server_request_duration_seconds_sum[5m]) / rate(http_server_request_duration_seconds_count[5m])',
      'seconds',
      false,
    ],
    ['rate(http_requests_total[5m]) / rate(http_requests_total[1h])', 'number', false],
    ['count(jvm_memory_used_bytes)', 'number', false],
    ['my_http_requests_total_of_others', 'number', false],
  ])('%s', (query, base, perSecond) => {
    expect(queryUnit(query, rows)).toMatchObject({ base, perSecond });
  });
});
