// The trace list against the oracle: head only, sealed only, and traces that lie in both.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceSummary } from '../../../src/contract/traces.ts';
import { seededRandom } from '../../support/random.ts';
import { oracleList, randomFilter, randomTraces, testStart, type OracleTrace } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';
import { traceFilter, type Conditions } from '../../support/trace-filter.ts';

const all = { run, offset: 0, limit: 1000 };

function brief(row: TraceSummary): OracleTrace {
  return { traceId: row.traceId, start: row.start, duration: row.duration, spans: row.spans, errors: row.errors };
}

function describeAgainstOracle(title: string, fill: (test: TestRun) => Promise<TestSpan[]>): void {
  describe(title, () => {
    let test: TestRun;
    let spans: TestSpan[];
    beforeAll(async () => {
      test = new TestRun();
      spans = await fill(test);
    });
    afterAll(() => {
      test.remove();
    });

    it('agrees with the oracle on random filters', () => {
      const random = seededRandom(7);
      let answered = 0;
      for (let i = 0; i < 400; i++) {
        const filter = randomFilter(random);
        const answer = test.queries.methods['traces.list']({ ...all, filter: traceFilter(filter) }, alive);
        const expected = oracleList(spans, filter);
        const which = JSON.stringify(filter, (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        expect(answer.rows.map(brief), which).toEqual(expected);
        expect([answer.total, answer.totalIsExact], which).toEqual([expected.length, true]);
        const count = test.queries.methods['traces.count']({ run, filter: traceFilter(filter) }, alive);
        expect(count.total, which).toBe(expected.length);
        if (expected.length > 0) answered++;
      }
      expect(answered).toBeGreaterThan(100);
    });

    it('gives the same rows page by page as at once', () => {
      const filters: Conditions[] = [
        {},
        { service: 'api' },
        { errors: true },
        { operation: 'query' },
        { text: 'red' },
        { minDuration: 1_000_000n },
        { attributes: [{ key: 'host.name', value: 'one' }] },
      ];
      for (const filter of filters) {
        const whole = oracleList(spans, filter).map((one) => one.traceId);
        const pages: string[] = [];
        for (let offset = 0; offset < whole.length + 7; offset += 7) {
          const answer = test.queries.methods['traces.list'](
            { run, filter: traceFilter(filter), offset, limit: 7 },
            alive,
          );
          pages.push(...answer.rows.map((row) => row.traceId));
          expect(answer.total).toBeLessThanOrEqual(whole.length);
          if (answer.totalIsExact) expect(answer.total).toBe(whole.length);
        }
        expect(pages).toEqual(whole);
      }
    });
  });
}

describeAgainstOracle('head only', async (test) => {
  const spans = randomTraces(seededRandom(1), 0, 120);
  await test.add(spans);
  return spans;
});

describeAgainstOracle('one block', async (test) => {
  const spans = randomTraces(seededRandom(2), 0, 120);
  await test.add(spans);
  test.seal();
  return spans;
});

describeAgainstOracle('many blocks and a head, with traces that span them', async (test) => {
  const spans = randomTraces(seededRandom(3), 0, 200);
  const pieces = 6;
  for (let i = 0; i < pieces; i++) {
    const from = Math.floor((i * spans.length) / pieces);
    await test.add(spans.slice(from, Math.floor(((i + 1) * spans.length) / pieces)));
    if (i < pieces - 1) test.seal();
  }
  return spans;
});

describe('while spans arrive', () => {
  let test: TestRun;
  beforeAll(() => {
    test = new TestRun();
  });
  afterAll(() => {
    test.remove();
  });

  function span(trace: number, name: string, millis: number, more: Partial<TestSpan> = {}): TestSpan {
    const start = testStart + BigInt(millis) * 1_000_000n;
    return {
      traceId: traceHex(trace),
      spanId: spanHex(trace * 16 + name.length),
      parentId: '',
      name,
      start,
      end: start + 1000n,
      resource: attributes({ 'service.name': 'api' }),
      ...more,
    };
  }

  const ids = (filter: Conditions): string[] =>
    test.queries.methods['traces.list']({ ...all, filter: traceFilter(filter) }, alive).rows.map((row) => row.traceId);

  it('sees new traces, moved ones, and changed ones without being opened again', async () => {
    await test.add([span(1, 'a', 10), span(2, 'bb', 20)]);
    const before = test.queries.methods['traces.list']({ ...all, filter: {} }, alive);
    expect(before.rows.map((row) => [row.traceId, row.rootMissing])).toEqual([
      [traceHex(2), false],
      [traceHex(1), false],
    ]);
    expect(ids({ operation: 'a' })).toEqual([traceHex(1)]);
    await test.add([span(3, 'a', 15), span(2, 'earlier', 5, { parentId: spanHex(34), status: 2 })]);
    const after = test.queries.methods['traces.list']({ ...all, filter: {} }, alive);
    expect(after.cursor).toBeGreaterThan(before.cursor);
    expect(after.rows.map((row) => row.traceId)).toEqual([traceHex(3), traceHex(1), traceHex(2)]);
    expect(ids({ operation: 'a' })).toEqual([traceHex(3), traceHex(1)]);
    expect(ids({ errors: true })).toEqual([traceHex(2)]);
    expect(ids({ operation: 'bb', errors: true })).toEqual([traceHex(2)]);
  });

  it('names the root once it is there, and the services by their number of spans', async () => {
    const at = (service: string): Partial<TestSpan> => ({ resource: attributes({ 'service.name': service }) });
    await test.add([
      span(9, 'child', 31, { parentId: spanHex(999), ...at('db') }),
      span(9, 'child2', 32, { parentId: spanHex(999), ...at('db') }),
    ]);
    expect(test.queries.methods['traces.list']({ ...all, limit: 1, filter: {} }, alive).rows[0]).toMatchObject({
      rootMissing: true,
      rootService: 'db',
      rootOperation: 'child',
    });
    await test.add([span(9, 'the root', 30, { spanId: spanHex(999), ...at('web'), status: 2 })]);
    expect(test.queries.methods['traces.list']({ ...all, limit: 1, filter: {} }, alive).rows[0]).toMatchObject({
      rootMissing: false,
      rootService: 'web',
      rootOperation: 'the root',
      services: [
        { name: 'db', spans: 2, errors: 0 },
        { name: 'web', spans: 1, errors: 1 },
      ],
      moreServices: 0,
    });
  });

  it('stops when nobody waits any more', () => {
    const given = (): void => {
      throw new Error('given up');
    };
    test.seal();
    expect(() => test.queries.methods['traces.list']({ ...all, filter: { where: 'child' } }, given)).toThrow(
      'given up',
    );
    expect(ids({ text: 'child' })).toEqual([traceHex(9)]);
  });
});
