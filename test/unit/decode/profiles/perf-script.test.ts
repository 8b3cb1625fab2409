import { expect, it } from 'vitest';
import { dumpProfile, stackNames, totalsOf } from '../../../support/profiles/dump-profile.ts';
import { largeProfileFixture, profileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

it('reads events, threads, kernel frames, source lines and modules', async () => {
  const { profiles } = readProfiles(profileFixture('perf_script.txt'));
  await expect(profiles.map((one) => dumpProfile(one)).join('\n')).toMatchFileSnapshot(
    '../../../fixtures/profiles/perf_script.txt.golden.txt',
  );
});

it('has the sums that stackcollapse-perf has', () => {
  const text = largeProfileFixture('text/perf_script.txt');
  const folded = largeProfileFixture('folded/perf_spin.folded');
  if (text === undefined || folded === undefined) {
    console.warn('SKIPPED: there are no samples beside the repository');
    return;
  }
  const [profile] = readProfiles(text).profiles;
  if (profile === undefined) throw new Error('no profile');
  const sums = new Map<string, number>();
  for (const [at, stack] of profile.samples.stack.entries()) {
    const key = `spin;${stackNames(profile, stack).join(';')}`;
    sums.set(key, (sums.get(key) ?? 0) + (profile.samples.values[1]?.[at] ?? 0));
  }
  const expected = new TextDecoder().decode(folded).trim().split('\n');
  expect([...sums].map(([key, sum]) => `${key} ${sum}`).toSorted()).toEqual(expected);
});

it('puts samples of several processors in the order of time', () => {
  const sample = (time: string): string => `a 1 [000] ${time}: 10 cycles: \n\t 1f main (/a)\n`;
  const [profile] = readProfiles(
    encode([sample('5.000003'), sample('5.000001'), sample('5.000002')].join('\n')),
  ).profiles;
  expect([...(profile?.samples.time ?? [])].map(Math.round)).toEqual([0, 1000, 2000]);
  expect(profile && totalsOf(profile)).toEqual([3, 30]);
});

it('names the line that it cannot read', () => {
  expect(() => readProfiles(encode('a 1 5.1: 10 cycles: \n\t1f main (/a)\n\n\tnonsense\n'))).toThrow(
    'line 4 is neither the head of a sample nor a frame of a stack',
  );
});

it('is not every text with times in it', () => {
  expect(readerOf(encode('2026-11-21 10:00:01.5: server started\n'))).toBeUndefined();
  expect(readerOf(encode('worker 12 starts: hello\n'))).toBeUndefined();
});
