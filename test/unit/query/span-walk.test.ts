// What the walk over blocks must not open, and what it must not miss by not opening.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../../src/contract/traces.ts';
import { createQueries } from '../../../src/main/query/index.ts';
import { durationClass, longestOfClass } from '../../../src/main/query/trace-conditions.ts';
import type { RunReader } from '../../../src/main/store/reader-face.ts';
import { durationClass as writersClass } from '../../../src/main/store/span-times.ts';
import { seededRandom } from '../../support/random.ts';
import { testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

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
function ask(filter: TraceFilter, limit: number): Asked {
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
  const answer = createQueries(watched).methods['traces.list']({ run, filter, offset: 0, limit }, alive);
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
    const at = (block: number): TraceFilter['from'] => (testStart + BigInt(block) * minute) as TraceFilter['from'];
    expect(ask({ operation: 'common', from: at(4) }, 100).opened).toEqual([6, 5]);
    // The long trace lasts four minutes: whatever lies later than that after the asked time is out of reach.
    expect(ask({ operation: 'common', to: at(0) }, 100)).toEqual({ ids: [traceHex(1)], opened: [5, 4, 3, 2, 1] });
  });

  it('finds a trace of the asked time by a span that came long after', () => {
    expect(ask({ operation: 'late', to: (testStart + minute) as TraceFilter['to'] }, 100).ids).toEqual([traceHex(999)]);
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
    const rowsFor = (filter: TraceFilter): number =>
      methods['traces.list']({ run, filter, offset: 0, limit: 100 }, alive).rows.length;
    expect(rowsFor({ text: 'zy' })).toBe(0);
    expect(searched).toHaveLength(blocks);
    expect(rowsFor({ text: 'Xzyx' })).toBe(0);
    expect(rowsFor({ text: 'zy', service: 'api' })).toBe(0);
    expect(searched).toHaveLength(blocks);
    expect(rowsFor({ text: 'u-2' })).toBe(10);
    expect(searched).toHaveLength(2 * blocks);
  });
});

describe('duration classes', () => {
  it('are the writer’s, and bound what they hold', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 20_000; i++) {
      const nanos = BigInt(Math.floor(2 ** (random.next() * 62)));
      expect(durationClass(nanos)).toBe(writersClass(Number(nanos)));
      expect(longestOfClass(durationClass(nanos)) * 1000n >= nanos).toBe(true);
    }
  });
});
