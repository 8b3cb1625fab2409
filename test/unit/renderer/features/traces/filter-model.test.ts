import { describe, expect, it } from 'vitest';
import { durationNanos, unixNanos, unixNanosOfMillis } from '../../../../../src/contract/time.ts';
import type { TraceFilter } from '../../../../../src/contract/traces.ts';
import {
  axisBounds,
  durationRangeText,
  isUnfiltered,
  parseAttribute,
  patched,
  withAttribute,
  withoutAttribute,
  withoutSelection,
  withSelection,
} from '../../../../../src/renderer/features/traces/filter-model.ts';
import { parseTracesRoute, tracesLink } from '../../../../../src/renderer/routes/traces-route.ts';

const noon = Date.UTC(2026, 10, 21, 12);

describe('patched', () => {
  it('drops conditions that are set to undefined', () => {
    const filter = patched({ service: 'api', text: 'x' }, { text: undefined, errors: true });
    expect(filter).toStrictEqual({ service: 'api', errors: true });
    expect(isUnfiltered(patched(filter, { service: undefined, errors: undefined }))).toBe(true);
  });

  it('does not take errors=false for no condition', () => {
    expect(isUnfiltered({ errors: false })).toBe(false);
    expect(isUnfiltered({ attributes: [] })).toBe(true);
  });
});

describe('attributes', () => {
  it.each([
    ['http.route=/v1', { key: 'http.route', value: '/v1' }],
    [' a = b = c ', { key: 'a', value: 'b = c' }],
    ['a=', { key: 'a', value: '' }],
    ['=b', undefined],
    ['no equals sign', undefined],
  ])('reads %j', (text, expected) => {
    expect(parseAttribute(text)).toEqual(expected);
  });

  it('adds several, none twice, and removes one by its place', () => {
    const one = withAttribute({}, 'a', '1');
    const two = withAttribute(one, 'a', '2');
    expect(withAttribute(two, 'a', '1')).toBe(two);
    expect(two.attributes).toEqual([
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ]);
    expect(withoutAttribute(two, 0).attributes).toEqual([{ key: 'a', value: '2' }]);
    expect(withoutAttribute(one, 0)).toStrictEqual({});
  });
});

describe('selection', () => {
  it('becomes a range that contains what was dragged over', () => {
    const filter = withSelection(
      { service: 'api' },
      { time: { from: noon + 0.4567, to: noon + 99.0004 }, duration: { min: 10.04, max: 1234.5 } },
    );
    expect(filter.service).toBe('api');
    expect(filter.from).toBe(unixNanosOfMillis(noon) + 456_000n);
    expect(filter.to).toBe(unixNanosOfMillis(noon) + 99_001_000n);
    expect(filter.minDuration).toBe(10_000_000n);
    expect(filter.maxDuration).toBe(1_240_000_000n);
  });

  it('leaves the axis alone that was not dragged', () => {
    const filter = withSelection({ minDuration: durationNanos(5n) }, { time: { from: noon, to: noon + 1 } });
    expect(filter.minDuration).toBe(5n);
    expect(withSelection({ from: unixNanos(7n) }, { duration: { min: 0, max: 2 } })).toMatchObject({
      from: 7n,
      minDuration: 0n,
      maxDuration: 2_000_000n,
    });
  });

  it('survives its address, and can be taken back', () => {
    const filter = withSelection(
      { errors: true },
      { time: { from: noon + 0.123, to: noon + 8 }, duration: { min: 0.0371, max: 81.9 } },
    );
    const url = new URL(tracesLink({ filter }), 'http://localhost');
    expect(parseTracesRoute({ path: url.pathname, search: url.searchParams })?.filter).toEqual(filter);
    expect(withoutSelection(filter)).toStrictEqual({ errors: true });
  });

  it('gives the axes their bounds back', () => {
    const filter: TraceFilter = { from: unixNanosOfMillis(noon), minDuration: durationNanos(1_500_000n) };
    expect(axisBounds(filter)).toEqual({ from: noon, min: 1.5 });
  });
});

describe('durationRangeText', () => {
  it.each([
    [{}, undefined],
    [{ minDuration: durationNanos(100_000_000n) }, '≥ 100 ms'],
    [{ maxDuration: durationNanos(1_500_000_000n) }, '≤ 1.50 s'],
    [{ minDuration: durationNanos(100_000_000n), maxDuration: durationNanos(1_500_000_000n) }, '100 ms – 1.50 s'],
  ])('case %#', (filter, text) => {
    expect(durationRangeText(filter)).toBe(text);
  });
});
