import { expect, test } from 'vitest';
import { parseSpanId, parseTraceId, runId } from '../../../../src/contract/ids.ts';
import { parseTraceRoute, traceLink, type TraceView } from '../../../../src/renderer/routes/trace-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};

const traceId = parseTraceId('4bf92f3577b34da6a3ce929d0e0e4736');
const span = parseSpanId('00f067aa0ba902b7');
if (traceId === undefined || span === undefined) throw new Error('the ids of this test are wrong');

test('restores trace, span and run', () => {
  const run = runId('r1');
  const plain = {
    traceId,
    view: 'waterfall',
    span: undefined,
    colour: 'service',
    path: 'off',
    times: 'sent',
    find: '',
    mode: 'highlight',
    run: undefined,
    order: 'merged',
    weight: 'self',
    by: 'operation',
    scope: 'trace',
    record: undefined,
    at: undefined,
    zoom: undefined,
  };
  expect(parseTraceRoute(placeOf(traceLink({ traceId, span, run })))).toEqual({ ...plain, span, run });
  expect(parseTraceRoute(placeOf(traceLink({ traceId })))).toEqual(plain);
  const found = { find: 'duration > 1s and "a b"', mode: 'hide' } as const;
  expect(parseTraceRoute(placeOf(traceLink({ traceId, ...found })))).toEqual({ ...plain, ...found });
  expect(traceLink({ traceId, view: 'waterfall', colour: 'service', mode: 'highlight' })).toBe(traceLink({ traceId }));
});

test.each<Partial<TraceView>>([
  { view: 'flame', colour: 'kind' },
  { view: 'logs', scope: 'span', record: 119_707 },
  { view: 'graph', at: 'service:web → database:a b' },
  { view: 'flame', zoom: span },
  { view: 'waterfall', colour: 'status' },
  { view: 'table', colour: '@http.route & more=@x' },
  { view: 'waterfall', colour: 'service', path: 'only', times: 'corrected' },
  { view: 'flame', colour: 'service', order: 'time', weight: 'critical', by: 'service' },
])('restores view and colour: $view, $colour', (asked) => {
  expect(parseTraceRoute(placeOf(traceLink({ traceId, ...asked })))).toMatchObject(asked);
});

test('an unknown view or colour is the usual one', () => {
  const place = placeOf(`${traceLink({ traceId })}?view=piano&colour=@`);
  expect(parseTraceRoute(place)).toMatchObject({ view: 'waterfall', colour: 'service' });
});

test('upper-case ids are the same trace', () => {
  expect(parseTraceRoute(placeOf('/traces/4BF92F3577B34DA6A3CE929D0E0E4736'))?.traceId).toBe(traceId);
});

test.each([
  '/traces',
  '/traces/4bf9',
  '/traces/00000000000000000000000000000000',
  '/traces/4bf92f3577b34da6a3ce929d0e0e4736/x',
])('%s is no trace', (link) => {
  expect(parseTraceRoute(placeOf(link))).toBeUndefined();
});
