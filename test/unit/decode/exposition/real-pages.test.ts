// Pages as real programs write them: prom-client in both of its formats, and this program's own /metrics.
import { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { expect, test } from 'vitest';
import { expositionType } from '../../../../src/main/decode/exposition/exposition-type.ts';
import { lintExposition } from '../../../../src/main/decode/exposition/lint/lint-exposition.ts';
import { prometheusText, prometheusType } from '../../../../src/main/serve/http/prometheus-text.ts';
import { readPage } from './support.ts';

const encoder = new TextEncoder();

function errorsOf(page: string, contentType: string): readonly string[] {
  const type = expositionType(contentType);
  if (type === undefined) return [`nothing is known of ${contentType}`];
  return lintExposition(encoder.encode(page), type)
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => `${line}: ${message}`);
}

test.each([Registry.PROMETHEUS_CONTENT_TYPE, Registry.OPENMETRICS_CONTENT_TYPE] as const)(
  'prom-client, %s',
  async (type) => {
    const registry = new Registry();
    const registers = [registry];
    if (type === Registry.OPENMETRICS_CONTENT_TYPE) registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    const openMetrics = type === Registry.OPENMETRICS_CONTENT_TYPE;
    new Counter({ name: openMetrics ? 'orders' : 'orders_total', help: 'Orders', labelNames: ['shop'], registers }).inc(
      { shop: 'a"\n' },
      3,
    );
    new Gauge({ name: 'stock', help: 'Stock', registers }).set(1.5);
    new Histogram({ name: 'wait_seconds', help: 'Waiting', buckets: [0.5, 1], registers }).observe(0.7);
    new Summary({ name: 'size_bytes', help: 'Size', percentiles: [0.5], registers }).observe(9);
    const page = await registry.metrics();
    const format = expositionType(registry.contentType)?.format;
    expect(format).toBe(openMetrics ? 'openmetrics' : 'text');
    const family = openMetrics ? 'orders' : 'orders_total';
    expect(readPage(page, format)).toEqual([
      `counter ${family} {__name__="orders_total",shop="a\\"\\n"} 3`,
      'gauge stock {__name__="stock"} 1.5',
      'histogram wait_seconds {__name__="wait_seconds_bucket",le="0.5"} 0',
      'histogram wait_seconds {__name__="wait_seconds_bucket",le="1.0"} 1',
      'histogram wait_seconds {__name__="wait_seconds_bucket",le="+Inf"} 1',
      'histogram wait_seconds {__name__="wait_seconds_sum"} 0.7',
      'histogram wait_seconds {__name__="wait_seconds_count"} 1',
      'summary size_bytes {__name__="size_bytes",quantile="0.5"} 9',
      'summary size_bytes {__name__="size_bytes_sum"} 9',
      'summary size_bytes {__name__="size_bytes_count"} 1',
    ]);
    expect(errorsOf(page, registry.contentType)).toEqual([]);
  },
);

test('our own /metrics', () => {
  const page = prometheusText([
    { name: 'a_total', help: 'x\ny', type: 'counter', samples: [{ labels: { k: 'a"b\\c\n' }, value: 3 }] },
  ]);
  expect(readPage(page, expositionType(prometheusType)?.format)).toEqual([
    'counter a_total {__name__="a_total",k="a\\"b\\\\c\\n"} 3',
  ]);
  expect(errorsOf(page, prometheusType)).toEqual([]);
});
