import { expect, it } from 'vitest';
import { dumpProfile, stackNames, totalsOf } from '../../../support/profiles/dump-profile.ts';
import { profileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';
import type { Profile } from '../../../../src/contract/profiles/profile.ts';

const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file));
const frames = [{ name: 'main', file: 'main.rb', line: 3 }, { name: 'work' }, { name: 'wait', col: 7 }];
const $schema = 'https://www.speedscope.app/file-format-schema.json';
const file = (...profiles: readonly object[]): object => ({ $schema, shared: { frames }, profiles });
const read = (...profiles: readonly object[]): readonly Profile[] => readProfiles(bytesOf(file(...profiles))).profiles;
const evented = (...events: readonly (readonly [string, number, number])[]): object => ({
  type: 'evented',
  name: 'thread 1',
  unit: 'milliseconds',
  startValue: 10,
  endValue: 20,
  events: events.map(([type, frame, at]) => ({ type, frame, at })),
});
const sampled = (samples: readonly (readonly unknown[])[], weights: readonly unknown[], unit = 'none'): object => ({
  type: 'sampled',
  name: 'cpu',
  unit,
  startValue: 0,
  endValue: 1,
  samples,
  weights,
});

it('reads a file with a sampled and an evented profile', async () => {
  const { profiles } = readProfiles(profileFixture('speedscope.json'));
  await expect(profiles.map((one) => dumpProfile(one)).join('\n')).toMatchFileSnapshot(
    '../../../fixtures/profiles/speedscope.json.golden.txt',
  );
});

it('turns what opens and closes into samples with times, idle times included', () => {
  const [profile] = read(evented(['O', 0, 11], ['O', 1, 11], ['C', 1, 14], ['O', 2, 15], ['C', 2, 15.5], ['C', 0, 16]));
  const { samples } = profile as Profile;
  expect([...(samples.values[0] as Float64Array)]).toEqual([1, 3, 1, 0.5, 0.5, 4]);
  expect([...(samples.time as Float64Array)].map((nanos) => nanos / 1e6)).toEqual([0, 1, 4, 5, 5.5, 6]);
  expect([...samples.stack].map((stack) => stackNames(profile as Profile, stack).join(';'))).toEqual([
    '',
    'main;work',
    'main',
    'main;wait',
    'main',
    '',
  ]);
  expect(totalsOf(profile as Profile)).toEqual([10]);
});

it('shows the active profile first and ends what is open with its profile', () => {
  const { profiles } = readProfiles(
    bytesOf({ ...file(sampled([[0]], [1]), { ...evented(['O', 0, 12]), name: 'shown' }), activeProfileIndex: 1 }),
  );
  expect(profiles.map(({ title }) => title)).toEqual(['shown', 'cpu']);
  expect(profiles[0]?.notes).toEqual(['1 frames of profiles[1] are open at its end; they end with it']);
  expect(totalsOf(profiles[0] as Profile)).toEqual([10]);
});

it('keeps time order only where weights are time', () => {
  expect(read(sampled([[0, 1], [0]], [2, 3], 'seconds'))[0]?.samples.time).toEqual(Float64Array.of(0, 2e9));
  expect(read(sampled([[0, 1], [0]], [2, 3], 'bytes'))[0]?.samples.time).toBeUndefined();
});

it('is known without its schema', () => {
  expect(readerOf(bytesOf({ profiles: [sampled([[0]], [1])], shared: { frames } }))?.id).toBe('speedscope');
  expect(readerOf(bytesOf({ profiles: [], resourceSpans: [] }))).toBeUndefined();
});

it.each([
  [sampled([[0], [1]], [1]), 'profiles[0] has 2 samples and 1 weights'],
  [sampled([[0]], [-1]), 'profiles[0].weights[0] is -1; it must be a number from 0 on'],
  [sampled([[0, 3]], [1]), 'a frame of profiles[0].samples[0] is 3; it must be a whole number from 0 to 2'],
  [sampled([[0]], [1], 'furlongs'), 'profiles[0].unit is the text "furlongs"'],
  [{ ...sampled([], []), type: 'other' }, 'profiles[0].type is the text "other"; it must be "sampled" or "evented"'],
  [
    evented(['O', 0, 11], ['O', 1, 12], ['C', 0, 13]),
    'profiles[0].events[2] closes frame 0, which is not the innermost',
  ],
  [evented(['C', 0, 13]), 'profiles[0].events[0] closes frame 0, which is not the innermost of 0 open ones'],
  [evented(['O', 0, 13], ['C', 0, 12]), 'profiles[0].events[1].at is 12, before 13'],
])('says where a profile is wrong (%#)', (profile, message) => {
  expect(() => read(profile)).toThrow(message);
});
