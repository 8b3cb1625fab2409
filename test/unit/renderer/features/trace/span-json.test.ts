import { describe, expect, it } from 'vitest';
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../../../../../src/contract/ids.ts';
import { unixNanos } from '../../../../../src/contract/time.ts';
import type { SpanDetails } from '../../../../../src/contract/traces.ts';
import { spanJson } from '../../../../../src/renderer/features/trace/span-json.ts';

const traceId = parseTraceId('0af7651916cd43dd8448eb211c80319c') as TraceId;
const spanId = parseSpanId('b7ad6b7169203331') as SpanId;

const span: SpanDetails = {
  traceId,
  spanId,
  parentId: parseSpanId('00f067aa0ba902b7'),
  traceState: '',
  name: 'GET /cart',
  kind: 2,
  start: unixNanos(1_795_000_000_123_456_789n),
  end: unixNanos(1_795_000_000_223_456_790n),
  flags: 257,
  statusCode: 2,
  statusMessage: 'boom',
  attributes: [
    { key: 'text', value: 'ä"\n' },
    { key: 'yes', value: true },
    { key: 'big', value: 9_223_372_036_854_775_807n },
    { key: 'half', value: 0.5 },
    { key: 'nan', value: Number.NaN },
    { key: 'inf', value: Number.NEGATIVE_INFINITY },
    { key: 'bytes', value: Uint8Array.of(0, 255, 16) },
    { key: 'list', value: ['a', 1n, undefined] },
    { key: 'map', value: { inner: { deep: false } } },
    { key: 'empty', value: undefined },
  ],
  droppedAttributes: 3,
  events: [{ time: unixNanos(1_795_000_000_150_000_001n), name: 'retry', attributes: [], droppedAttributes: 1 }],
  droppedEvents: 0,
  links: [{ traceId, spanId, traceState: 'a=b', flags: 769, attributes: [], droppedAttributes: 0, known: true }],
  droppedLinks: 2,
  resource: {
    attributes: [{ key: 'service.name', value: 'api' }],
    service: 'api',
    sender: '127.0.0.1:5',
    schemaUrl: 'https://example/1',
    droppedAttributes: 0,
  },
  scope: { name: 'http', version: '1.2', attributes: [], schemaUrl: '', droppedAttributes: 0 },
};

describe('spanJson', () => {
  const request = JSON.parse(spanJson(span));
  const [resourceSpans] = request.resourceSpans;
  const [scopeSpans] = resourceSpans.scopeSpans;
  const [body] = scopeSpans.spans;

  it('is a request that OTLP receivers take', () => {
    expect(resourceSpans.resource).toEqual({ attributes: [{ key: 'service.name', value: { stringValue: 'api' } }] });
    expect(resourceSpans.schemaUrl).toBe('https://example/1');
    expect(scopeSpans.scope).toEqual({ name: 'http', version: '1.2' });
  });

  it('keeps ids and exact times', () => {
    expect(body).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      parentSpanId: '00f067aa0ba902b7',
      startTimeUnixNano: '1795000000123456789',
      endTimeUnixNano: '1795000000223456790',
      flags: 257,
      kind: 2,
      status: { code: 2, message: 'boom' },
      droppedAttributesCount: 3,
      droppedLinksCount: 2,
    });
    expect(body.events).toEqual([{ timeUnixNano: '1795000000150000001', name: 'retry', droppedAttributesCount: 1 }]);
    expect(body.links[0]).toMatchObject({ spanId: 'b7ad6b7169203331', traceState: 'a=b', flags: 769 });
    expect(body).not.toHaveProperty('traceState');
    expect(body).not.toHaveProperty('droppedEventsCount');
  });

  it('writes every kind of value as the JSON mapping does', () => {
    const values = Object.fromEntries(
      body.attributes.map(({ key, value }: { key: string; value: unknown }) => [key, value]),
    );
    expect(values).toEqual({
      text: { stringValue: 'ä"\n' },
      yes: { boolValue: true },
      big: { intValue: '9223372036854775807' },
      half: { doubleValue: 0.5 },
      nan: { doubleValue: 'NaN' },
      inf: { doubleValue: '-Infinity' },
      bytes: { bytesValue: 'AP8Q' },
      list: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }, {}] } },
      map: {
        kvlistValue: {
          values: [
            { key: 'inner', value: { kvlistValue: { values: [{ key: 'deep', value: { boolValue: false } }] } } },
          ],
        },
      },
      empty: {},
    });
  });
});
