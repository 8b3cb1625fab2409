// Files of gperftools, jemalloc and Go's text, which have addresses and libraries instead of names.
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import { noProfileFilter } from '../../../../src/contract/profiles/view.ts';
import { DecodeFault } from '../../../../src/main/decode/result.ts';
import { reportText } from '../../../../src/main/query/profiles/reports/report-text.ts';
import { profileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';

const top = (profile: Profile): readonly string[] =>
  reportText({
    profile,
    kind: 'top',
    type: profile.defaultType,
    filter: noProfileFilter,
    grouping: 'function',
    noInlines: false,
    unit: 'auto',
    pattern: '',
    trim: {},
  })
    .trimEnd()
    .split('\n');
const read = (bytes: Uint8Array): Profile => readProfiles(bytes).profiles[0] as Profile;
const text = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const header = '      flat  flat%   sum%        cum   cum%';

describe('profiles without names', () => {
  it('of gperftools have what pprof prints of them', () => {
    expect(top(read(profileFixture('native/gperftools_heap_legacy.heap')))).toEqual([
      'File: alloc_mix',
      'Type: inuse_space',
      'Showing nodes accounting for 1674.41kB, 100% of 1674.41kB total',
      header,
      ' 1670.41kB 99.76% 99.76%  1674.41kB   100%  [alloc_mix]',
      '       4kB  0.24%   100%  1674.39kB   100%  [libc.so.6]',
    ]);
    expect(top(read(profileFixture('native/gperftools_cpu_legacy.prof')))).toEqual([
      'File: spin',
      'Type: cpu',
      'Showing nodes accounting for 440ms, 100% of 440ms total',
      header,
      '     420ms 95.45% 95.45%      420ms 95.45%  [libm.so.6]',
      '      20ms  4.55%   100%      440ms   100%  [spin]',
      '         0     0%   100%      440ms   100%  [libc.so.6]',
    ]);
  });

  it('of jemalloc are told from what was sampled: each count by the chance that its size is seen', () => {
    const profile = read(profileFixture('native/jemalloc_heap_v2.heap'));
    expect(profile.sampleTypes.map(({ type }) => type)).toEqual(['inuse_objects', 'inuse_space']);
    // 1: 40960 at 1024 bytes a sample is certain; 92: 4407 are small, and seen seldom.
    const [objects, space] = profile.samples.values as [Float64Array, Float64Array];
    expect([objects[0], space[0]]).toEqual([1, 40_960]);
    const scale = 1 / (1 - Math.exp(-(4407 / 92) / 1024));
    expect([objects[1], space[1]]).toEqual([Math.trunc(92 * scale), Math.trunc(4407 * scale)]);
    expect(top(profile)[4]).toContain('[libjemalloc.so.2]');
  });

  it('of Go keep the names that its text tells', () => {
    const profile = read(
      text(
        'heap profile: 2: 2048 [4: 8192] @ heap/2',
        '2: 2048 [4: 8192] @ 0x47bb93 0x47b7dd',
        '#\t0x47bb92\tbytes.growSlice+0x92\t\t/go/src/bytes/buffer.go:249',
        '#\t0x47bb92\tbytes.(*Buffer).grow+0x13c\t/go/src/bytes/buffer.go:151',
        '#\t0x47b7dc\tmain.main+0x1\t/srv/main.go:3',
        '',
        '# runtime.MemStats',
        '# Alloc = 1',
      ),
    );
    expect(profile.sampleTypes.map(({ type }) => type)).toContain('alloc_space');
    expect(top(profile).slice(3)).toEqual([
      '       2kB   100%   100%        2kB   100%  bytes.growSlice (inline)',
      '         0     0%   100%        2kB   100%  bytes.(*Buffer).grow',
      '         0     0%   100%        2kB   100%  main.main',
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['a sample', text('heap profile: 1: 2 [1: 2] @ heap/8', 'what?'), 'line 2 is not "COUNT: BYTES [COUNT: BYTES] @'],
    ['a stack', text('heap_v2/1024', '@ here'), 'line 2 is not "@ ADDRESSES"'],
    ['a count', text('heap_v2/1024', '@ 0x1', ' t*: many'), 'line 3 is not "tTHREAD: COUNT'],
    [
      'an end',
      profileFixture('native/gperftools_cpu_legacy.prof').slice(0, 104),
      'the file ends after sample 0, without the mark',
    ],
  ])('are refused with the place for want of %s', (_name, bytes, words) => {
    expect(readerOf(bytes)).toBeDefined();
    expect(() => read(bytes)).toThrow(words);
    expect(() => read(bytes)).toThrow(DecodeFault);
  });
});
