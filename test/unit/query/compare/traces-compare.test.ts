import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Change, ErrorChange, type TraceComparison } from '../../../../src/contract/compare.ts';
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

function span(id: number, parent: number, micros: number, lasts: number, more: Partial<TestSpan> = {}): TestSpan {
  const start = testStart + BigInt(micros) * 1000n;
  return {
    traceId: traceHex(1),
    spanId: spanHex(id),
    parentId: parent === 0 ? '' : spanHex(parent),
    name: `s${id}`,
    start,
    end: start + BigInt(lasts) * 1000n,
    resource: attributes({ 'service.name': 'api' }),
    ...more,
  };
}

function compare(left = before, right = after, traces = [traceHex(1), traceHex(1)] as const): TraceComparison {
  return pairAnswers['traces.compare'](
    left.queries,
    right.queries,
    { left: { run, traceId: traces[0] }, right: { run, traceId: traces[1] } },
    alive,
  );
}

const nameOf = (of: TraceComparison, row: number): string => {
  const l = of.leftRow[row] as number;
  const [{ columns }, at] = l >= 0 ? [of.left, l] : [of.right, of.rightRow[row] as number];
  return columns.names[columns.name[at] as number] as string;
};
const changeNames = Object.fromEntries(Object.entries(Change).map(([name, value]) => [value, name]));
const changesOf = (of: TraceComparison): string[] =>
  Array.from({ length: of.rows }, (_, row) => `${nameOf(of, row)} ${changeNames[of.change[row] as number]}`);

describe('traces.compare', () => {
  it('tells what came, what went, what takes longer and what takes less, across two runs', async () => {
    await before.add([
      span(1, 0, 0, 1000),
      span(2, 1, 100, 200),
      span(3, 1, 400, 200),
      span(4, 1, 700, 100),
      span(5, 4, 710, 50),
    ]);
    await after.add([
      span(1, 0, 0, 1050),
      span(2, 1, 100, 300),
      span(3, 1, 500, 100),
      span(6, 1, 700, 100, { name: 'new' }),
    ]);
    after.seal();
    const found = compare();
    expect(changesOf(found)).toEqual(['s1 same', 's2 slower', 's3 faster', 'new added', 's4 removed', 's5 removed']);
    expect(Array.from(found.delta)).toEqual([50_000, 100_000, -100_000, NaN, NaN, NaN]);
    // 1000 - (200 + 200 + 100) before, 1050 - (300 + 100 + 100) after.
    expect(found.left.self[0]).toBe(500_000);
    expect(found.right.self[0]).toBe(550_000);
    expect(Array.from(found.selfDelta.slice(0, 3))).toEqual([50_000, 100_000, -100_000]);
    expect(found.changes).toEqual([1, 1, 2, 1, 1]);
    expect(Array.from(found.subtree)).toEqual([6, 1, 1, 1, 2, 1]);
  });

  it('pairs by service, name and kind', async () => {
    const other = { resource: attributes({ 'service.name': 'db' }) };
    await before.add([
      span(1, 0, 0, 100),
      span(2, 1, 10, 10, { name: 'q' }),
      span(3, 1, 30, 10, { name: 'r', kind: 3 }),
    ]);
    await after.add([
      span(1, 0, 0, 100),
      span(2, 1, 10, 10, { name: 'q', ...other }),
      span(3, 1, 30, 10, { name: 'r', kind: 2 }),
    ]);
    expect(changesOf(compare()).toSorted()).toEqual(['q added', 'q removed', 'r added', 'r removed', 's1 same']);
  });

  it('tells where errors appeared and where they went', async () => {
    const failed = { status: 2 };
    await before.add([span(1, 0, 0, 100), span(2, 1, 0, 10, failed), span(3, 1, 20, 10, failed), span(4, 1, 40, 10)]);
    await after.add([
      span(1, 0, 0, 100),
      span(2, 1, 0, 10, failed),
      span(3, 1, 20, 10),
      span(4, 1, 40, 10, failed),
      span(5, 1, 60, 10, failed),
    ]);
    const found = compare();
    const { none, both, appeared, gone } = ErrorChange;
    expect(Array.from(found.error)).toEqual([none, both, gone, appeared, appeared]);
    expect(found.errors).toEqual([1, 1, 2, 1]);
  });

  it('calls noise what is below a tenth or below 10 microseconds, in both directions', async () => {
    await before.add([span(1, 0, 0, 1000), span(2, 1, 0, 100), span(3, 1, 200, 5), span(4, 1, 300, 111)]);
    await after.add([span(1, 0, 0, 1000), span(2, 1, 0, 109), span(3, 1, 200, 14), span(4, 1, 300, 100)]);
    expect(changesOf(compare())).toEqual(['s1 same', 's2 same', 's3 same', 's4 faster']);
    expect(changesOf(compare(after, before))).toEqual(['s1 same', 's2 same', 's3 same', 's4 slower']);
  });

  it('has nothing but "same" for a trace and itself, or a copy of it', async () => {
    const tree = Array.from({ length: 300 }, (_, i) => span(i + 1, Math.floor((i + 2) / 3), i * 10, 3000 - i * 9));
    await before.add([...tree, ...tree.map((one) => ({ ...one, traceId: traceHex(2) }))]);
    before.seal();
    for (const right of [traceHex(1), traceHex(2)]) {
      const found = compare(before, before, [traceHex(1), right]);
      expect(found.rows).toBe(300);
      expect(found.changes).toEqual([300, 0, 0, 0, 0]);
      expect(Array.from(found.delta).every((delta) => delta === 0)).toBe(true);
    }
  });

  it('does not compare durations of spans that were never received or have no end', async () => {
    await before.add([span(2, 9, 0, 10), span(3, 2, 0, 5, { end: 0n })]);
    await after.add([span(2, 9, 0, 20_000), span(3, 2, 0, 500)]);
    const found = compare();
    expect(found.rows).toBe(3);
    expect(found.left.columns.missing[0]).toBe(1);
    expect(Array.from(found.delta)).toEqual([NaN, 19_990_000, NaN]);
    expect(Array.from(found.change)).toEqual([Change.same, Change.slower, Change.same]);
  });

  it('says which trace is not there', async () => {
    await before.add([span(1, 0, 0, 10)]);
    expect(() => compare()).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('stops when nobody waits any more', async () => {
    await before.add([span(1, 0, 0, 10)]);
    let turns = 0;
    const giveUp = (): void => {
      if (++turns > 4) throw new Error('given up');
    };
    const side = { run, traceId: traceHex(1) };
    expect(() =>
      pairAnswers['traces.compare'](before.queries, before.queries, { left: side, right: side }, giveUp),
    ).toThrow('given up');
  });
});
