import { expect, it } from 'vitest';
import { dumpProfile, totalsOf } from '../../../support/profiles/dump-profile.ts';
import { largeProfileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

it('reads contention, cycles as nanoseconds', () => {
  const text =
    '--- mutex:\ncycles/second=2000000000\nsampling period=3\n' +
    '10 2 @ 0x1 0x2\n#\t0x1\tsync.(*Mutex).Unlock+0x2\t/go/mutex.go:225\n#\t0x2\tmain.main+0x9\t\t/main.go:7\n\n5 1 @ 0x7\n';
  const [profile] = readProfiles(encode(text)).profiles;
  expect(profile && dumpProfile(profile)).toBe(
    `format go-text
title mutex
types contentions/count delay/nanoseconds
default delay
totals 9 22
#0 main.main /main.go:7 0x2 go
#1 in #0 sync.(*Mutex).Unlock /go/mutex.go:225 0x1 go
#2 0x7 go
#1 6 15
#2 3 7
`,
  );
});

it('reads made threads', () => {
  const text = 'threadcreate profile: total 5\n4 @ 0x0 0x0\n#\t0x0\n\n1 @ 0x5 0x0\n#\t0x5\tmain.f+0x1\t/a.go:1\n';
  const [profile] = readProfiles(encode(text)).profiles;
  expect(profile && totalsOf(profile)).toEqual([5]);
  expect([...(profile?.samples.stack ?? [])]).toEqual([-1, 0]);
});

it('names the line that it cannot read', () => {
  expect(() => readProfiles(encode('--- contention:\ncycles/second=1\n5 @ 0x1\n'))).toThrow(
    'line 3 is not "CYCLES COUNT @ ADDRESSES"',
  );
  expect(() => readProfiles(encode('--- contention:\ncycles/second=1\n'))).toThrow('the text has no stacks');
});

it('has the values that pprof has', () => {
  const bytes = largeProfileFixture('text/go1.19_mutex_debug1.txt');
  if (bytes === undefined) {
    console.warn('SKIPPED: there are no samples beside the repository');
    return;
  }
  expect(readerOf(bytes)?.id).toBe('go-text');
  const [profile] = readProfiles(bytes).profiles;
  const [counts, delays] = profile?.samples.values ?? [];
  expect([...(counts ?? [])].slice(0, 5)).toEqual([2139, 61, 5, 1, 2]);
  expect([...(delays ?? [])].slice(0, 5)).toEqual([2735677677, 2797858, 7260, 956, 450]);
});
