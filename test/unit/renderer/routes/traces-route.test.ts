import { describe, expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { durationNanos, unixNanos } from '../../../../src/contract/time.ts';
import type { TraceFilter } from '../../../../src/contract/traces.ts';
import { parseTracesRoute, tracesLink } from '../../../../src/renderer/routes/traces-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};

describe('trace list address', () => {
  const filters: readonly TraceFilter[] = [
    {},
    { service: 'check out & co', operation: 'GET /cart?x=1#y' },
    { minDuration: durationNanos(100_000_000n), maxDuration: durationNanos(1_234_567_891n) },
    { errors: true },
    { errors: false },
    {
      attributes: [
        { key: 'http.route', value: '/v1/{id}=a=b' },
        { key: 'odd=key%', value: '' },
        { key: 'k', value: 'ümläut' },
      ],
    },
    { text: '100% "quoted" +plus' },
    { from: unixNanos(1_763_696_672_123_456_789n), to: unixNanos(1_763_696_673_000_000_000n) },
  ];

  test.each(filters.map((filter) => [tracesLink({ filter }), filter] as const))(
    '%s restores its filter',
    (link, filter) => {
      expect(parseTracesRoute(placeOf(link))).toEqual({ run: undefined, filter });
    },
  );

  test('carries the run', () => {
    const link = tracesLink({ run: runId('20261121T034432Z-load test') });
    expect(parseTracesRoute(placeOf(link))?.run).toBe('20261121T034432Z-load test');
    expect(tracesLink()).toBe('/traces');
  });

  test('is readable', () => {
    expect(tracesLink({ filter: { service: 'api', minDuration: durationNanos(1_500_000_000n), errors: true } })).toBe(
      '/traces?service=api&min=1.5s&errors=1',
    );
  });

  test('ignores what makes no sense', () => {
    const view = parseTracesRoute(
      placeOf('/traces?min=soon&max=&errors=maybe&from=later&attr=novalue&attr==x&service='),
    );
    expect(view).toEqual({ run: undefined, filter: {} });
  });

  test('is only /traces', () => {
    expect(parseTracesRoute(placeOf('/traces/4bf92f3577b34da6a3ce929d0e0e4736'))).toBeUndefined();
    expect(parseTracesRoute(placeOf('/runs'))).toBeUndefined();
  });
});
