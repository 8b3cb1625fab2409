// Searches as text, asked of traces.list, traces.scatter and trace.find.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../../../src/contract/errors.ts';
import { createQueries } from '../../../../src/main/query/index.ts';
import { testStart } from '../list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

let test: TestRun;

function span(trace: number, id: number, more: Partial<TestSpan> = {}): TestSpan {
  const start = testStart + BigInt(trace) * 1_000_000_000n;
  return {
    traceId: traceHex(trace),
    spanId: spanHex(id),
    parentId: id === 1 ? '' : spanHex(1),
    name: id === 1 ? 'root' : 'child',
    start,
    end: start + BigInt(trace) * 1_000_000n,
    resource: attributes({ 'service.name': id === 1 ? 'web' : 'db' }),
    ...more,
  };
}

beforeAll(async () => {
  test = new TestRun();
  await test.add([
    span(1, 1),
    span(1, 2, { status: 2, attributes: attributes({ latency_ms: 250n, 'http.route': '/v1/a' }) }),
    span(2, 1, { status: 2 }),
    span(2, 2, { attributes: attributes({ latency: 0.25 }) }),
  ]);
  test.seal();
  await test.add([span(3, 1, { name: 'GET /' }), span(3, 2, { attributes: attributes({ wait: '250ms' }) })]);
});
afterAll(() => test.remove());

const found = (where: string): readonly string[] =>
  test.queries.methods['traces.list']({ run, filter: { where }, offset: 0, limit: 10 }, alive).rows.map((row) =>
    String(Number(row.traceId)),
  );

describe('traces.list', () => {
  it.each([
    ['', '321'],
    ['service = db and error', '1'],
    ['service = web and error', '2'],
    ['error and not trace.errors = 0', '21'],
    ['service = db and trace.duration > 1ms', '32'],
    ['trace.duration > 1ms and trace.duration < 3ms', '2'],
    ['root.name = root', '21'],
    ['root.name != root', '3'],
    ['root.name contains get or trace.errors > 0', '321'],
    ['root.service in (web, other) and trace.spans >= 2', '321'],
    ['not root.name exists', ''],
    ['trace.service = web and trace.service = db', '321'],
    ['service = db and trace.service = web and trace.errors = 0', '3'],
    ['trace.service != db', ''],
    ['trace.service = nobody or trace.errors = 0', '3'],
    ['latency exists and trace.service contains W', '2'],
    ['latency_ms = 250ms', '1'],
    ['latency = 250ms or wait = 250ms', '32'],
    ['trace.errors = 0 or http.route exists', '31'],
    ['root and error', '2'],
    ['http.route =~ "^/v\\\\d+/"', '1'],
  ])('%s', (where, expected) => {
    expect(found(where).join('')).toBe(expected);
  });

  it.each([
    'service = db and trace.duration > 1ms',
    'service = web and error',
    'error and root.name = root',
    'service = db and trace.service = web',
    'trace.spans > 1 and (trace.errors = 0 or root.service in (web, db))',
  ])('answers %s from the small tables alone', (where) => {
    const { reader } = test;
    const touched: string[] = [];
    const watched = Object.assign(Object.create(reader) as typeof reader, {
      refresh: () => reader.refresh(),
      serviceNumber: (name: string) => reader.serviceNumber(name),
      operationNumbers: (name: string) => reader.operationNumbers(name),
      openSpanBlock: () => touched.push('block'),
      headSpans: () => touched.push('head'),
    });
    const request = { run, filter: { where }, offset: 0, limit: 10 };
    const { rows } = createQueries(watched).methods['traces.list'](request, alive);
    expect([rows.length > 0, touched]).toEqual([true, []]);
  });

  it('refuses what is no search, and says where', () => {
    const wrong = 'service = db and duration >';
    expect(() => found(wrong)).toThrow(ContractError);
    try {
      found(wrong);
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad-request', data: { from: 26, to: 27 } });
    }
  });
});

it('traces.scatter shows the same traces', () => {
  const answer = test.queries.methods['traces.scatter'](
    { run, filter: { where: 'service = db and error' }, limit: 9 },
    alive,
  );
  expect(answer.count).toBe(1);
});

it('trace.find answers span ids', () => {
  const find = (where: string): string =>
    Buffer.from(test.queries.methods['trace.find']({ run, traceId: traceHex(1), where }, alive).spanIds).toString(
      'hex',
    );
  expect(find('error')).toBe(spanHex(2));
  expect(find('trace.errors > 0')).toBe(spanHex(1) + spanHex(2));
  expect(find('/V1')).toBe(spanHex(2));
  expect(find('')).toBe('');
});
