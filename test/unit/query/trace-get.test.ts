import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hex } from '../../../src/contract/ids.ts';
import { SpanMark, type TraceColumns } from '../../../src/contract/traces.ts';
import { seededRandom } from '../../support/random.ts';
import { testStart } from './list-oracle.ts';
import { naiveForest } from './naive-forest.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

const traceId = traceHex(7);
let test: TestRun;
beforeEach(() => {
  test = new TestRun();
});
afterEach(() => {
  test.remove();
});

function span(id: number, parent: number, millis: number, more: Partial<TestSpan> = {}): TestSpan {
  const start = testStart + BigInt(millis) * 1_000_000n;
  return {
    traceId,
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name: `s${id}`,
    start,
    end: start + 1_000_000n,
    resource: attributes({ 'service.name': 'api' }),
    ...more,
  };
}

const valuesOf = (one: Partial<TestSpan>) => Object.fromEntries((one.attributes ?? []).map((a) => [a.key, a.value]));
const get = (): TraceColumns => test.queries.methods['trace.get']({ run, traceId }, alive);
const nameOf = (columns: TraceColumns, row: number): string => columns.names[columns.name[row] as number] as string;
const rowsOf = (columns: TraceColumns): string[] =>
  Array.from(
    { length: columns.rows },
    (_, row) => `${'  '.repeat(columns.depth[row] as number)}${nameOf(columns, row)}`,
  );

/** Marks by span name, of a trace that consists of the given spans. */
async function marksOf(...spans: TestSpan[]): Promise<Record<string, number>> {
  await test.add(spans);
  const columns = get();
  return Object.fromEntries(Array.from(columns.marks, (mark, row) => [nameOf(columns, row), mark]));
}

describe('trace.get', () => {
  it('puts together what lies in blocks and in the head, whatever came first', async () => {
    await test.add([
      span(3, 2, 20, { resource: attributes({ 'service.name': 'db' }) }),
      span(9, 0, 0, { traceId: traceHex(8) }),
    ]);
    test.seal();
    await test.add([span(4, 1, 5)]);
    test.seal();
    await test.add([span(1, 0, 0, { end: testStart + 90_000_000n, kind: 2 }), span(2, 1, 10, { status: 2 })]);
    const columns = get();
    expect(rowsOf(columns)).toEqual(['s1', '  s4', '  s2', '    s3']);
    expect(columns).toMatchObject({ rows: 4, spans: 4, errors: 1, start: testStart, duration: 90_000_000n });
    expect(Array.from(columns.parent)).toEqual([-1, 0, 0, 2]);
    expect(Array.from(columns.subtree)).toEqual([4, 1, 2, 1]);
    expect(Array.from(columns.errorsBelow)).toEqual([1, 0, 0, 0]);
    expect(Array.from(columns.offset)).toEqual([0, 5e6, 10e6, 20e6]);
    expect(Array.from(columns.length)).toEqual([90e6, 1e6, 1e6, 1e6]);
    expect(Array.from(columns.status)).toEqual([0, 0, 2, 0]);
    expect(columns.kind[0]).toBe(2);
    expect(Array.from(columns.service, (service) => columns.serviceNames[service])).toEqual([
      'api',
      'api',
      'api',
      'db',
    ]);
    expect(hex(columns.spanIds, 8, 8)).toBe(spanHex(4));
  });

  it('agrees with the obvious layout on spans that went through the store', async () => {
    const random = seededRandom(11);
    const spans = Array.from({ length: 300 }, (_, i) => {
      const id = 1 + random.below(280);
      return span(id, random.below(8) === 0 ? 0 : 1 + random.below(300), random.below(50), {
        name: `n${i}`,
        status: random.below(10) === 0 ? 2 : 0,
      });
    });
    for (let i = 0; i < 3; i++) {
      await test.add(spans.slice(100 * i, 100 * i + 100));
      if (i < 2) test.seal();
    }
    const columns = get();
    // Blocks are ordered by trace, so arrival within one block is kept only where starts differ: compare by name.
    const stored = Array.from({ length: columns.rows }, (_, row) =>
      columns.missing[row] === 1 ? 'missing' : nameOf(columns, row),
    );
    expect(stored.filter((name) => name !== 'missing').toSorted()).toEqual(spans.map((one) => one.name).toSorted());
    const naive = naiveForest(
      spans.map((one) => ({
        id: one.spanId,
        parentId: one.parentId,
        start: one.start,
        end: one.end,
        error: one.status === 2,
      })),
    );
    expect(columns.rows).toBe(naive.length);
    expect(Array.from(columns.depth)).toEqual(naive.map((row) => row.depth));
    expect(Array.from({ length: columns.rows }, (_, row) => hex(columns.spanIds, 8 * row, 8))).toEqual(
      naive.map((row) => row.id),
    );
    expect(Array.from(columns.errorsBelow)).toEqual(naive.map((row) => row.errorsBelow));
  });

  it('shows a missing parent as a row in the colour of its first child', async () => {
    await test.add([
      span(2, 99, 5, { resource: attributes({ 'service.name': 'db' }) }),
      span(3, 99, 1, { resource: attributes({ 'service.name': 'mail' }) }),
    ]);
    const columns = get();
    expect(rowsOf(columns)).toEqual(['', '  s3', '  s2']);
    expect([columns.missing[0], columns.spans, columns.offset[0], columns.length[0]]).toEqual([1, 2, 0, 5_000_000]);
    expect([hex(columns.spanIds, 0, 8), columns.serviceNames[columns.service[0] as number]]).toEqual([
      spanHex(99),
      'mail',
    ]);
  });

  it('takes an exact resend once, and keeps and marks what differs', async () => {
    await test.add([span(1, 0, 0), span(2, 1, 5), span(2, 1, 5), span(2, 1, 5, { name: 'other' })]);
    test.seal();
    await test.add([span(2, 1, 5)]);
    const columns = get();
    expect(columns.spans).toBe(3);
    expect(rowsOf(columns)).toEqual(['s1', '  s2', '  other']);
    expect(Array.from(columns.marks)).toEqual([0, SpanMark.duplicate, SpanMark.duplicate]);
  });

  it('keeps a span that is sent again with another status', async () => {
    const statuses = [0, 2, 2, 0, 2, 2];
    await test.add(statuses.slice(0, 3).map((status) => span(1, 0, 0, { status })));
    test.seal();
    await test.add(statuses.slice(3).map((status) => span(1, 0, 0, { status })));
    const columns = get();
    expect([columns.spans, columns.resent, columns.errors]).toEqual([2, 4, 1]);
    expect(new Set(columns.status)).toEqual(new Set([0, 2]));
    expect(Array.from(columns.marks, (mark) => mark & SpanMark.duplicate)).toEqual([
      SpanMark.duplicate,
      SpanMark.duplicate,
    ]);
    const found = [0, 1].map((occurrence) =>
      test.queries.methods['trace.span']({ run, traceId, spanId: spanHex(1), occurrence }, alive),
    );
    expect(new Set(found.map((one) => one.statusCode))).toEqual(new Set([0, 2]));
  });

  const event = { time: testStart, name: 'retry', attributes: attributes({ n: 1n }) };
  const link = { traceId: traceHex(9), spanId: spanHex(9), attributes: attributes({ n: 1n }) };
  const full: Partial<TestSpan> = {
    kind: 2,
    message: 'late',
    traceState: 'a=1',
    attributes: attributes({ text: 'x', int: 1n, double: 1.5, bool: true, list: ['a', 1n], map: { a: 'b' } }),
    events: [event, { ...event, name: 'given up' }],
    links: [link],
  };
  it.each<[string, Partial<TestSpan>]>([
    ['parent', { parentId: spanHex(7) }],
    ['kind', { kind: 3 }],
    ['service', { resource: attributes({ 'service.name': 'db' }) }],
    ['status message', { message: 'later' }],
    ['trace state', { traceState: 'a=2' }],
    ['text', { attributes: attributes({ ...valuesOf(full), text: 'y' }) }],
    ['int', { attributes: attributes({ ...valuesOf(full), int: 2n }) }],
    ['kind of a number', { attributes: attributes({ ...valuesOf(full), int: 1 }) }],
    ['bool', { attributes: attributes({ ...valuesOf(full), bool: false }) }],
    ['list', { attributes: attributes({ ...valuesOf(full), list: ['a', 2n] }) }],
    ['map', { attributes: attributes({ ...valuesOf(full), map: { a: 'c' } }) }],
    ['number of attributes', { attributes: attributes({ ...valuesOf(full), more: '' }) }],
    ['swapped values', { attributes: attributes({ ...valuesOf(full), text: true, bool: 'x' }) }],
    ['number of events', { events: [event] }],
    ['order of events', { events: [{ ...event, name: 'given up' }, event] }],
    [
      'time of an event',
      {
        events: [
          { ...event, time: testStart + 1n },
          { ...event, name: 'given up' },
        ],
      },
    ],
    [
      'attribute of an event',
      {
        events: [
          { ...event, attributes: attributes({ n: 2n }) },
          { ...event, name: 'given up' },
        ],
      },
    ],
    ['span of a link', { links: [{ ...link, spanId: spanHex(10) }] }],
    ['attribute of a link', { links: [{ ...link, attributes: attributes({ n: 2n }) }] }],
  ])('tells a resend from a span with another %s', async (_, other) => {
    const again = { ...full, attributes: full.attributes?.toReversed() ?? [] };
    await test.add([span(1, 0, 0, full), span(2, 1, 1), span(1, 0, 0, { ...full, ...other })]);
    test.seal();
    await test.add([span(3, 1, 2), span(1, 0, 0, again), span(1, 0, 0, { ...full, ...other })]);
    expect(get().spans).toBe(4);
  });

  it('finds each sender’s way to say error', async () => {
    const with_ = (values: Parameters<typeof attributes>[0]): Partial<TestSpan> => ({ attributes: attributes(values) });
    expect(
      await marksOf(
        span(1, 0, 0, { name: 'status', status: 2 }),
        span(2, 0, 1, { name: 'error true', ...with_({ error: true }) }),
        span(3, 0, 2, { name: 'error text true', ...with_({ error: 'true' }) }),
        span(4, 0, 3, { name: 'error text', ...with_({ error: 'it broke' }) }),
        span(5, 0, 4, { name: 'autotraced', status: 1, ...with_({ error: 'it broke', __autotraced__: 'True' }) }),
        span(6, 0, 5, { name: 'autotraced fine', ...with_({ error: '', __autotraced__: true }) }),
        span(7, 0, 6, { name: 'request_status', ...with_({ request_status: 'error' }) }),
        span(8, 0, 7, { name: 'request ok', ...with_({ request_status: 'ok' }) }),
        span(9, 0, 8, { name: 'message only', message: 'error' }),
        span(10, 0, 9, { name: 'message and ok', message: 'error', status: 1 }),
        span(11, 0, 10, { name: 'error false', ...with_({ error: false }) }),
      ),
    ).toEqual({
      status: SpanMark.error,
      'error true': SpanMark.error,
      'error text true': SpanMark.error,
      'error text': 0,
      autotraced: SpanMark.error,
      'autotraced fine': 0,
      request_status: SpanMark.error,
      'request ok': 0,
      'message only': SpanMark.error,
      'message and ok': 0,
      'error false': 0,
    });
  });

  it('takes an exception for an error unless the program said ok', async () => {
    const exception = { events: [{ time: testStart, name: 'exception' }] };
    expect(
      await marksOf(
        span(1, 0, 0, { name: 'thrown', ...exception }),
        span(2, 0, 1, { name: 'handled', status: 1, ...exception }),
        span(3, 0, 2, { name: 'other', events: [{ time: testStart, name: 'retry' }] }),
      ),
    ).toEqual({ thrown: SpanMark.events | SpanMark.error, handled: SpanMark.events, other: SpanMark.events });
  });

  it('marks links, spans that end before they start, and unfinished ones', async () => {
    const omnirt = { scope: { name: 'omnirt' } };
    const at = (millis: number): bigint => testStart + BigInt(millis) * 1_000_000n;
    expect(
      await marksOf(
        span(1, 0, 0, { name: 'linked', links: [{ traceId: traceHex(1), spanId: spanHex(1) }] }),
        span(2, 0, 1, { name: 'backwards', end: at(0) }),
        span(3, 0, 2, { name: 'endless', end: 0n }),
        span(4, 0, 3, { name: 'omnirt open', end: at(3), ...omnirt }),
        span(5, 0, 4, { name: 'omnirt done', ...omnirt }),
        span(6, 0, 5, { name: 'instant', end: at(5) }),
        span(7, 0, 6, { name: 'pending', attributes: attributes({ 'logfire.span_type': 'pending_span' }) }),
      ),
    ).toEqual({
      linked: SpanMark.links,
      backwards: SpanMark.negative,
      endless: SpanMark.unfinished,
      'omnirt open': SpanMark.unfinished,
      'omnirt done': 0,
      instant: 0,
      pending: SpanMark.unfinished,
    });
    const columns = get();
    expect(Array.from(columns.length)).toEqual([1e6, -1e6, 0, 0, 1e6, 0, 1e6]);
  });

  it('says that a trace is not stored', () => {
    expect(get).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
  });

  it('has a version that moves with this trace only', async () => {
    const version = (): number => test.queries.methods['trace.version']({ run, traceId }, alive).version;
    expect(version()).toBe(0);
    await test.add([span(1, 0, 0)]);
    const first = version();
    await test.add([span(1, 0, 0, { traceId: traceHex(8) })]);
    expect(version()).toBe(first);
    await test.add([span(2, 1, 0)]);
    expect(version()).toBeGreaterThan(first);
  });
});
