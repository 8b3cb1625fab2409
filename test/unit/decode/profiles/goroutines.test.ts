import { expect, it } from 'vitest';
import { dumpProfile, stackNames } from '../../../support/profiles/dump-profile.ts';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';
import type { GoroutineDump } from '../../../../src/contract/profiles/goroutines.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';

interface Read {
  readonly profile: Profile;
  readonly dump: GoroutineDump;
}

function read(bytes: Uint8Array): Read {
  const { profiles, goroutines } = readProfiles(bytes);
  return { profile: profiles[0] as Profile, dump: goroutines as GoroutineDump };
}

const textOf = ({ profile, dump }: Read): string => {
  const names = (frame: number): string =>
    frame < 0
      ? ''
      : (profile.texts[profile.functions.name[profile.frames.function[frame] as number] as number] as string);
  const rows = Array.from(dump.id, (id, at) =>
    [
      `goroutine ${id} x${dump.goroutines[at]}`,
      dump.states[dump.state[at] as number],
      dump.waitMinutes[at] === 0 ? '' : `${dump.waitMinutes[at]} min`,
      dump.lockedToThread[at] === 1 ? 'locked' : '',
      names(dump.createdBy[at] as number),
      dump.creator[at] === 0 ? '' : `by ${dump.creator[at]}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  );
  return `${dumpProfile(profile)}${dump.detail}\n${rows.join('\n')}\n`;
};

it.each(['goroutine_debug1.txt', 'goroutine_debug2.txt', 'goroutine_crash.txt'])('reads %s', async (name) => {
  await expect(textOf(read(profileFixture(name)))).toMatchFileSnapshot(`../../../fixtures/profiles/${name}.golden.txt`);
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const groups = profileFixture('goroutine_debug1.txt');
const blocks = profileFixture('goroutine_debug2.txt');

it.each([
  ['counts before goroutines', [groups, blocks]],
  ['goroutines before counts', [blocks, encode('\n'), groups]],
])('joins the two dumps of one file: %s', (_, parts) => {
  const { profile, dump } = read(Buffer.concat(parts));
  expect(dump.detail).toBe('goroutines');
  expect(dump.count).toBe(13);
  const lines = dumpProfile(profile).split('\n');
  expect(lines.filter((line) => line.endsWith('{route=/api/b, worker=3, state=chan receive}'))).toHaveLength(1);
  expect(profile.notes[0]).toContain('6 goroutines have stacks that others with different labels have too');
});

it('gives labels only where the two dumps agree', () => {
  const group = (count: number, labels: string): string =>
    `${count} @ 0x1\n# labels: ${labels}\n#\t0x1\tmain.f+0x1\t/a.go:1\n\n`;
  const goroutine = (id: number): string => `goroutine ${id} [select]:\nmain.f()\n\t/a.go:1 +0x1\n\n`;
  const both = (first: string, second: string): string => `goroutine profile: total 2\n${first}\n${second}`;
  const alike = read(encode(both(group(2, '{"a":"1"}'), goroutine(1) + goroutine(2))));
  expect(dumpProfile(alike.profile).match(/a=1/g)).toHaveLength(2);
  expect(alike.profile.notes).toEqual([]);
  const changed = read(
    encode(both(group(1, '{"a":"1"}') + group(1, '{"a":"2"}'), goroutine(1) + goroutine(2) + goroutine(3))),
  );
  expect(dumpProfile(changed.profile)).not.toContain('a=');
});

it('is as deep as its stacks are', () => {
  const frames = Array.from({ length: 20_000 }, (_, at) => `main.f${at}(0x1)\n\t/a.go:${at} +0x1\n`).join('');
  const { profile } = read(encode(`goroutine 1 [running]:\n${frames}`));
  const names = stackNames(profile, profile.samples.stack[0] as number);
  expect([names.length, names.at(-1)]).toEqual([20_000, 'main.f0']);
});

it('names the line that it cannot read', () => {
  const head = 'goroutine profile: total 1\n1 @ 0x1\n';
  expect(() => read(encode(`${head}#\t0x1 main.f\n`))).toThrow('line 3 is not "# ADDRESS FUNCTION FILE:LINE"');
  expect(() => read(encode(`${head}hello\n`))).toThrow('line 3 is not "COUNT @ ADDRESSES"');
  expect(read(encode(`goroutine profile: total 3\n1 @ 0x1 0x2\n`)).profile.notes).toEqual([
    'the dump says it has 3 goroutines; its stacks have 1',
  ]);
});
