import { describe, expect, it } from 'vitest';
import { runId, type SpanId, type TraceId } from '../../../../src/contract/ids.ts';
import { compareTracesLink, parseCompareTraces } from '../../../../src/renderer/routes/compare-route.ts';

const left = { run: runId('2026-11-21 a/b'), traceId: 'a'.repeat(32) as TraceId };
const right = { run: runId('other'), traceId: 'b'.repeat(32) as TraceId };
const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};

describe('the address of a comparison', () => {
  it('brings back all that it was made of', () => {
    const view = {
      left,
      right,
      show: ['slower', 'errors'] as const,
      order: 'self' as const,
      pair: { left: '1'.repeat(16) as SpanId, right: undefined },
    };
    expect(parseCompareTraces(placeOf(compareTracesLink(view)))).toEqual(view);
    expect(parseCompareTraces(placeOf(compareTracesLink({ left, right })))).toEqual({
      left,
      right,
      show: [],
      order: 'tree',
      pair: undefined,
    });
  });

  it('ignores what makes no sense, and needs two traces', () => {
    const odd = placeOf(`${compareTracesLink({ left, right })}&show=nothing,added&sort=upwards&pair=x~y`);
    expect(parseCompareTraces(odd)).toMatchObject({ show: ['added'], order: 'tree', pair: undefined });
    expect(parseCompareTraces(placeOf('/compare?left=a/1'))).toBeUndefined();
    expect(parseCompareTraces(placeOf(`/compare?left=/${left.traceId}&right=x/${right.traceId}`))).toBeUndefined();
    expect(
      parseCompareTraces(placeOf(compareTracesLink({ left, right }).replace('/compare', '/traces'))),
    ).toBeUndefined();
  });
});
