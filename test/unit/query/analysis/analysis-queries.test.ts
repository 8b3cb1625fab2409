// The questions on a real run file: spans in blocks and in the head, hosts in the resources.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowsFingerprint } from '../../../../src/contract/trace-rows.ts';
import { testStart } from '../list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

const traceId = traceHex(7);
const ask = { run, traceId, corrected: false } as const;
let test: TestRun;
beforeEach(() => {
  test = new TestRun();
});
afterEach(() => {
  test.remove();
});

const millis = (count: number): bigint => testStart + BigInt(count) * 1_000_000n;

function span(id: number, parent: number, at: number, lasts: number, more: Partial<TestSpan> = {}): TestSpan {
  return {
    traceId,
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name: `s${id}`,
    start: millis(at),
    end: millis(at + lasts),
    resource: attributes({ 'service.name': 'api' }),
    ...more,
  };
}

async function addShop(): Promise<void> {
  const db = attributes({ 'service.name': 'db', 'host.name': 'second' });
  await test.add([span(3, 2, 2, 20, { resource: db, attributes: attributes({ 'db.system': 'pg', rows: 7n }) })]);
  test.seal();
  await test.add([
    span(1, 0, 0, 100, { attributes: attributes({ 'http.route': '/x' }) }),
    span(2, 1, 10, 40, { kind: 3, attributes: attributes({ rows: 'many', deep: { a: 1n } }) }),
  ]);
}

describe('questions about one trace', () => {
  it('speak of the rows of trace.get', async () => {
    await addShop();
    const columns = test.queries.methods['trace.get']({ run, traceId }, alive);
    const of = { rows: 3, fingerprint: rowsFingerprint(columns.spanIds) };
    expect(test.queries.methods['trace.criticalPath'](ask, alive)).toMatchObject({ ...of, total: 100e6 });
    expect(test.queries.methods['trace.flame']({ ...ask, order: 'time', weight: 'self' }, alive)).toMatchObject({
      ...of,
      frames: 4,
    });
    expect(test.queries.methods['trace.flame']({ ...ask, order: 'merged', weight: 'critical' }, alive).total[0]).toBe(
      100e6,
    );
    expect(test.queries.methods['trace.selfTimes']({ ...ask, by: 'service' }, alive)).toMatchObject({
      ...of,
      count: 2,
    });
    expect(test.queries.methods['trace.skew']({ run, traceId }, alive)).toMatchObject(of);
  });

  it('take hosts for clocks where senders name them, and correct only when asked', async () => {
    await addShop();
    const skew = test.queries.methods['trace.skew']({ run, traceId }, alive);
    expect(skew.clocks).toMatchObject([
      { name: 'second', delta: 18e6, calls: 1, outside: 1 },
      { name: 'api', delta: 0 },
    ]);
    expect([...skew.clock]).toEqual([1, 1, 0]);
    const rowsOf = (corrected: boolean) => {
      const path = test.queries.methods['trace.criticalPath']({ ...ask, corrected }, alive);
      return Array.from(path.row, (row, i) => [row, (path.from[i] as number) / 1e6, (path.to[i] as number) / 1e6]);
    };
    // Uncorrected, the child's first 8 ms lie before its parent and cannot have delayed it.
    expect(rowsOf(false)).toEqual([
      [0, 0, 10],
      [2, 10, 22],
      [1, 22, 50],
      [0, 50, 100],
    ]);
    expect(rowsOf(true)).toEqual([
      [0, 0, 10],
      [1, 10, 20],
      [2, 20, 40],
      [1, 40, 50],
      [0, 50, 100],
    ]);
  });

  it("read one attribute: the span's own, else its resource's", async () => {
    await addShop();
    const read = (key: string) => {
      const { value, values } = test.queries.methods['trace.attribute']({ run, traceId, key }, alive);
      return Array.from(value, (one) => (one === 0 ? undefined : values[one - 1]));
    };
    expect(read('rows')).toEqual([undefined, 'many', '7']);
    expect(read('service.name')).toEqual(['api', 'api', 'db']);
    expect(read('host.name')).toEqual([undefined, undefined, 'second']);
    expect(read('deep')).toEqual([undefined, '{"a":1}', undefined]);
    expect(read('nothing')).toEqual([undefined, undefined, undefined]);
    expect(test.queries.methods['trace.attribute']({ run, traceId, key: 'rows' }, alive).values).toEqual(['many', '7']);
    expect(test.queries.methods['trace.attributeKeys']({ run, traceId }, alive).keys).toEqual([
      'db.system',
      'deep',
      'host.name',
      'http.route',
      'rows',
      'service.name',
    ]);
  });

  it('are refused for a trace that is not there', () => {
    for (const method of ['trace.skew', 'trace.attributeKeys'] as const)
      expect(() => test.queries.methods[method]({ run, traceId }, alive)).toThrow('no span of trace');
  });

  it('stop when they are given up', async () => {
    await addShop();
    const stop = (): never => {
      throw new Error('given up');
    };
    expect(() => test.queries.methods['trace.criticalPath'](ask, stop)).toThrow('given up');
  });
});
