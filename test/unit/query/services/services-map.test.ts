import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceMap } from '../../../../src/contract/services.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import type { AttributeValue } from '../../../../src/contract/values.ts';
import { createQueries } from '../../../../src/main/query/index.ts';
import { seededRandom, type Random } from '../../../support/random.ts';
import { testStart } from '../list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

let test: TestRun;
beforeEach(() => {
  test = new TestRun();
});
afterEach(() => {
  test.remove();
});

function span(
  id: number,
  parent: number,
  service: string,
  more: Partial<TestSpan> & { readonly millis?: number; readonly has?: Readonly<Record<string, AttributeValue>> } = {},
): TestSpan {
  const { millis = 10, has = {}, ...rest } = more;
  const start = testStart + BigInt(id) * 1_000_000n;
  return {
    traceId: traceHex(1),
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name: `s${id}`,
    start,
    end: start + BigInt(Math.round(millis * 1e6)),
    resource: attributes({ 'service.name': service }),
    attributes: attributes(has),
    ...rest,
  };
}

const map = (from?: bigint, to?: bigint): ServiceMap =>
  test.queries.methods['services.map'](
    { run, from: from === undefined ? undefined : unixNanos(from), to: to === undefined ? undefined : unixNanos(to) },
    alive,
  );
const nodesOf = (of: ServiceMap): string[] =>
  of.nodes.map(({ kind, name, calls, errors, fromOutside }) => `${kind} ${name} ${calls}/${errors} ${fromOutside}`);
const edgesOf = (of: ServiceMap): string[] =>
  of.edges.map(({ from, to, calls, errors }) => `${of.nodes[from]?.name}>${of.nodes[to]?.name} ${calls}/${errors}`);

const client = 3;
const server = 2;
const producer = 4;
const consumer = 5;

describe('services.map', () => {
  it('has nodes, edges, counts, errors and durations of calls between services', async () => {
    await test.add([
      span(1, 0, 'web', { kind: server, millis: 100 }),
      span(2, 1, 'web', { kind: client, millis: 50 }),
      span(3, 2, 'api', { kind: server, millis: 40, status: 2 }),
      span(4, 1, 'web', { kind: client, millis: 30 }),
      span(5, 4, 'api', { kind: server, millis: 20 }),
      span(6, 5, 'api', { millis: 10 }),
    ]);
    const found = map();
    expect(nodesOf(found)).toEqual(['service api 2/1 0', 'service web 1/0 1']);
    expect(edgesOf(found)).toEqual(['web>api 2/1']);
    expect(found.edges[0]?.p50).toBeCloseTo(20e6, -6);
    expect(Math.abs((found.edges[0]?.p99 ?? 0) - 40e6) / 40e6).toBeLessThan(0.022);
    expect(found).toMatchObject({ complete: true, first: testStart + 1_000_000n, last: testStart + 5_000_000n });
  });

  it('names what only callers know, and leaves it out where a span answers', async () => {
    await test.add([
      span(1, 0, 'web', { kind: server }),
      span(2, 1, 'web', { kind: client, has: { 'db.system.name': 'postgresql', 'server.address': 'db1' } }),
      span(3, 1, 'web', { kind: client, has: { 'db.system': 'redis' }, status: 2 }),
      span(4, 1, 'web', { kind: client, has: { 'url.full': 'https://user@pay.example:8443/charge?x=1' } }),
      span(5, 1, 'web', { kind: client, has: { 'server.address': 'api.internal' } }),
      span(6, 5, 'api', { kind: server }),
      span(7, 1, 'web', { kind: producer, has: { 'messaging.system': 'kafka' } }),
      span(8, 1, 'web', { kind: client, has: { 'gen_ai.system': 'openai' } }),
      span(9, 1, 'web', { has: { 'db.system': 'mongodb' } }),
      span(10, 0, 'mailer', { kind: consumer, has: { 'messaging.system': 'kafka' } }),
      span(11, 1, 'web', { kind: client, has: { 'peer.service': 'api' } }),
    ]);
    const found = map();
    expect(edgesOf(found).toSorted()).toEqual([
      'kafka>mailer 1/0',
      'web>api 2/0',
      'web>kafka 1/0',
      'web>openai 1/0',
      'web>pay.example:8443 1/0',
      'web>postgresql 1/0',
      'web>redis 1/1',
    ]);
    expect(found.nodes.find(({ name }) => name === 'openai')?.kind).toBe('model');
    expect(found.nodes.find(({ name }) => name === 'redis')?.kind).toBe('database');
    expect(found.nodes.find(({ name }) => name === 'pay.example:8443')?.kind).toBe('external');
  });

  it('keeps to the asked time', async () => {
    await test.add([span(1, 0, 'web'), span(2, 1, 'api'), span(30, 1, 'api', { status: 2 })]);
    test.seal();
    await test.add([span(40, 1, 'late')]);
    expect(edgesOf(map(testStart, testStart + 5_000_000n))).toEqual(['web>api 1/0']);
    expect(edgesOf(map(testStart + 20_000_000n))).toEqual(['web>api 1/1', 'web>late 1/0']);
    expect(map(testStart + 900_000_000n)).toMatchObject({ nodes: [], edges: [], first: undefined });
  });

  it('counts a server whose caller was never received as called from outside; other such spans wait', async () => {
    await test.add([span(1, 99, 'web', { kind: server }), span(2, 98, 'api')]);
    expect(nodesOf(map())).toEqual(['service web 1/0 1']);
    await test.add([span(99, 0, 'gate'), span(98, 0, 'gate')]);
    expect(edgesOf(map()).toSorted()).toEqual(['gate>api 1/0', 'gate>web 1/0']);
  });

  it('is empty for an empty run', () => {
    expect(map()).toMatchObject({ nodes: [], edges: [], complete: true });
  });
});

/** Edges by the obvious way: a table of all spans by id. */
function expectedEdges(spans: readonly TestSpan[]): Record<string, number> {
  const service = (one: TestSpan): string => String(one.resource[0]?.value);
  const byId = new Map(spans.map((one) => [`${one.traceId} ${one.spanId}`, one]));
  const answered = new Set<TestSpan>();
  const edges: Record<string, number> = {};
  const count = (from: string, to: string): void => {
    edges[`${from}>${to}`] = (edges[`${from}>${to}`] ?? 0) + 1;
  };
  for (const one of spans) {
    const parent = byId.get(`${one.traceId} ${one.parentId}`);
    if (parent === undefined) continue;
    if (service(parent) !== service(one)) count(service(parent), service(one));
    if (service(parent) !== service(one) || one.kind === server) answered.add(parent);
  }
  for (const one of spans) {
    const peer = one.attributes?.find(({ key }) => key === 'db.system');
    if (peer !== undefined && one.kind === client && !answered.has(one)) count(service(one), String(peer.value));
  }
  return edges;
}

function randomSpans(random: Random, traces: number, perTrace: number): TestSpan[] {
  const spans: TestSpan[] = [];
  for (let trace = 1; trace <= traces; trace++) {
    for (let i = 0; i < perTrace; i++) {
      const id = trace * 1000 + i;
      const parent = i === 0 || random.below(15) === 0 ? 0 : trace * 1000 + random.below(i);
      spans.push(
        span(id, parent, `service-${random.below(5)}`, {
          traceId: traceHex(trace),
          kind: 1 + random.below(3),
          has: random.below(3) === 0 ? { 'db.system': `db-${random.below(2)}` } : {},
        }),
      );
    }
  }
  return spans;
}

describe('services.map over many blocks', () => {
  it('links calls across blocks and the head, in whatever order spans come, and whenever it is asked', async () => {
    const random = seededRandom(77);
    const spans = randomSpans(random, 500, 44);
    // Neighbours stay roughly near, so that most traces are cut by a block's border somewhere.
    const order = spans.map((one, i) => ({ one, at: i + random.below(9000) })).toSorted((a, b) => a.at - b.at);
    for (let i = 0; i < order.length; i += 500) {
      await test.add(order.slice(i, i + 500).map(({ one }) => one));
      if (i % 3500 === 0) map();
    }
    const asked = map();
    const told = (of: ServiceMap): Record<string, number> =>
      Object.fromEntries(
        of.edges.map(({ from, to, calls }) => [`${of.nodes[from]?.name}>${of.nodes[to]?.name}`, calls]),
      );
    expect(test.reader.spanBlocks().length).toBeGreaterThan(1);
    expect(told(asked)).toEqual(expectedEdges(spans));
    expect(told(createQueries(test.reader).methods['services.map']({ run }, alive))).toEqual(told(asked));
    test.seal();
    expect(told(map())).toEqual(told(asked));
  });
});

describe('trace.services', () => {
  it('is the map of one trace', async () => {
    const other = span(50, 0, 'elsewhere', { traceId: traceHex(2) });
    await test.add([
      span(1, 0, 'web', { kind: server }),
      span(2, 1, 'web', { kind: client, has: { 'server.address': 'api.internal' } }),
      span(3, 2, 'api', { kind: server, status: 2, millis: 40 }),
      other,
    ]);
    test.seal();
    await test.add([span(4, 3, 'api', { kind: client, has: { 'db.system': 'redis' } })]);
    const found = test.queries.methods['trace.services']({ run, traceId: traceHex(1) }, alive);
    expect(edgesOf(found as ServiceMap).toSorted()).toEqual(['api>redis 1/0', 'web>api 1/1']);
    expect(nodesOf(found as ServiceMap).toSorted()).toEqual([
      'database redis 1/0 0',
      'service api 1/1 0',
      'service web 1/0 1',
    ]);
  });
});

describe('services.operations', () => {
  it('tells what one service spends its time on', async () => {
    await test.add([
      span(1, 0, 'web', { name: 'GET /', millis: 100 }),
      span(2, 1, 'web', { name: 'query', millis: 10, status: 2 }),
      span(3, 1, 'web', { name: 'query', millis: 30 }),
      span(4, 1, 'api', { name: 'query', millis: 500 }),
    ]);
    test.seal();
    await test.add([span(50, 0, 'web', { name: 'GET /', millis: 1 })]);
    const ask = (to?: bigint) =>
      test.queries.methods['services.operations'](
        { run, service: 'web', to: to === undefined ? undefined : unixNanos(to) },
        alive,
      );
    const { operations, count, complete } = ask();
    expect(operations.map(({ name, calls, errors, total }) => [name, calls, errors, total])).toEqual([
      ['GET /', 2, 0, 101e6],
      ['query', 2, 1, 40e6],
    ]);
    expect([count, complete]).toEqual([2, true]);
    expect(ask(testStart + 2_000_000n).operations.map(({ calls }) => calls)).toEqual([1, 1]);
    expect(test.queries.methods['services.operations']({ run, service: 'none' }, alive).operations).toEqual([]);
  });
});
