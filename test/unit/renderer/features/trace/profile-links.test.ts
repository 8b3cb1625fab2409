import { describe, expect, it } from 'vitest';
import type { ProfileFormat } from '../../../../../src/contract/profiles/formats.ts';
import type { IntervalProfile, StoredProfile } from '../../../../../src/contract/profiles/list.ts';
import type { SampledSpan } from '../../../../../src/contract/profiles/sample-spans.ts';
import { unixNanos } from '../../../../../src/contract/time.ts';
import { profileEntries } from '../../../../../src/renderer/features/trace/details/profile-links.ts';

const stored = (
  profile: number,
  start: bigint,
  durationNanos: number,
  series = '',
  format: ProfileFormat = 'otlp-profiles',
): IntervalProfile => ({
  linked: false,
  ofSpan: false,
  stored: {
    profile,
    format,
    kind: durationNanos > 0 ? 'cpu' : 'heap',
    name: `p${profile}`,
    services: [],
    origin: 'file',
    source: '',
    series,
    start: unixNanos(start),
    timed: true,
    durationNanos,
    receivedAt: unixNanos(start),
    sampleTypes: [],
    parts: 1,
    samples: 0,
    bytes: 0,
    unshown: undefined,
  } satisfies StoredProfile,
});

describe('profiles of the time of a span', () => {
  const span = { start: 1000n, end: 2000n };

  it('shows the stretch of a recording in which the span ran', () => {
    const [entry] = profileEntries([stored(1, 500n, 4000)], span, undefined);
    expect(entry?.href).toBe('/profiles/1?from=500&to=1500');
    // Samples of pprof have no times: all of it is shown.
    expect(profileEntries([stored(1, 500n, 4000, '', 'pprof')], span, undefined)[0]?.href).toBe('/profiles/1');
    // Where it ran all the time, nothing has to be chosen.
    expect(profileEntries([stored(1, 1200n, 300)], span, undefined)[0]?.href).toBe('/profiles/1');
  });

  it('compares the states before and after of one series, nearest ones', () => {
    const states = [
      stored(1, 100n, 0, 's'),
      stored(2, 900n, 0, 's'),
      stored(3, 1500n, 0, 's'),
      stored(4, 2500n, 0, 's'),
    ];
    const entries = profileEntries([...states, stored(5, 3000n, 0, 's')], span, undefined);
    expect(entries.map(({ href, before }) => [href, before?.profile])).toEqual([['/profiles/4?base=2', 2]]);
  });

  it('compares states within the span where there is none outside of it', () => {
    const changes = (...starts: readonly bigint[]) =>
      profileEntries(
        starts.map((start, at) => stored(at + 1, start, 0, 's')),
        span,
        undefined,
      ).map(({ href }) => href);
    expect(changes(1100n, 1900n)).toEqual(['/profiles/2?base=1']);
    expect(changes(900n, 1900n)).toEqual(['/profiles/2?base=1']);
    expect(changes(100n, 900n)).toEqual(['/profiles/1', '/profiles/2']);
  });

  it('opens what has samples of the span with those alone, whenever it was', () => {
    const asked = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' } as unknown as SampledSpan;
    const own = { ...stored(1, 9_000_000_000_000n, 0, 's'), linked: true, ofSpan: true };
    const [entry] = profileEntries([own, stored(2, 900n, 0, 's'), stored(3, 2500n, 0, 's')], span, undefined, asked);
    expect(entry).toMatchObject({
      ofSpan: true,
      href: '/profiles/1?span=0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331',
    });
  });

  it('leaves out states of another hour', () => {
    const hour = 3_600_000_000_000n;
    expect(profileEntries([stored(1, 1000n + hour, 0), stored(2, 900n, 0)], span, undefined)).toHaveLength(1);
  });

  it('opens a state that has no other to compare with', () => {
    expect(profileEntries([stored(1, 900n, 0, 's')], span, undefined)[0]?.href).toBe('/profiles/1');
    expect(profileEntries([stored(1, 900n, 0), stored(2, 2900n, 0)], span, undefined)).toHaveLength(2);
  });
});
