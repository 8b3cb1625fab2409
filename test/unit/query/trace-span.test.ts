import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpanDetails } from '../../../src/contract/traces.ts';
import type { Attribute } from '../../../src/contract/values.ts';
import { testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';
import { quoted } from '../../../src/contract/search/tokens.ts';

const traceId = traceHex(7);
const rich: TestSpan = {
  traceId,
  spanId: spanHex(5),
  parentId: spanHex(4),
  name: 'GET /',
  kind: 2,
  start: testStart + 1n,
  end: testStart + 1_000_002n,
  status: 2,
  message: 'it broke',
  traceState: 'a=b',
  attributes: attributes({
    text: 'Täxt',
    int: -(2n ** 62n),
    double: 0.25,
    yes: true,
    bytes: new Uint8Array([1, 2]),
    list: ['x', 1n],
    map: { inner: ['Needle in hay'] },
    nothing: undefined,
  }),
  events: [{ time: testStart + 5n, name: 'retry', attributes: attributes({ attempt: 2n }) }],
  links: [
    { traceId: traceHex(8), spanId: spanHex(1), attributes: attributes({ why: 'batch' }) },
    { traceId: traceHex(404), spanId: spanHex(2) },
  ],
  resource: attributes({ 'service.name': 'Api-Service', 'host.name': 'devbox' }),
  scope: { name: 'lib', version: '1.2', attributes: attributes({ scoped: true }) },
};

function plain(id: number, name: string, millis: number, parent = 0): TestSpan {
  const start = testStart + BigInt(millis) * 1_000_000n;
  return {
    traceId,
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name,
    start,
    end: start + 1n,
    resource: attributes({ 'service.name': 'other' }),
  };
}

describe.each(['head', 'block'])('one span in the %s', (where) => {
  let test: TestRun;
  beforeAll(async () => {
    test = new TestRun();
    await test.add([
      rich,
      { ...plain(1, 'elsewhere', 0), traceId: traceHex(8) },
      plain(6, 'twin late', 50),
      plain(6, 'twin early', 10),
      plain(7, 'step 4711', 60),
    ]);
    if (where === 'block') test.seal();
  });
  afterAll(() => {
    test.remove();
  });

  const details = (spanId: string, occurrence = 0): SpanDetails =>
    test.queries.methods['trace.span']({ run, traceId, spanId: spanId as never, occurrence }, alive);

  it('has everything that was sent', () => {
    const { attributes: own, ...rest } = details(spanHex(5));
    const byKey = (list: readonly Attribute[]): Record<string, unknown> =>
      Object.fromEntries(list.map(({ key, value }) => [key, value instanceof Uint8Array ? Array.from(value) : value]));
    expect(byKey(own)).toEqual(byKey(rich.attributes ?? []));
    expect(rest).toEqual({
      traceId,
      spanId: spanHex(5),
      parentId: spanHex(4),
      traceState: 'a=b',
      name: 'GET /',
      kind: 2,
      start: testStart + 1n,
      end: testStart + 1_000_002n,
      flags: 0,
      statusCode: 2,
      statusMessage: 'it broke',
      droppedAttributes: 0,
      events: [
        { time: testStart + 5n, name: 'retry', attributes: [{ key: 'attempt', value: 2n }], droppedAttributes: 0 },
      ],
      droppedEvents: 0,
      links: [
        {
          traceId: traceHex(8),
          spanId: spanHex(1),
          traceState: '',
          attributes: [{ key: 'why', value: 'batch' }],
          droppedAttributes: 0,
          flags: 0,
          known: true,
        },
        {
          traceId: traceHex(404),
          spanId: spanHex(2),
          traceState: '',
          attributes: [],
          droppedAttributes: 0,
          flags: 0,
          known: false,
        },
      ],
      droppedLinks: 0,
      resource: {
        attributes: rich.resource,
        service: 'Api-Service',
        sender: 'pid:1',
        schemaUrl: '',
        droppedAttributes: 0,
      },
      scope: {
        name: 'lib',
        version: '1.2',
        attributes: [{ key: 'scoped', value: true }],
        schemaUrl: '',
        droppedAttributes: 0,
      },
    });
  });

  it('picks among spans with one id in waterfall order', () => {
    expect(details(spanHex(6), 0).name).toBe('twin early');
    expect(details(spanHex(6), 1).name).toBe('twin late');
    expect(() => details(spanHex(6), 2)).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
    expect(() => details(spanHex(77))).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
  });

  it.each([
    ['get', [5]],
    ['twin', [6, 6]],
    ['API-SERVICE', [5]],
    ['broke', [5]],
    ['täX', [5]],
    ['needle IN', [5]],
    ['inner', [5]],
    ['attempt', []],
    ['retry', [5]],
    ['0.25', [5]],
    ['-46116', [5]],
    ['4711', [7]],
    ['AQI=', [5]],
    ['batch', [5]],
    ['elsewhere', []],
    ['no such text', []],
    ['', []],
    ['   ', []],
  ])('finds %o', (text, spans) => {
    const { spanIds } = test.queries.methods['trace.find'](
      { run, traceId, where: text.trim() === '' ? '' : quoted(text) },
      alive,
    );
    expect(Buffer.from(spanIds).toString('hex')).toBe(spans.map(spanHex).join(''));
  });
});
