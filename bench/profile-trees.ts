// What the profile worker does with large pprof files, in this process and without a window: decoding, the first picture, and
// each question that a page asks afterwards, with trees that are kept as the worker keeps them. Ratios are to the decoding of
// the same file in the same run, so that figures of different machines can be compared.
import { wholeView } from '../test/support/profiles/whole-view.ts';
import { gunzipSync } from 'node:zlib';
import type { ProfileView } from '../src/contract/profiles/view.ts';
import { runId } from '../src/contract/ids.ts';
import type { Profile } from '../src/contract/profiles/profile.ts';
import { sniffProfile } from '../src/main/decode/profiles/formats.ts';
import { diffFunctions } from '../src/main/query/profiles/flame/diff-answer.ts';
import { flamePicture, sandwichPictures, searchFlame } from '../src/main/query/profiles/flame/flame-answers.ts';
import type { ProfileLibrary } from '../src/main/query/profiles/profile-library.ts';
import { manyStacks } from './lib/many-stacks.ts';
import { pprofFile } from './lib/pprof-file.ts';
import { median, round } from './lib/statistics.ts';

const rounds = 3;
const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

function decoded(plain: Uint8Array): Profile {
  const reader = sniffProfile(plain.subarray(0, 65_536), text(plain.subarray(0, 65_536)));
  const profile = reader?.decode(plain, { text }).profiles[0];
  if (profile === undefined) throw new Error('the file was not recognised');
  return profile;
}

function libraryOf(profiles: readonly Profile[]): ProfileLibrary {
  const kept = new Map<string, unknown>();
  return {
    profile: ({ profile }) => profiles[profile] as Profile,
    contentOf: ({ profile }) => String(profile),
    keep<T>(key: string, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
    alive: () => undefined,
  };
}

type Times = Record<string, number>;

function oneRound(plain: Uint8Array, other: Profile | undefined): { readonly times: Times; readonly nodes: number } {
  const times: Times = {};
  const timed = <T>(name: string, work: () => T): T => {
    const began = performance.now();
    const made = work();
    times[name] = performance.now() - began;
    return made;
  };
  const profile = timed('decode', () => decoded(plain));
  const library = libraryOf(other === undefined ? [profile] : [profile, other]);
  const run = runId('bench');
  const view: ProfileView = wholeView({ run, profile: 0 });
  const all = { zoom: '', width: 'max' } as const;
  const find = { view, ...all, files: false } as const;
  const first = timed('firstPicture', () => flamePicture({ view, ...all }, library));
  const [, frame = ''] = first.texts.split('\0');
  timed('searchText', () => searchFlame({ ...find, text: 'step77', regex: false }, library));
  timed('searchExpression', () => searchFlame({ ...find, text: 'Worker[12].*step7+', regex: true }, library));
  timed('byName', () => flamePicture({ view: { ...view, order: 'name' }, ...all }, library));
  timed('inverted', () => flamePicture({ view: { ...view, inverted: true }, ...all }, library));
  timed('byPackage', () => flamePicture({ view: { ...view, grouping: 'package' }, ...all }, library));
  timed('sandwich', () => sandwichPictures({ view, width: 'max', frame, callersZoom: '', calleesZoom: '' }, library));
  if (other !== undefined) {
    const compared = { ...view, base: { run, profile: 1, part: 0 } };
    timed('difference', () => {
      flamePicture({ view: compared, ...all }, library);
      diffFunctions({ view: compared, by: 'total', relative: false, text: '', offset: 0, limit: 200 }, library);
    });
  }
  return { times, nodes: first.treeNodes };
}

/** @param compared also the difference to a second profile of the same size */
export function measureTrees(stacks: number, compared: boolean): Record<string, unknown> {
  const file = pprofFile(manyStacks(stacks, 1));
  const began = performance.now();
  const plain = gunzipSync(file);
  const inflate = performance.now() - began;
  const other = compared ? decoded(gunzipSync(pprofFile(manyStacks(stacks, 2)))) : undefined;
  const all = Array.from({ length: rounds }, () => oneRound(plain, other));
  const names = Object.keys(all[0]?.times ?? {});
  const middle = (name: string): number => median(all.map(({ times }) => times[name] ?? Number.NaN));
  return {
    stacks,
    nodes: all[0]?.nodes,
    fileBytes: file.length,
    plainBytes: plain.length,
    inflateMillis: round(inflate),
    medianMillisOf3: Object.fromEntries(names.map((name) => [name, round(middle(name))])),
    timesOfDecoding: Object.fromEntries(
      names.filter((name) => name !== 'decode').map((name) => [name, round(middle(name) / middle('decode'), 3)]),
    ),
  };
}
