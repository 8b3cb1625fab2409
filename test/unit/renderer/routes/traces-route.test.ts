import { describe, expect, test } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { readSearch } from '../../../../src/contract/search/check.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { parseTracesRoute, tracesLink, type TraceSearch } from '../../../../src/renderer/routes/traces-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};
const filterOf = (link: string): TraceSearch | undefined => parseTracesRoute(placeOf(link))?.filter;

describe('trace list address', () => {
  const filters: readonly TraceSearch[] = [
    { where: '' },
    { where: 'service = "check out & co" and name = "GET /cart?x=1#y"' },
    { where: '100% "quoted +plus" ümläut' },
    { where: 'duration > and' },
    { where: 'error', from: unixNanos(1_763_696_672_123_456_789n), to: unixNanos(1_763_696_673_000_000_000n) },
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
    expect(tracesLink({ filter: { where: 'service = api and error' } })).toBe(
      '/traces?where=service+%3D+api+and+error',
    );
  });

  test('ignores what makes no sense', () => {
    const link = '/traces?min=soon&max=&errors=maybe&from=later&attr=novalue&attr==x&service=';
    expect(parseTracesRoute(placeOf(link))).toEqual({ run: undefined, filter: { where: '' } });
  });

  test('is only /traces', () => {
    expect(parseTracesRoute(placeOf('/traces/4bf92f3577b34da6a3ce929d0e0e4736'))).toBeUndefined();
    expect(parseTracesRoute(placeOf('/runs'))).toBeUndefined();
  });
});

describe('addresses of the first versions', () => {
  test.each([
    ['service=api&operation=GET+%2Fcart', 'service = api and name = "GET /cart"'],
    ['service=check+out&operation=x', 'service = "check out" and name = x'],
    ['min=100ms&max=1.5s', 'trace.duration >= 100ms and trace.duration <= 1.5s'],
    ['errors=1', 'trace.errors > 0'],
    ['errors=0', 'trace.errors = 0'],
    ['attr=http.route%3D%2Fv1%2F%7Bid%7D&attr=k%3Da+b', 'http.route = /v1/{id} and k = "a b"'],
    ['attr=odd%253Dkey%2525%3Dv', '"odd=key%" = v'],
    ['attr=service%3Dapi', '"service" = api'],
    ['attr=code%3D200', 'code = "200"'],
    ['q=timeout', 'timeout'],
    ['q=error', '"error"'],
    ['q=insufficient+FUNDS', '"insufficient FUNDS"'],
    ['q=duration+%3E+x', '"duration > x"'],
    ['service=api&q=a%22b', 'service = api and a"b'],
  ])('%s is understood', (params, where) => {
    const read = filterOf(`/traces?${params}`)?.where ?? '';
    expect(read).toBe(where);
    expect(readSearch(read, 'spans').kind).toBe('ok');
  });

  test('the text counts where both are given', () => {
    expect(filterOf('/traces?where=root&service=api')?.where).toBe('root');
  });
});
