import { describe, expect, it } from 'vitest';
import { durationNanos, unixNanosOfMillis } from '../../../../../src/contract/time.ts';
import {
  axisBounds,
  durationBound,
  hasSelection,
  isUnfiltered,
  longest,
  parseAttribute,
  servicePick,
  shortest,
  withAttribute,
  withDuration,
  withOperation,
  withoutSelection,
  withoutTimes,
  withSelection,
  withService,
} from '../../../../../src/renderer/features/traces/filter-model.ts';
import { parseTracesRoute, tracesLink } from '../../../../../src/renderer/routes/traces-route.ts';
import { pickedValue } from '../../../../../src/renderer/ui/search-field/conditions.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const all = { where: '' };

describe('pickers', () => {
  it('write into the text and read from it', () => {
    const one = withOperation(withService(all, 'check out'), 'GET /');
    expect(one.where).toBe('service = "check out" and name = "GET /"');
    expect(pickedValue(one.where, servicePick)).toBe('check out');
    expect(withService(one, 'api').where).toBe('service = api');
    expect(withService(one, 'check out')).toEqual(one);
    expect(withService(one, undefined).where).toBe('');
  });

  it('leave what they do not show as it is written', () => {
    expect(withService({ where: 'a = 1 or b = 2' }, 'api').where).toBe('(a = 1 or b = 2) and service = api');
    expect(withService({ where: 'service != x and root' }, 'api').where).toBe(
      'service != x and root and service = api',
    );
  });

  it('know a bound however it was written', () => {
    expect(durationBound({ where: 'trace.duration > 1500us and error' }, shortest)).toBe(1_500_000n);
    expect(durationBound({ where: 'duration > 1s' }, shortest)).toBeUndefined();
    const both = withDuration(
      withDuration(all, shortest, durationNanos(1_000_000n)),
      longest,
      durationNanos(10n ** 9n),
    );
    expect(both.where).toBe('trace.duration >= 1ms and trace.duration <= 1s');
    expect(withDuration(both, shortest, undefined).where).toBe('trace.duration <= 1s');
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

  it('adds several, none twice', () => {
    const two = withAttribute(withAttribute(all, 'a', '1'), 'service', 'x');
    expect(two.where).toBe('a = 1 and "service" = x');
    expect(withAttribute(two, 'a', '1')).toEqual(two);
  });
});

describe('selection', () => {
  it('becomes a range that contains what was dragged over, and can be taken back', () => {
    const filter = withSelection(
      { where: 'service = api' },
      { time: { from: noon + 0.4567, to: noon + 99.0004 }, duration: { min: 10.04, max: 1234.5 } },
    );
    expect(filter).toEqual({
      where: 'service = api and trace.duration >= 10ms and trace.duration <= 1.24s',
      from: unixNanosOfMillis(noon + 0.456),
      to: unixNanosOfMillis(noon + 99.001),
    });
    expect(axisBounds(filter)).toEqual({ from: noon + 0.456, to: noon + 99.001, min: 10, max: 1240 });
    expect(hasSelection(filter)).toBe(true);
    expect(withoutTimes(filter)).toEqual({ where: filter.where });
    expect(withoutSelection(filter)).toEqual({ where: 'service = api' });
    expect(hasSelection(withoutSelection(filter))).toBe(false);
  });

  it('leaves an axis alone that was not dragged', () => {
    expect(withSelection({ where: 'trace.duration >= 5ms' }, { time: { from: noon, to: noon + 1 } }).where).toBe(
      'trace.duration >= 5ms',
    );
  });

  it('survives the address', () => {
    const filter = withSelection(all, { time: { from: noon, to: noon + 5 }, duration: { min: 0.2, max: 7 } });
    const url = new URL(tracesLink({ filter }), 'http://here');
    expect(parseTracesRoute({ path: url.pathname, search: url.searchParams })?.filter).toEqual(filter);
  });

  it('is everything when nothing is asked', () => {
    expect(isUnfiltered(all)).toBe(true);
    expect(isUnfiltered({ where: '', from: unixNanosOfMillis(noon) })).toBe(false);
  });
});
