import { describe, expect, it } from 'vitest';
import { dhat } from '../../../../src/main/decode/profiles/dhat.ts';
import { dhatFrame } from '../../../../src/contract/profiles/dhat-frame.ts';
import { sniffProfile } from '../../../../src/main/decode/profiles/formats.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import type { DhatPoints } from '../../../../src/contract/profiles/dhat.ts';
import { profileFixture, profileTools } from '../../../support/profiles/profile-file.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (name: string): string => profileTools.text(profileFixture(`dhat/${name}.json`));

function read(text: string): { readonly profile: Profile; readonly points: DhatPoints } {
  const { profiles, dhat: points } = dhat.decode(bytesOf(text), profileTools);
  const [profile] = profiles;
  if (profile === undefined || points === undefined) throw new Error('nothing was read');
  return { profile, points };
}

const small = (parts: { readonly point?: string; readonly end?: string; readonly te?: string } = {}): string =>
  `{"dhatFileVersion":2,"mode":"copy","verb":"Copied","bklt":false,"bkacc":false,"tu":"instrs","Mtu":"Minstr","cmd":"x",` +
  `"pid":1,${parts.te ?? '"te":10,'}"pps":[${parts.point ?? '{"tb":8,"tbk":1,"fs":[1]}'}],"ftbl":["[root]","0x1: f (a.c:3)"]${parts.end ?? '}'}`;

describe('a file of Valgrind', () => {
  it('becomes points and samples in the same order', () => {
    const { profile, points } = read(textOf('valgrind_alloc_mix'));
    expect(points.count).toBe(23);
    expect(profile.samples.count).toBe(23);
    expect([...points.totalBytes.subarray(0, 3)]).toEqual([65520, 35999, 12000]);
    expect([...(profile.samples.values[0] ?? [])].slice(0, 3)).toEqual([65520, 35999, 12000]);
    expect(profile.sampleTypes.map(({ type, unit }) => `${type} ${unit}`)).toEqual([
      'total_bytes bytes',
      'total_blocks blocks',
      't-gmax_bytes bytes',
      't-gmax_blocks blocks',
      't-end_bytes bytes',
      't-end_blocks blocks',
      'lifetime instrs',
      'reads bytes',
      'writes bytes',
    ]);
    expect(points).toMatchObject({
      mode: 'heap',
      command: './alloc_mix 1',
      timeAtPeak: 1465881,
      maximumIsLowerBound: true,
    });
  });

  it('has its frames outermost first, inlined ones told', () => {
    const { profile } = read(textOf('valgrind_alloc_mix'));
    const nameOf = (frame: number): string =>
      profile.texts[profile.functions.name[profile.frames.function[frame] as number] as number] as string;
    const inlined = [...profile.frames.flags.keys()].filter((frame) => profile.frames.flags[frame] === 1).map(nameOf);
    expect(inlined).toEqual(expect.arrayContaining(['inl_a', 'inl_b', 'grow']));
    expect(inlined).not.toContain('inlined');
    expect(inlined).not.toContain('rec_list');
    let node = profile.samples.stack[0] as number;
    const names: string[] = [];
    for (; node >= 0; node = profile.stacks.parent[node] as number) {
      names.push(nameOf(profile.stacks.frame[node] as number));
    }
    expect(names).toEqual(['grow', 'main']);
  });

  it('tells counters that wrapped, and merges points with one stack', () => {
    expect(read(textOf('valgrind_acc_wrap')).profile.notes.join()).toContain('have 16 bits and wrapped');
    const once = read(textOf('valgrind_alloc_mix')).points;
    const { points, profile } = read(textOf('edge_repeated_location'));
    expect(points.count).toBe(once.count);
    expect(profile.notes.join()).toContain('1 program point had the stack of another');
    const merged = [...points.maximumBytes.keys()].filter((point) => Number.isNaN(points.maximumBytes[point]));
    expect(merged).toHaveLength(1);
    expect(points.totalBytes[merged[0] as number]).toBe(2 * (once.totalBytes[merged[0] as number] as number));
  });

  it('may hold a stack that is all Valgrind itself', () => {
    const { points, profile } = read(small({ point: '{"tb":8,"tbk":1,"fs":]}' }));
    expect([...points.frameStarts]).toEqual([0, 0]);
    expect([...profile.samples.stack]).toEqual([-1]);
  });
});

it('numbers below zero and beyond 2^53 are told', () => {
  const { profile } = read(small({ point: '{"tb":-8,"tbk":9007199254740993,"fs":[1]}' }));
  expect(profile.notes).toEqual([
    '1 number below zero: shares and sums are not what was allocated',
    'Numbers beyond 2^53 are not exact',
  ]);
});

it('units and lifetimes of the dhat crate are those of its files', () => {
  const { points, profile } = read(textOf('rust_dhat-ad-hoc'));
  expect(points.units).toEqual({ perByte: 'units', bytes: 'units', blocks: 'events', time: 'µs', millionTime: 's' });
  expect(profile.sampleTypes[0]).toEqual({ type: 'total_bytes', unit: 'units' });
  expect(profile.durationNanos).toBe(466_000);
  expect(read(textOf('rust_dhat-heap')).points.maximumIsLowerBound).toBe(false);
});

it.each([
  [textOf('edge_version3'), 'a DHAT file of version 3; only version 2 can be read'],
  [small({ te: '' }), 'the file has no "te"'],
  [small({ point: '{"tb":8,"tbk":1,"fs":[1]},{"tb":8,"fs":[1]}' }), 'pps[1] has no "tbk"'],
  [small({ point: '{"tb":8,"tbk":1}' }), 'pps[0] has no "fs"'],
  [small({ point: '{"tb":8,"tbk":1,"fs":[2]}' }), 'pps[0].fs has frame 2; "ftbl" has 2 frames'],
  [small({ point: '{"tb":8,"tbk":1,"fs":[1],"acc":[-9000000,1]}' }), 'access counts of more than 1048576 bytes'],
  [small({ point: '{"tb":"8","tbk":1,"fs":[1]}' }), 'a number should come here'],
  [small({ end: '' }), 'the file ends where a comma or a closing brace should come'],
  [small({ end: '}{' }), 'more bytes after the end'],
])('refuses a broken file in words %#', (text, words) => {
  expect(() => read(text)).toThrow(words);
});

it.each([
  ['0x109: grow (alloc_mix.c:14)', { address: 0x109n, name: 'grow', file: 'alloc_mix.c', line: 14, column: 0 }],
  ['0x48B0249: (below main) (libc_start_call_main.h:58)', { name: '(below main)', file: 'libc_start_call_main.h' }],
  ['0x1: ??? (in /opt/lib (x86)/lib.so)', { name: '', file: '', library: '/opt/lib (x86)/lib.so' }],
  ['0x5: ns::f(int, a: b) (src/vec/mod.rs:464:47)', { name: 'ns::f(int, a: b)', line: 464, column: 47 }],
  ['[root]', { address: 0n, name: '[root]', file: '' }],
  ['0x5: operator()(int)', { name: 'operator()(int)', file: '' }],
])('reads the frame %s', (text, frame) => {
  expect(dhatFrame(text)).toMatchObject(frame);
});

it('is known by its first key', () => {
  for (const name of ['valgrind_alloc_mix', 'rust_dhat-heap']) {
    const bytes = profileFixture(`dhat/${name}.json`).subarray(0, 500);
    expect(sniffProfile(bytes, profileTools.text(bytes))?.id).toBe('dhat');
  }
});
