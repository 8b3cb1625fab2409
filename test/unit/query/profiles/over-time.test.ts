import { expect, it } from 'vitest';
import { runId } from '../../../../src/contract/ids.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';
import { noProfileFilter, type ProfileFilter, type ProfileView } from '../../../../src/contract/profiles/view.ts';
import type { ProfileLibrary } from '../../../../src/main/query/profiles/profile-library.ts';
import { profileOverTime } from '../../../../src/main/query/profiles/over-time.ts';
import { profileFixture, readProfiles } from '../../../support/profiles/profile-file.ts';

const libraryOf = (profile: Profile): ProfileLibrary => ({
  profile: () => profile,
  contentOf: () => 'content',
  keep: (_, make) => make(),
  alive: () => undefined,
});

function over(name: string, filter: Partial<ProfileFilter>, buckets: number) {
  const [profile] = readProfiles(profileFixture(name)).profiles;
  if (profile === undefined) throw new Error('no profile');
  const view: ProfileView = {
    run: runId('r'),
    profile: 1,
    part: 0,
    type: profile.defaultType,
    grouping: 'function',
    order: 'weight',
    inverted: false,
    filter: { ...noProfileFilter, ...filter },
    normalized: false,
  };
  const answer = profileOverTime({ view, buckets }, libraryOf(profile));
  const column = profile.samples.values[view.type] ?? new Float64Array(0);
  return { ...answer, sum: sumOf(answer.values), whole: sumOf(column), profile };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

it('every sample stands in one stretch of time', () => {
  const { from, to, sum, whole } = over('v8.cpuprofile', {}, 37);
  expect(from).toBe(0);
  expect(sum).toBeCloseTo(whole, 3);
  expect(to).toBeGreaterThan(from);
});

it('two halves of a recording have all of it, and a half has its own stretches', () => {
  const { to, whole } = over('v8.cpuprofile', {}, 1);
  const middle = Math.floor(to / 2);
  const first = over('v8.cpuprofile', { from: 0, to: middle }, 10);
  const second = over('v8.cpuprofile', { from: middle, to }, 10);
  expect(first.sum + second.sum).toBeCloseTo(whole, 3);
  expect(first.to).toBe(middle);
  expect(first.sum).toBeLessThan(whole);
});

it('other filters hold', () => {
  const focused = over('v8.cpuprofile', { focus: 'runScript' }, 10);
  expect(focused.sum).toBeGreaterThan(0);
  expect(focused.sum).toBeLessThan(focused.whole);
});

it('a profile without times has none', () => {
  expect(over('goroutine_debug2.txt', {}, 10).values).toHaveLength(0);
});
