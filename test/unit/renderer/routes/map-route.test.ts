import { describe, expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import { durationNanos, unixNanos } from '../../../../src/contract/time.ts';
import { mapLink, parseMapRoute } from '../../../../src/renderer/routes/map-route.ts';

const placeOf = (link: string) => {
  const url = new URL(link, 'http://here');
  return { path: url.pathname, search: url.searchParams };
};
const nothing = { run: undefined, last: undefined, from: undefined, to: undefined, at: undefined };

describe('the address of the map', () => {
  it('brings back all that it was made of', () => {
    for (const view of [
      nothing,
      { ...nothing, run: runId('x y'), at: 'service:a → database:b&c' },
      { ...nothing, last: durationNanos(900_000_000_000n) },
      { ...nothing, from: unixNanos(1_768_469_400_000_000_001n), to: unixNanos(1_768_469_400_500_000_000n) },
    ])
      expect(parseMapRoute(placeOf(mapLink(view)))).toEqual(view);
  });

  it('ignores what makes no sense', () => {
    expect(parseMapRoute(placeOf('/map?last=never&from=x&to='))).toEqual(nothing);
    expect(parseMapRoute(placeOf('/map?last=-5m'))).toEqual(nothing);
    expect(parseMapRoute(placeOf('/maps'))).toBeUndefined();
  });
});
