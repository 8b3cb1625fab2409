// However a sender says that a span failed: the list, the scatter, the filter, the services and the waterfall say the same.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex, type TraceId } from '../../../src/contract/ids.ts';
import { SpanMark } from '../../../src/contract/traces.ts';
import type { AttributeValue } from '../../../src/contract/values.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { hasFailed, testStart } from './list-oracle.ts';
import { alive, attributes, run, spanHex, TestRun, traceHex, type TestSpan } from './test-run.ts';

const errorValues: readonly AttributeValue[] = [
  true,
  false,
  'true',
  'false',
  'True',
  '',
  'disk full',
  1n,
  1.5,
  undefined,
  ['true'],
  new Uint8Array([1]),
];

function randomSpan(random: Random, number: number): TestSpan {
  const maybe = (
    chance: number,
    values: Readonly<Record<string, AttributeValue>>,
  ): Readonly<Record<string, AttributeValue>> => (random.next() < chance ? values : {});
  const start = testStart + BigInt(number) * 1_000_000n;
  return {
    traceId: traceHex(1 + random.below(150)),
    spanId: spanHex(number + 1),
    parentId: '',
    name: random.pick(['error', 'exception', 'GET /']),
    start,
    end: start + 1000n,
    status: random.pick([0, 0, 0, 0, 1, 2]),
    message: random.pick(['', '', '', 'error', 'Error', 'true']),
    attributes: attributes({
      http: 'GET',
      ...maybe(0.2, { error: random.pick(errorValues) }),
      ...maybe(0.2, { request_status: random.pick(['error', 'ok', true, '']) }),
      ...maybe(0.15, { __autotraced__: random.pick([true, false, 'yes', '']) }),
    }),
    events:
      random.below(8) === 0
        ? [{ time: start, name: random.pick(['exception', 'retry', 'error']), attributes: attributes({ error: true }) }]
        : [],
    resource: attributes({ 'service.name': random.pick(['api', 'db', 'mail']), error: 'true' }),
  };
}

const spans = Array.from({ length: 600 }, (_, i) => randomSpan(seededRandom(i + 1), i));
const failedOf = (traceId: string): number =>
  spans.filter((span) => span.traceId === traceId && hasFailed(span)).length;

describe.each([
  ['only in the journal', 0],
  ['in blocks and in the journal', 250],
  ['only in blocks', 600],
])('%s', (_, sealed) => {
  let test: TestRun;
  beforeAll(async () => {
    test = new TestRun();
    for (let from = 0; from < spans.length; from += 50) {
      await test.add(spans.slice(from, from + 50));
      if (from + 50 === 100 || from + 50 === sealed) test.seal();
    }
  });
  afterAll(() => {
    test.remove();
  });

  it('list, filter and scatter agree with the spans', () => {
    const list = test.queries.methods['traces.list']({ run, filter: {}, offset: 0, limit: 1000 }, alive).rows;
    for (const row of list) {
      expect([row.traceId, row.errors]).toEqual([row.traceId, failedOf(row.traceId)]);
      expect(row.services.reduce((sum, service) => sum + service.errors, 0)).toBe(row.errors);
    }
    const failed = list.filter(({ errors }) => errors > 0).map(({ traceId }) => traceId);
    expect(failed.length).toBeGreaterThan(20);
    expect(failed.length).toBeLessThan(list.length);
    const filtered = (errors: boolean): string[] =>
      test.queries.methods['traces.list'](
        { run, filter: { where: `trace.errors ${errors ? '>' : '='} 0` }, offset: 0, limit: 1000 },
        alive,
      ).rows.map(({ traceId }) => traceId);
    expect(filtered(true)).toEqual(failed);
    expect(filtered(false)).toEqual(list.filter(({ errors }) => errors === 0).map(({ traceId }) => traceId));
    const points = test.queries.methods['traces.scatter']({ run, filter: {}, limit: 5000 }, alive);
    for (let i = 0; i < points.count; i++) expect(points.errors[i]).toBe(failedOf(hex(points.traceIds, 16 * i, 16)));
  });

  it('services and blocks agree with the spans', () => {
    for (const { name, errors } of test.queries.methods['traces.facets']({ run }, alive).services) {
      expect(errors).toBe(spans.filter((span) => span.resource[0]?.value === name && hasFailed(span)).length);
    }
    const { reader } = test;
    const blocks = reader.spanBlocks();
    const counts = [...blocks.map(({ block }) => reader.openSpanBlock(block)), reader.headSpans()].map((block) =>
      block.failed.reduce((sum, one) => sum + one, 0),
    );
    expect(blocks.map(({ errors }) => errors)).toEqual(counts.slice(0, -1));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(spans.filter((span) => hasFailed(span)).length);
  });

  it('the waterfall marks the same spans', () => {
    for (const traceId of new Set(spans.map((span) => span.traceId))) {
      const columns = test.queries.methods['trace.get']({ run, traceId: traceId as TraceId }, alive);
      const marked = Array.from(columns.marks, (mark, row) =>
        (mark & SpanMark.error) === 0 ? '' : hex(columns.spanIds, 8 * row, 8),
      ).filter((id) => id !== '');
      expect(marked.toSorted()).toEqual(
        spans
          .filter((span) => span.traceId === traceId && hasFailed(span))
          .map((span) => span.spanId)
          .toSorted(),
      );
      expect(columns.errors).toBe(failedOf(traceId));
    }
  });
});
