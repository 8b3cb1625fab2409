// What the walk over blocks must not open, and what it must not miss by not opening.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unixNanos } from '../../../src/contract/time.ts';
import { answerJaeger, createQueries } from '../../../src/main/query/index.ts';
import type { RunReader } from '../../../src/main/store/reader-face.ts';
import { testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';
import { traceFilter, type Conditions } from '../../support/trace-filter.ts';

const minute = 60_000_000_000n;
const blocks = 6;
let test: TestRun;

function span(trace: number, id: number, start: bigint, name: string, more: Partial<TestSpan> = {}): TestSpan {
  return {
    traceId: traceHex(trace),
    spanId: spanHex(id),
    parentId: '',
    name,
    start,
    end: start + 1_000_000n,
    resource: attributes({ 'service.name': 'api' }),
    ...more,
  };
}

/** Block i holds ten traces of minute i, and one of minute 1 that goes on until the last. */
beforeAll(async () => {
  test = new TestRun();
  for (let block = 0; block < blocks; block++) {
    const from = testStart + BigInt(block) * minute;
    const spans = Array.from({ length: 10 }, (_, i) =>
      span(100 * block + i + 1, 1, from + BigInt(i) * 1_000_000n, 'common', {
        attributes: attributes({ block: BigInt(block), who: `u-${block}` }),
      }),
    );
    if (block === 1) spans.push(span(999, 1, from, 'long', { end: from + 1_000_000n }));
    if (block === blocks - 1) spans.push(span(999, 2, from, 'late', { parentId: spanHex(1) }));
    await test.add(spans);
    test.seal();
  }
});
afterAll(() => {
  test.remove();
});

interface Asked {
  readonly ids: string[];
  readonly opened: readonly number[];
}

/** Asks with nothing remembered, and tells which blocks were opened. */
function ask(filter: Conditions, limit: number): Asked {
  const { reader } = test;
  const opened: number[] = [];
  const watched: RunReader = {
    path: reader.path,
    db: reader.db,
    refresh: () => reader.refresh(),
    spanBlocks: () => reader.spanBlocks(),
    openSpanBlock: (block) => {
      opened.push(block);
      return reader.openSpanBlock(block);
    },
    headSpans: () => reader.headSpans(),
    logBlocks: () => reader.logBlocks(),
    openLogBlock: (block) => reader.openLogBlock(block),
    headLogs: () => reader.headLogs(),
    firstHeadSpan: reader.firstHeadSpan,
    firstHeadLog: reader.firstHeadLog,
    metrics: reader.metrics,
    blocksOfTrace: (id) => reader.blocksOfTrace(id),
    resource: (number) => reader.resource(number),
    scope: (number) => reader.scope(number),
    serviceNumber: (name) => reader.serviceNumber(name),
    serviceName: (number) => reader.serviceName(number),
    operationNumbers: (name, service) => reader.operationNumbers(name, service),
    serviceOfResource: (resource) => reader.serviceOfResource(resource),
    failure: (cause) => reader.failure(cause),
    close: () => reader.close(),
  };
  const answer = createQueries(watched).methods['traces.list'](
    { run, filter: traceFilter(filter), offset: 0, limit },
    alive,
  );
  return { ids: answer.rows.map((row) => row.traceId), opened };
}

describe('the walk over blocks', () => {
  it('stops when the page is certain', () => {
    const { ids, opened } = ask({ operation: 'common' }, 5);
    expect(ids).toEqual([510, 509, 508, 507, 506].map((trace) => traceHex(trace)));
    expect(opened).toEqual([6]);
  });

  it('opens only the blocks that may hold an operation, a value or a text', () => {
    expect(ask({ operation: 'long' }, 5)).toEqual({ ids: [traceHex(999)], opened: [2] });
    expect(ask({ attributes: [{ key: 'who', value: 'u-3' }] }, 100).opened).toEqual([4]);
    expect(ask({ text: 'U-2' }, 100).opened).toEqual([3]);
    expect(ask({ operation: 'nothing' }, 100)).toEqual({ ids: [], opened: [] });
  });

  it('does not open blocks before the asked time, nor those that no trace of that time can reach', () => {
    const at = (block: number): Conditions['from'] => testStart + BigInt(block) * minute;
    expect(ask({ operation: 'common', from: at(4) }, 100).opened).toEqual([6, 5]);
    // The long trace lasts four minutes: whatever lies later than that after the asked time is out of reach.
    expect(ask({ operation: 'common', to: at(0) }, 100)).toEqual({ ids: [traceHex(1)], opened: [5, 4, 3, 2, 1] });
  });

  it('finds a trace of the asked time by a span that came long after', () => {
    expect(ask({ operation: 'late', to: testStart + minute }, 100).ids).toEqual([traceHex(999)]);
  });
});

describe('spans without a start', () => {
  const at = (minutes: number): bigint => testStart + BigInt(minutes) * minute;
  let odd: TestRun;
  beforeAll(async () => {
    odd = new TestRun();
    // Each block on its own: by its raw starts it would be older than anything that is asked for.
    await odd.add([span(1, 1, 0n, 'odd', { end: at(5) }), span(2, 1, 0n, 'odd', { end: at(7) })]);
    odd.seal();
    await odd.add([span(3, 1, at(6), 'root'), span(4, 1, at(1), 'odd')]);
    odd.seal();
    await odd.add([span(3, 2, 0n, 'odd', { end: 0n })]);
    odd.seal();
  });
  afterAll(() => odd.remove());

  const list = (filter: Conditions, offset = 0, limit = 100): string[] =>
    createQueries(odd.reader)
      .methods['traces.list']({ run, filter: traceFilter(filter), offset, limit }, alive)
      .rows.map((row) => row.traceId);
  const from = unixNanos(at(4));

  it('are in the time of their trace', () => {
    const newest = [2, 3, 1].map((trace) => traceHex(trace));
    expect(list({ from })).toEqual(newest);
    expect(list({ from, operation: 'odd' })).toEqual(newest);
    expect(list({ operation: 'odd' })).toEqual([...newest, traceHex(4)]);
    for (let i = 0; i < 3; i++) expect(list({ operation: 'odd' }, i, 1), String(i)).toEqual([newest[i]]);
  });

  it('are found by Jaeger from their end on, and last no time', () => {
    const search = (lookback: string): number => {
      const params: [string, string][] = [
        ['service', 'api'],
        ['start', String(at(4) / 1000n)],
        ['end', String(at(8) / 1000n)],
        ['maxDuration', lookback],
      ];
      const { body } = answerJaeger(createQueries(odd.reader).jaeger, ['traces'], params, unixNanos(at(9)), alive);
      return (body as { data: unknown[] }).data.length;
    };
    expect(search('1us')).toBe(2);
    expect(search('1ms')).toBe(3);
  });
});

describe('texts that a block does not contain', () => {
  it('are not searched for again, nor are longer ones', () => {
    const { reader } = test;
    const searched: string[] = [];
    for (const summary of reader.spanBlocks()) {
      const mayContain = summary.mayContain.bind(summary);
      Object.assign(summary, {
        mayContain: (needle: string) => {
          searched.push(needle);
          return mayContain(needle);
        },
      });
    }
    const { methods } = createQueries(reader);
    const rowsFor = (filter: Conditions): number =>
      methods['traces.list']({ run, filter: traceFilter(filter), offset: 0, limit: 100 }, alive).rows.length;
    expect(rowsFor({ text: 'zy' })).toBe(0);
    expect(searched).toHaveLength(blocks);
    expect(rowsFor({ text: 'Xzyx' })).toBe(0);
    expect(rowsFor({ text: 'zy', service: 'api' })).toBe(0);
    expect(searched).toHaveLength(blocks);
    expect(rowsFor({ text: 'u-2' })).toBe(10);
    expect(searched).toHaveLength(2 * blocks);
  });
});
