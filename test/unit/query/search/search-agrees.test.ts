// Random searches over random runs: the engine finds what the oracle finds, in lists of traces and inside of traces, and
// no summary of a block rules out a block with a match.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSearch } from '../../../../src/contract/search/check.ts';
import { parseTraceId, spanIdAt, type TraceId } from '../../../../src/contract/ids.ts';
import type { TraceSummary } from '../../../../src/contract/traces.ts';
import { uninterrupted } from '../../../../src/main/query/search/interruptible.ts';
import { searchContext } from '../../../../src/main/query/search/search-context.ts';
import { SpanSearch } from '../../../../src/main/query/search/span-search.ts';
import { TextMisses } from '../../../../src/main/query/text-misses.ts';
import { seededRandom } from '../../../support/random.ts';
import { fulfils, type SearchedSpan } from '../../../support/search-oracle.ts';
import { hasFailed } from '../list-oracle.ts';
import { alive, run, TestRun, type TestSpan } from '../test-run.ts';
import { randomSpans } from './random-run.ts';
import { randomSearch } from './random-searches.ts';

const blocks = 4;
const tracesPerBlock = 25;
const searches = Number(process.env['OTTERSCOPE_SEARCHES'] ?? 400);

function searched(span: TestSpan, trace: TraceSummary): SearchedSpan {
  const service = span.resource.find((one) => one.key === 'service.name')?.value;
  return {
    trace: span.traceId,
    span: span.spanId,
    parent: span.parentId,
    name: span.name,
    kind: span.kind ?? 1,
    status: span.status ?? 0,
    message: span.message ?? '',
    traceState: span.traceState ?? '',
    start: span.start,
    end: span.end,
    failed: hasFailed(span),
    service: typeof service === 'string' ? service : 'unknown_service',
    sender: 'pid:1',
    attributes: span.attributes ?? [],
    events: (span.events ?? []).map(({ name, attributes = [] }) => ({ name, attributes })),
    links: (span.links ?? []).map(({ attributes = [] }) => ({ attributes })),
    scope: {
      name: span.scope?.name ?? '',
      version: span.scope?.version ?? '',
      attributes: span.scope?.attributes ?? [],
    },
    resource: span.resource,
    ofTrace: {
      duration: trace.duration,
      spans: trace.spans,
      errors: trace.errors,
      services: trace.services.map(({ name }) => name),
      rootService: trace.rootService,
      rootName: trace.rootOperation,
    },
  };
}

describe.each([1, 2, 3])('run %i', (seed) => {
  const random = seededRandom(seed);
  let test: TestRun;
  let spans: readonly SearchedSpan[];
  let ids: readonly string[];

  beforeAll(async () => {
    test = new TestRun();
    const all: TestSpan[] = [];
    for (let block = 0; block < blocks; block++) {
      // Some traces go on in the next block; the last block stays in the head.
      const made = randomSpans(random, block * (tracesPerBlock - 5), tracesPerBlock);
      const fresh = made.filter((one) => !all.some((other) => other.spanId === one.spanId));
      all.push(...fresh);
      await test.add(fresh);
      if (block < blocks - 1) test.seal();
    }
    const { rows } = test.queries.methods['traces.list']({ run, filter: {}, offset: 0, limit: 1000 }, alive);
    const byTrace = new Map(rows.map((row) => [row.traceId as string, row]));
    spans = all.map((span) => searched(span, byTrace.get(span.traceId) as TraceSummary));
    ids = spans.slice(0, 40).flatMap((span) => [span.trace, span.span]);
  });
  afterAll(() => test.remove());

  it('finds what the oracle finds', () => {
    const context = searchContext(test.reader, new TextMisses(), uninterrupted);
    let found = 0;
    let ruledOut = 0;
    for (let i = 0; i < searches; i++) {
      const where = randomSearch(random, ids);
      const read = readSearch(where, 'spans');
      if (read.kind === 'wrong') continue;
      const { search } = read;
      const expected = spans.filter((span) => fulfils(search, span));
      const traces = [...new Set(expected.map((span) => span.trace))].toSorted();
      const answer = test.queries.methods['traces.list']({ run, filter: { where }, offset: 0, limit: 1000 }, alive);
      expect(answer.rows.map((row) => row.traceId as string).toSorted(), where).toEqual(traces);
      if (traces.length > 0 && traces.length < 50) found++;

      const compiled = new SpanSearch(context, search);
      for (const summary of test.reader.spanBlocks()) {
        const hit = compiled.rowsOf(test.reader.openSpanBlock(summary.block), alive).includes(1);
        const may = compiled.mayMatch(summary);
        expect(may || !hit, `${where} in block ${summary.block}`).toBe(true);
        if (!may) ruledOut++;
      }

      const trace = random.pick(spans).trace;
      if (search.kind === 'all') continue;
      const { spanIds } = test.queries.methods['trace.find']({ run, traceId: traceId(trace), where }, alive);
      const wanted = expected.filter((span) => span.trace === trace).map((span) => span.span);
      expect(idsIn(spanIds), `${where} in trace ${trace}`).toEqual(wanted.toSorted());
    }
    expect(found).toBeGreaterThan(searches / 10);
    expect(ruledOut).toBeGreaterThan(searches / 10);
  }, 300_000);
});

const traceId = (text: string): TraceId => parseTraceId(text) as TraceId;

function idsIn(bytes: Uint8Array): string[] {
  return Array.from({ length: bytes.length / 8 }, (_, i) => spanIdAt(bytes, 8 * i) as string).toSorted();
}
