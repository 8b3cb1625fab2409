import { describe, expect, it } from 'vitest';
import type { TraceId } from '../../../../../src/contract/ids.ts';
import { durationNanos, unixNanos } from '../../../../../src/contract/time.ts';
import type { ScatterAnswer, TraceSummary } from '../../../../../src/contract/traces.ts';
import { countText } from '../../../../../src/renderer/features/traces/count-text.ts';
import { longestOf } from '../../../../../src/renderer/features/traces/longest.ts';
import {
  sampleText,
  scatterSummary,
  serviceShares,
} from '../../../../../src/renderer/features/traces/scatter-summary.ts';

const row = (nanos: bigint): TraceSummary => ({
  traceId: '0'.repeat(31).concat('1') as TraceId,
  rootService: 'api',
  rootOperation: 'GET /',
  rootMissing: false,
  start: unixNanos(0n),
  duration: durationNanos(nanos),
  spans: 1,
  errors: 0,
  services: [],
  moreServices: 0,
});

describe('countText', () => {
  it('is empty until the first answer', () => {
    expect(countText({ total: undefined, exact: true, filtered: false, all: 3, spans: 9 })).toBe('');
  });

  it.each([
    [{ total: 1, exact: true, filtered: false, all: 1, spans: 1 }, '1 trace, 1 span'],
    [{ total: 12_345, exact: true, filtered: false, all: 12_345, spans: 234_567 }, '12,345 traces, 234,567 spans'],
    [{ total: 1000, exact: false, filtered: true, all: 12_345, spans: 1 }, 'at least 1,000 of 12,345 traces'],
    [{ total: 17, exact: true, filtered: true, all: undefined, spans: undefined }, '17 traces match'],
  ])('%j', (counts, text) => {
    expect(countText(counts)).toBe(text);
  });

  it('never says that more match than exist, when the run list lags', () => {
    expect(countText({ total: 20, exact: true, filtered: true, all: 12, spans: 1 })).toBe('20 of 20 traces');
  });
});

describe('longestOf', () => {
  it('rounds up to a scale that stays while scrolling', () => {
    const rows = [row(3_000_000n), undefined, row(71_000_000n)];
    expect(longestOf([0, 2], (index) => rows[index])).toBe(100);
    expect(longestOf([0, 1], (index) => rows[index])).toBe(5);
  });

  it('has a scale for empty lists and for durations of zero or less', () => {
    expect(longestOf([0, -1], () => undefined)).toBe(1);
    expect(longestOf([0, 0], () => row(-5n))).toBe(1);
  });
});

describe('the scatter in words', () => {
  const points: ScatterAnswer = {
    count: 3,
    total: 3,
    totalIs: 'exact',
    traceIds: new Uint8Array(48),
    startMillis: Float64Array.of(
      Date.UTC(2026, 10, 21, 12, 0, 9),
      Date.UTC(2026, 10, 21, 12, 0, 5),
      Date.UTC(2026, 10, 21, 12),
    ),
    durationMillis: Float64Array.of(5, 100, 20),
    spans: Uint32Array.of(1, 2, 3),
    errors: Uint32Array.of(0, 4, 0),
    service: Uint16Array.of(1, 0, 1),
    serviceNames: ['cart', 'api', 'unused'],
  };

  it('names range, middle, longest and errors', () => {
    const text = scatterSummary(points);
    expect(text).toContain('3 traces from 2026-11-21 12:00:00 to 2026-11-21 12:00:09');
    expect(text).toContain('median duration 20.0 ms, 95th percentile 100 ms, longest 100 ms');
    expect(text).toContain('1 with errors');
  });

  it('says how much of what matches is drawn, and how sure that number is', () => {
    expect(sampleText({ count: 20_000, total: 34_567, totalIs: 'exact' })).toBe('20,000 of 34,567 shown');
    expect(sampleText({ count: 20_000, total: 1_234_567, totalIs: 'about' })).toBe('20,000 of about 1.2M shown');
    expect(sampleText({ count: 20_000, total: 40_000, totalIs: 'at least' })).toBe('20,000 of at least 40,000 shown');
    expect(scatterSummary({ ...points, total: 9 })).toContain('3 of 9 shown. 3 traces from');
  });

  it('counts root services, most first, and leaves out those without points', () => {
    expect(serviceShares(points)).toEqual([
      { name: 'api', traces: 2 },
      { name: 'cart', traces: 1 },
    ]);
    expect(scatterSummary({ ...points, count: 0 })).toBe('No traces to show.');
  });
});
