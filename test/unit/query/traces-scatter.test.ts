import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../../src/contract/ids.ts';
import type { UnixNanos } from '../../../src/contract/time.ts';
import type { ScatterAnswer } from '../../../src/contract/traces.ts';
import { seededRandom } from '../../support/random.ts';
import { hasFailed, oracleList, randomTraces, testStart } from './list-oracle.ts';
import { alive, run, TestRun, type TestSpan } from './test-run.ts';
import { traceFilter, type Conditions } from '../../support/trace-filter.ts';

let test: TestRun;
let spans: TestSpan[];
beforeAll(async () => {
  test = new TestRun();
  spans = randomTraces(seededRandom(5), 0, 600);
  await test.add(spans.slice(0, 900));
  test.seal();
  await test.add(spans.slice(900));
});
afterAll(() => {
  test.remove();
});

const filters: readonly Conditions[] = [
  {},
  { service: 'db' },
  { errors: true },
  { minDuration: 2_000_000n },
  { operation: 'query' },
  { text: 'red', service: 'api' },
];

const from = (testStart + 100_000_000n) as UnixNanos;
const to = (testStart + 300_000_000n) as UnixNanos;

function scatter(filter: Conditions, limit: number): ScatterAnswer & { readonly shown: readonly string[] } {
  const answer = test.queries.methods['traces.scatter']({ run, filter: traceFilter(filter), limit }, alive);
  return { ...answer, shown: Array.from({ length: answer.count }, (_, i) => hex(answer.traceIds, 16 * i, 16)) };
}

describe('traces.scatter', () => {
  it.each(filters)('gives every trace while there is room: %o', (filter) => {
    const answer = test.queries.methods['traces.scatter']({ run, filter: traceFilter(filter), limit: 5000 }, alive);
    const expected = oracleList(spans, filter);
    expect([answer.count, answer.total, answer.totalIs]).toEqual([expected.length, expected.length, 'exact']);
    expected.forEach((trace, i) => {
      expect(hex(answer.traceIds, 16 * i, 16)).toBe(trace.traceId);
      expect(answer.startMillis[i]).toBeCloseTo(Number(trace.start / 1000n) / 1000, 6);
      expect(answer.durationMillis[i]).toBeCloseTo(Number(trace.duration) / 1e6, 6);
      expect([answer.spans[i], answer.errors[i]]).toEqual([trace.spans, trace.errors]);
      expect(answer.serviceNames[answer.service[i] as number]).toMatch(/^(api|db|mail)$/);
    });
  });

  it.each(filters)('thins evenly when there are more: %o', (filter) => {
    const expected = oracleList(spans, filter).map((one) => one.traceId);
    const limit = Math.floor(expected.length / 3);
    const { shown } = scatter(filter, limit);
    expect(shown.length).toBeLessThanOrEqual(limit);
    expect(shown.length).toBeGreaterThan(limit / 5);
    expect(shown).toEqual(expected.filter((id) => shown.includes(id)));
  });

  it.each([...filters, { errors: false }, { from, to, service: 'mail' }])(
    'keeps the first, the last, the longest and the failed ones: %o',
    (filter: Conditions) => {
      const expected = oracleList(spans, filter);
      const longest = expected.reduce((most, one) => (one.duration > most.duration ? one : most));
      const failed = expected.filter((one) => one.errors > 0);
      const limit = Math.max(2 * failed.length + 4, Math.floor(expected.length / 2));
      const wanted = filter.errors === true ? [] : failed;
      // Half of the matches fit, or all the failed ones and as many others, so this thins unless nearly all have failed.
      const answer = scatter(filter, filter.errors === true ? Math.floor(expected.length / 2) : limit);
      for (const one of [expected[0], expected.at(-1), longest, ...wanted])
        expect(answer.shown).toContain(one?.traceId);
    },
  );

  it.each(filters)('says how sure the number of matches is: %o', (filter) => {
    const many = oracleList(spans, filter).length;
    const { total, totalIs } = scatter(filter, Math.floor(many / 3));
    if (totalIs === 'exact') expect(total).toBe(many);
    else if (totalIs === 'at least') expect(total).toBeLessThanOrEqual(many);
    else expect(total).toBeGreaterThan(many / 2);
    if (filter.minDuration !== undefined) expect(totalIs).toBe('about');
    else if (filter.operation === undefined && filter.text === undefined) expect(totalIs).toBe('exact');
  });

  it('keeps within its limit when nearly all have failed', () => {
    expect(scatter({ errors: true }, 20).shown.length).toBeLessThanOrEqual(20);
    expect(scatter({}, 5).shown.length).toBeLessThanOrEqual(5);
    expect(scatter({}, 1).shown.length).toBe(1);
  });
});

describe('traces.facets', () => {
  it('counts spans by service and operation, and lists keys', () => {
    const answer = test.queries.methods['traces.facets']({ run }, alive);
    const spansOf = (service: string): TestSpan[] => spans.filter((span) => span.resource[0]?.value === service);
    expect(answer.services).toHaveLength(3);
    for (const { name, spans: count, errors } of answer.services) {
      expect([count, errors]).toEqual([spansOf(name).length, spansOf(name).filter((span) => hasFailed(span)).length]);
    }
    for (const { name, spans: count } of answer.operations)
      expect(count).toBe(spans.filter((span) => span.name === name).length);
    expect(answer.attributeKeys).toEqual(['colour', 'host.name', 'http.status_code', 'k', 'service.name']);
    const ofService = test.queries.methods['traces.facets']({ run, service: 'db' }, alive).operations;
    expect(ofService.map((one) => one.name).toSorted()).toEqual(
      [...new Set(spansOf('db').map((span) => span.name))].toSorted(),
    );
    expect(test.queries.methods['traces.facets']({ run, service: 'nobody' }, alive).operations).toEqual([]);
  });
});
