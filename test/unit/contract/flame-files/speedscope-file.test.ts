import { expect, it } from 'vitest';
import { totalsOf } from '../../../support/profiles/dump-profile.ts';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';
import { stacksOf, valuesByPath } from '../../../support/profiles/tree-of.ts';
import { speedscopeFile } from '../../../../src/contract/flame-files/speedscope-file.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';

const write = (profile: Profile): string => {
  const columns = profile.sampleTypes.map(({ type, unit }, at) => ({
    name: type,
    unit,
    values: stacksOf(profile, at).self,
  }));
  const stacks = stacksOf(profile);
  return [...speedscopeFile('a profile', { ...stacks, ...stacks.keys, count: stacks.count }, columns)].join('');
};

it.each(['v8.cpuprofile', 'speedscope.json', 'perf_script.txt'])('comes back as it was: %s', (name) => {
  const profile = readProfiles(profileFixture(name)).profiles[0] as Profile;
  const { profiles } = readProfiles(new TextEncoder().encode(write(profile)));
  expect(profiles.length).toBe(profile.sampleTypes.length);
  for (const [type, again] of profiles.entries()) {
    const stacks = { ...stacksOf(profile, type), rootSelf: 0 };
    expect(valuesByPath(stacksOf(again))).toEqual(valuesByPath(stacks));
  }
});

it('is what the schema of the format asks for', () => {
  const profile = readProfiles(profileFixture('v8.cpuprofile')).profiles[0] as Profile;
  const file = JSON.parse(write(profile)) as Record<string, unknown>;
  expect(Object.keys(file)).toEqual(['$schema', 'exporter', 'name', 'activeProfileIndex', 'shared', 'profiles']);
  const profiles = file['profiles'] as readonly Record<string, unknown>[];
  expect(profiles.map(({ name, unit, type }) => [name, unit, type])).toEqual([
    ['samples', 'none', 'sampled'],
    ['wall', 'nanoseconds', 'sampled'],
  ]);
  const { frames } = file['shared'] as { readonly frames: readonly object[] };
  for (const one of profiles) {
    expect(Object.keys(one)).toEqual(['type', 'name', 'unit', 'startValue', 'endValue', 'samples', 'weights']);
    const samples = one['samples'] as readonly (readonly number[])[];
    const weights = one['weights'] as readonly number[];
    expect(samples.length).toBe(weights.length);
    expect(samples.flat().every((frame) => Number.isInteger(frame) && frame >= 0 && frame < frames.length)).toBe(true);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(one['endValue']);
  }
  expect(profiles.map((one) => one['endValue'])).toEqual(totalsOf(profile));
});

it('tells samples in their order where they have one', () => {
  const stacks = {
    count: 2,
    parent: Int32Array.of(-1, 0),
    key: Int32Array.of(0, 1),
    nameOf: (key: number) => `f${key}`,
  };
  const columns = [{ name: 'wall', unit: 'milliseconds', values: [5, 0, 2, 3] }];
  const file = [...speedscopeFile('timed', stacks, columns, Int32Array.of(1, 0, -1, 1))].join('');
  expect(JSON.parse(file)).toMatchObject({
    profiles: [{ samples: [[0, 1], [], [0, 1]], weights: [5, 2, 3], endValue: 10 }],
  });
});

it('is JSON whatever values are, and whatever names hold', () => {
  const names = ['a\nb', ']]>', '\u0007"\\', '\ud800', ''];
  const stacks = {
    count: 5,
    parent: [-1, 0, 1, 2, 3],
    key: [0, 1, 2, 3, 4],
    nameOf: (key: number) => names[key] ?? '',
  };
  const values = [Number.NaN, -5, 0, 2 ** 60, 1];
  const file = [...speedscopeFile('\u2028', stacks, [{ name: 'x', unit: 'bytes', values }])].join('');
  const { profiles } = readProfiles(new TextEncoder().encode(file));
  expect(valuesByPath(stacksOf(profiles[0] as Profile))).toEqual([
    `${names.slice(0, 4).join(';')}: ${2 ** 60}`,
    `${names.slice(0, 4).join(';')};<unknown>: 1`,
  ]);
  const none = [...speedscopeFile('', { ...stacks, count: 0 }, [{ name: 'x', unit: '', values: [] }])].join('');
  expect(readProfiles(new TextEncoder().encode(none)).profiles[0]?.samples.count).toBe(0);
});
