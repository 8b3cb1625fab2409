// Jaeger's UI API over a real run; the expected JSON is written out as jaeger-query gives it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerJaeger } from '../../../src/main/query/index.ts';
import type { JaegerAnswer } from '../../../src/main/query/jaeger-answer.ts';
import { alive, attributes, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

const second = 1_000_000_000n;
const base = 1_760_000_000n * second;
const now = base + 3600n * second;
let test: TestRun;

function span(
  trace: number,
  id: number,
  parent: number,
  service: string,
  name: string,
  more: Partial<TestSpan> = {},
): TestSpan {
  const start = base + BigInt(trace) * second + BigInt(id) * 1_000_000n;
  return {
    traceId: traceHex(trace),
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name,
    start,
    end: start + BigInt(id) * 1_500_500n,
    resource: attributes({ 'service.name': service, 'host.name': 'devbox' }),
    ...more,
  };
}

const longId = 'aa'.repeat(16);

beforeAll(async () => {
  test = new TestRun();
  await test.add([
    span(1, 1, 0, 'web', 'GET /', {
      kind: 2,
      status: 2,
      message: 'it broke',
      traceState: 'a=b',
      attributes: attributes({
        zebra: 'z',
        count: 3n,
        huge: 2n ** 60n,
        ratio: 0.5,
        fine: true,
        raw: new Uint8Array([1, 2]),
        list: ['x', 1n],
      }),
      events: [
        { time: base + 5_000n, name: 'retry', attributes: attributes({ attempt: 2n, 'a.first': 'x' }) },
        { time: base + 6_999n, name: 'named', attributes: attributes({ event: 'own' }) },
      ],
      links: [
        { traceId: longId, spanId: spanHex(3) },
        { traceId: longId, spanId: spanHex(4), attributes: attributes({ 'opentracing.ref_type': 'child_of' }) },
      ],
      scope: { name: 'lib', version: '1.2' },
    }),
    span(1, 2, 1, 'db', 'query', { kind: 3, links: [{ traceId: traceHex(1), spanId: spanHex(1) }] }),
  ]);
  test.seal();
  await test.add([
    span(1, 3, 1, 'db', 'query', { status: 1, end: base }),
    span(2, 1, 0, 'web', 'GET /slow', { end: base + 20n * second }),
    span(2, 2, 1, 'db', 'query', { attributes: attributes({ error: true }) }),
    span(3, 1, 0, 'lonely', 'tick', { resource: [] }),
    { ...span(4, 1, 0, 'web', 'GET /'), traceId: longId },
  ]);
});
afterAll(() => {
  test.remove();
});

function ask(path: string): JaegerAnswer<unknown> {
  const url = new URL(path, 'http://localhost');
  return answerJaeger(
    test.queries.jaeger,
    url.pathname.slice(1).split('/').map(decodeURIComponent),
    [...url.searchParams],
    now,
    alive,
  );
}

/** The body as a client reads it. */
function bodyOf(path: string): { data: never; total: number; errors: unknown } {
  return JSON.parse(JSON.stringify(ask(path).body)) as never;
}

const found = (query: string): string[] =>
  (bodyOf(`/traces?${query}`).data as { traceID: string }[]).map((trace) => trace.traceID);

describe('names', () => {
  it('lists services', () => {
    expect(ask('/services')).toEqual({
      status: 200,
      body: { data: ['db', 'unknown_service', 'web'], total: 3, limit: 0, offset: 0, errors: null },
    });
  });

  it('lists operations of a service', () => {
    expect(bodyOf('/services/web/operations')).toMatchObject({ data: ['GET /', 'GET /slow'], total: 2, errors: null });
    expect(bodyOf('/services/nobody/operations')).toMatchObject({ data: [], total: 0 });
    expect(bodyOf('/operations?service=db')).toMatchObject({ data: [{ name: 'query', spanKind: '' }], total: 1 });
    expect(ask('/operations')).toMatchObject({
      status: 400,
      body: { data: null, errors: [{ code: 400, msg: "parameter 'service' is required" }] },
    });
  });
});

describe('a trace', () => {
  it('is translated as the collector and jaeger-query do', () => {
    const text = (key: string, value: string): object => ({ key, type: 'string', value });
    expect(bodyOf(`/traces/${traceHex(1)}`)).toEqual({
      data: [
        {
          traceID: '0000000000000001',
          spans: [
            {
              traceID: '0000000000000001',
              spanID: spanHex(1),
              operationName: 'GET /',
              references: [
                { refType: 'FOLLOWS_FROM', traceID: longId, spanID: spanHex(3) },
                { refType: 'CHILD_OF', traceID: longId, spanID: spanHex(4) },
              ],
              startTime: 1_760_000_001_001_000,
              duration: 1500,
              tags: [
                { key: 'count', type: 'int64', value: 3 },
                { key: 'error', type: 'bool', value: true },
                { key: 'fine', type: 'bool', value: true },
                { key: 'huge', type: 'int64', value: '1152921504606846976' },
                text('list', '["x",1]'),
                text('otel.scope.name', 'lib'),
                text('otel.scope.version', '1.2'),
                text('otel.status_code', 'ERROR'),
                text('otel.status_description', 'it broke'),
                { key: 'ratio', type: 'float64', value: 0.5 },
                { key: 'raw', type: 'binary', value: 'AQI=' },
                text('span.kind', 'server'),
                text('w3c.tracestate', 'a=b'),
                text('zebra', 'z'),
              ],
              logs: [
                {
                  timestamp: 1_760_000_000_000_005,
                  fields: [text('event', 'retry'), text('a.first', 'x'), { key: 'attempt', type: 'int64', value: 2 }],
                },
                { timestamp: 1_760_000_000_000_006, fields: [text('event', 'own')] },
              ],
              processID: 'p1',
              warnings: null,
            },
            {
              traceID: '0000000000000001',
              spanID: spanHex(2),
              operationName: 'query',
              references: [{ refType: 'FOLLOWS_FROM', traceID: '0000000000000001', spanID: spanHex(1) }],
              startTime: 1_760_000_001_002_000,
              duration: 3001,
              tags: [text('span.kind', 'client')],
              logs: [],
              processID: 'p2',
              warnings: null,
            },
            {
              traceID: '0000000000000001',
              spanID: spanHex(3),
              operationName: 'query',
              references: [{ refType: 'CHILD_OF', traceID: '0000000000000001', spanID: spanHex(1) }],
              startTime: 1_760_000_001_003_000,
              duration: 0,
              tags: [text('otel.status_code', 'OK'), text('span.kind', 'internal')],
              logs: [],
              processID: 'p2',
              warnings: null,
            },
          ],
          processes: {
            p1: { serviceName: 'web', tags: [text('host.name', 'devbox')] },
            p2: { serviceName: 'db', tags: [text('host.name', 'devbox')] },
          },
          warnings: null,
        },
      ],
      total: 0,
      limit: 0,
      offset: 0,
      errors: null,
    });
  });

  it('is found by its id with or without leading zeros', () => {
    expect(ask('/traces/2').status).toBe(200);
    expect(ask(`/traces/${longId}`).status).toBe(200);
    expect(ask('/traces/404')).toEqual({
      status: 404,
      body: { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: 404, msg: 'trace not found' }] },
    });
    expect(ask('/traces/nohex').status).toBe(400);
  });

  it('names a service that did not, as the list of services does', () => {
    expect(bodyOf('/traces/3')).toMatchObject({
      data: [{ processes: { p1: { serviceName: 'unknown_service', tags: [] } } }],
    });
  });
});

describe('search', () => {
  it.each([
    ['service=web', [longId, '0000000000000002', '0000000000000001']],
    ['service=web&limit=1', [longId]],
    ['service=nobody', []],
    ['service=web&operation=GET%20%2Fslow', ['0000000000000002']],
    ['service=db&minDuration=4ms', []],
    ['service=web&minDuration=10s', ['0000000000000002']],
    ['service=web&maxDuration=2ms', [longId, '0000000000000001']],
    ['service=web&tags=%7B%22error%22%3A%22true%22%7D', ['0000000000000001']],
    ['service=db&tags=%7B%22error%22%3A%22true%22%7D', ['0000000000000002']],
    ['service=web&tag=span.kind:server', ['0000000000000001']],
    ['service=db&tag=otel.status_code:OK', ['0000000000000001']],
    ['service=web&tag=otel.scope.name:lib&tag=count:3', ['0000000000000001']],
    ['service=web&tag=attempt:2', ['0000000000000001']],
    ['service=web&tag=host.name:devbox', [longId, '0000000000000002', '0000000000000001']],
    ['service=web&tag=host.name:else', []],
    [`service=web&start=1760000002000000&end=1760000003000000`, ['0000000000000002']],
    ['service=web&lookback=30m', []],
    ['service=web&lookback=2h', [longId, '0000000000000002', '0000000000000001']],
  ])('%s', (query, traces) => {
    expect(found(query)).toEqual(traces);
  });

  it('takes ids instead of conditions, and says which are missing', () => {
    expect(bodyOf('/traces?traceID=2&traceID=404')).toMatchObject({
      data: [{ traceID: '0000000000000002' }],
      errors: [{ msg: 'trace not found', traceID: '0000000000000404' }],
    });
  });

  it('answers wrong parameters with status 400', () => {
    expect(ask('/traces')).toEqual({
      status: 400,
      body: {
        data: null,
        total: 0,
        limit: 0,
        offset: 0,
        errors: [{ code: 400, msg: "parameter 'service' is required" }],
      },
    });
  });
});

describe('dependencies', () => {
  it('counts calls between services, across blocks', () => {
    expect(ask('/dependencies?lookback=7200000')).toMatchObject({
      status: 200,
      body: { data: [{ parent: 'web', child: 'db', callCount: 3 }], errors: null },
    });
    expect(ask('/dependencies?lookback=7200000&service=nobody').body.data).toEqual([]);
    expect(ask(`/dependencies?endTs=1760000001500&lookback=1000`).body.data).toEqual([
      { parent: 'web', child: 'db', callCount: 2 },
    ]);
    expect(ask('/dependencies?endTs=x').status).toBe(400);
  });
});

describe('other paths', () => {
  it.each(['/', '/nothing', '/services/web', '/services/web/other', '/traces/1/2'])('%s is not there', (path) => {
    expect(ask(path)).toMatchObject({ status: 404, body: { data: null, errors: [{ code: 404 }] } });
  });
});
