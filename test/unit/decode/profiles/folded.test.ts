import { expect, it } from 'vitest';
import { stackNames } from '../../../support/profiles/dump-profile.ts';
import { folded } from '../../../../src/main/decode/profiles/folded.ts';
import { profileHeadBytes } from '../../../../src/main/decode/profiles/profile-format.ts';
import { sniffProfile } from '../../../../src/main/decode/profiles/formats.ts';

const tools = { text: (bytes: Uint8Array) => new TextDecoder().decode(bytes) };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

it('reads stacks into one trie, the outermost frame first', () => {
  const [profile] = folded.decode(bytesOf('# made by perf\na;b b;c 3\na;b b 2.5\n\na 1\n'), tools).profiles;
  expect(profile?.stacks.count).toBe(3);
  expect([...(profile?.samples.values[0] ?? [])]).toEqual([3, 2.5, 1]);
  const names = [...(profile?.stacks.frame ?? [])].map((frame) => {
    const at = profile?.functions.name[profile.frames.function[frame] as number];
    return profile?.texts[at as number];
  });
  expect(names).toEqual(['a', 'b b', 'c']);
  expect([...(profile?.stacks.parent ?? [])]).toEqual([-1, 0, 1]);
  expect([...(profile?.samples.stack ?? [])]).toEqual([2, 1, 0]);
});

it('keeps both numbers of a comparison', () => {
  const [profile] = folded.decode(bytesOf('a;b 3 5\na;c 0 2\n'), tools).profiles;
  expect(profile?.sampleTypes.map(({ type }) => type)).toEqual(['before', 'after']);
  expect([...(profile?.samples.values[1] ?? [])]).toEqual([5, 2]);
});

it('knows a comparison by all of its lines: names may end in a number', () => {
  const [profile] = folded.decode(bytesOf('main;thread 12 5\nmain;work 3\n'), tools).profiles;
  expect([...(profile?.samples.values[0] ?? [])]).toEqual([5, 3]);
  expect(profile?.sampleTypes).toHaveLength(1);
});

it('names the line that it cannot read', () => {
  expect(() => folded.decode(bytesOf('a;b 3\na;b\n'), tools)).toThrow('line 2 is not "frame;frame NUMBER"');
});

it('is known by its lines', () => {
  const text = 'main;work 12\nmain;idle 3\n';
  expect(sniffProfile(bytesOf(text), text)?.id).toBe('folded');
  expect(sniffProfile(bytesOf('2026-11-21 hello; world\n'), '2026-11-21 hello; world\n')).toBeUndefined();
});

it('keeps semicolons of array types inside of their names', () => {
  const text = 'main;<[[u8; 8]; 4] as Debug>::fmt;operator[];x 3\r\nmain;a[b;c 4\r\n';
  const { profiles } = folded.decode(bytesOf(text), tools);
  expect([...(profiles[0]?.texts ?? [])]).toEqual([
    '',
    'main',
    '<[[u8; 8]; 4] as Debug>::fmt',
    'operator[]',
    'x',
    'a[b',
    'c',
  ]);
  expect(sniffProfile(bytesOf(text), text)?.id).toBe('folded');
});

it('shares what neighbouring lines have in common, name by name', () => {
  const text = 'a;bc;d 1\na;b 2\na;bc 3\na;bc;d;e 4\na;x[u8 5\na;x[u8; 8];b 6\na;x[u8;y 7\na 8\n';
  const [profile] = folded.decode(bytesOf(text), tools).profiles;
  if (profile === undefined) throw new Error('no profile');
  const paths = [...profile.samples.stack].map((stack) => stackNames(profile, stack).join(' | '));
  expect(paths).toEqual([
    'a | bc | d',
    'a | b',
    'a | bc',
    'a | bc | d | e',
    'a | x[u8',
    'a | x[u8; 8] | b',
    'a | x[u8 | y',
    'a',
  ]);
});

it('knows a stack that is longer than the beginning of its file', () => {
  const stack = Array.from({ length: 20_000 }, (_, at) => `f${at % 50}`).join(';');
  const bytes = bytesOf(`${stack} 7\n`);
  const head = bytes.subarray(0, 65_536);
  expect(sniffProfile(head, tools.text(head))?.id).toBe('folded');
  const [profile] = folded.decode(bytes, tools).profiles;
  expect([profile?.stacks.count, profile?.samples.values[0]?.[0]]).toEqual([20_000, 7]);
});

it('knows a stack of 50,000 frames, whose line does not end in the head', () => {
  const text = `${Array.from({ length: 50_000 }, (_, i) => `f${i}`).join(';')} 7\n`;
  const head = text.slice(0, profileHeadBytes);
  expect(sniffProfile(bytesOf(head), head)?.id).toBe('folded');
  const [profile] = folded.decode(bytesOf(text), tools).profiles;
  expect(profile?.stacks.count).toBe(50_000);
  const json = `[${head.slice(1)}`;
  expect(sniffProfile(bytesOf(json), json)).toBeUndefined();
});

it('refuses numbers whose sums would be infinite, and says which are rounded', () => {
  expect(() => folded.decode(bytesOf('a;b 1\na;c 1e308\n'), tools)).toThrow('line 2 has a number beyond 1e+300');
  expect(() => folded.decode(bytesOf('a;b 1e999\n'), tools)).toThrow('line 1 has a number');
  const [profile] = folded.decode(bytesOf('a;b 9007199254740993\na;c 1\n'), tools).profiles;
  expect(profile?.notes).toEqual(['1 value is beyond 2^53 and rounded']);
});
