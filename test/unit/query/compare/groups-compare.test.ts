import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Change, type GroupComparison } from '../../../../src/contract/compare.ts';
import { binOf } from '../../../../src/contract/duration-bins.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import type { TraceFilter } from '../../../../src/contract/traces.ts';
import { groupSums } from '../../../../src/main/query/compare/group-sums.ts';
import { TraceSearch } from '../../../../src/main/query/trace-search.ts';
import { pairAnswers } from '../../../../src/main/query/index.ts';
import { testStart } from '../list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from '../test-run.ts';

let before: TestRun;
let after: TestRun;
beforeEach(() => {
  before = new TestRun();
  after = new TestRun();
});
afterEach(() => {
  before.remove();
  after.remove();
});

/** Trace number `i`: a root with one query below it, and perhaps one more span. */
function trace(
  i: number,
  lasts: number,
  more: { readonly failed?: boolean; readonly extra?: string } = {},
): TestSpan[] {
  const start = testStart + BigInt(i) * 1_000_000_000n;
  const span = (id: number, name: string, millis: number, parent = 0): TestSpan => ({
    traceId: traceHex(i),
    spanId: spanHex(i * 10 + id),
    parentId: parent === 0 ? '' : spanHex(i * 10 + parent),
    name,
    start,
    end: start + BigInt(millis * 1_000_000),
    resource: attributes({ 'service.name': 'api' }),
  });
  const root = { ...span(1, 'GET /cart', lasts), status: more.failed === true ? 2 : 0 };
  return [root, span(2, 'query', lasts / 2, 1), ...(more.extra === undefined ? [] : [span(3, more.extra, 1, 1)])];
}

function compare(left: TraceFilter = {}, right: TraceFilter = {}, runs = [before, after] as const): GroupComparison {
  return pairAnswers['traces.compareGroups'](
    runs[0].queries,
    runs[1].queries,
    { left: { run, filter: left }, right: { run, filter: right } },
    alive,
  );
}
const at = (found: GroupComparison, name: string): number => found.operations.findIndex((one) => one.name === name);

describe('traces.compareGroups', () => {
  it('tells of two runs how long traces last, what each operation costs, what is new and what is missing', async () => {
    for (let i = 1; i <= 20; i++) await before.add(trace(i, 100, { extra: 'old step' }));
    for (let i = 1; i <= 10; i++) await after.add(trace(i, 200, { failed: i === 1, extra: 'new step' }));
    after.seal();
    const found = compare();
    expect(found.left).toMatchObject({ traces: 20, total: 20, totalIsExact: true, spans: 60, errors: 0 });
    expect(found.right).toMatchObject({ traces: 10, spans: 30, errors: 1 });
    expect([found.left.p50, found.right.p99]).toEqual([100e6, 200e6]);
    expect(found.left.durations).toEqual({ first: binOf(100e6), counts: Uint32Array.of(20) });
    expect(found.left.first).toBe(testStart + 1_000_000_000n);
    expect(found.operationCount).toBe(4);
    const root = at(found, 'GET /cart');
    expect(found.change[root]).toBe(Change.slower);
    expect(found.change[at(found, 'new step')]).toBe(Change.added);
    expect(found.change[at(found, 'old step')]).toBe(Change.removed);
    expect([found.leftOperations.spans[root], found.rightOperations.spans[root]]).toEqual([20, 10]);
    expect([found.leftOperations.errors[root], found.rightOperations.errors[root]]).toEqual([0, 1]);
    // 100 ms, of which the query has 50; the other step runs beside it.
    expect(found.leftOperations.self[root]).toBe(20 * 50e6);
    expect(found.rightOperations.p50[at(found, 'query')]).toBe(100e6);
    expect(found.leftOperations.spans[at(found, 'new step')]).toBe(0);
    expect(found.leftOperations.p50[at(found, 'new step')]).toBeNaN();
  });

  it('compares before and after within one run, and takes a search', async () => {
    for (let i = 1; i <= 8; i++) await before.add(trace(i, i <= 4 ? 10 : 30, { failed: i === 8 }));
    before.seal();
    const edge = unixNanos(testStart + 4_500_000_000n);
    const found = compare({ to: edge }, { from: edge }, [before, before]);
    expect([found.left.traces, found.right.traces]).toEqual([4, 4]);
    expect([found.left.p50, found.right.p50]).toEqual([10e6, 30e6]);
    const failed = compare({ where: 'error' }, { where: 'service = nobody' }, [before, before]);
    expect([failed.left.traces, failed.right.traces]).toEqual([1, 0]);
    expect(failed.right.p50).toBeNaN();
    expect(failed.right.durations.counts).toHaveLength(0);
    expect(() => compare({ where: 'error and' })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('lists the busiest of very many operations, and tells of spans that are not compared', async () => {
    const [root] = trace(1, 1000);
    if (root === undefined) throw new Error('no root');
    const count = 6000;
    const steps = Array.from({ length: count }, (_, i): TestSpan => {
      const lasts = BigInt(i === count - 100 ? 5_000_000 : 1 + (i % 900));
      return { ...root, spanId: spanHex(100 + i), parentId: root.spanId, name: `step ${i}`, end: root.start + lasts };
    });
    await before.add([root, ...steps]);
    before.seal();
    const found = compare({}, { where: 'service = nobody' }, [before, before]);
    expect(found.left).toMatchObject({ spans: count + 1, spansLeftOut: 0 });
    expect([found.operationCount, found.operations.length]).toEqual([count + 1, 1000]);
    expect(found.operations[1]?.name).toBe(`step ${count - 100}`);
    const few = groupSums(before.reader, new TraceSearch(before.reader), {}, alive, 5000);
    expect([few.operations.size, few.spansLeftOut]).toEqual([5000, count + 1 - 5000]);
  });

  it('stops when nobody waits any more', async () => {
    for (let i = 1; i <= 5; i++) await before.add(trace(i, 10));
    let turns = 0;
    const giveUp = (): void => {
      if (++turns > 3) throw new Error('given up');
    };
    const side = { run, filter: {} };
    const ask = () =>
      pairAnswers['traces.compareGroups'](before.queries, before.queries, { left: side, right: side }, giveUp);
    expect(ask).toThrow('given up');
  });
});
