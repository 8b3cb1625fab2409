// Answers about profiles as the worker gives them, of files that were decoded by their readers.
import { wholeView } from '../../../../support/profiles/whole-view.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runId } from '../../../../../src/contract/ids.ts';
import { restOfFrames } from '../../../../../src/contract/profiles/flame.ts';
import { packPicture, unpackPicture, type SentPicture } from '../../../../../src/contract/profiles/picture-texts.ts';
import { framePath } from '../../../../../src/contract/profiles/frame-path.ts';
import type { Profile } from '../../../../../src/contract/profiles/profile.ts';
import { noProfileFilter, type ProfileView } from '../../../../../src/contract/profiles/view.ts';
import { usualNames } from '../../../../../src/contract/profiles/symbol-names.ts';
import { demangledProfile } from '../../../../../src/main/decode/profiles/demangled-profile.ts';
import { sniffProfile } from '../../../../../src/main/decode/profiles/formats.ts';
import { functionAnswer } from '../../../../../src/main/engine/function-answer.ts';
import { diffFunctions } from '../../../../../src/main/query/profiles/flame/diff-answer.ts';
import {
  flamePicture,
  sandwichPictures,
  searchFlame,
} from '../../../../../src/main/query/profiles/flame/flame-answers.ts';
import { functionSums } from '../../../../../src/main/query/profiles/flame/function-sums.ts';
import { profileSeries } from '../../../../../src/main/query/profiles/flame/series-answer.ts';
import type { ProfileLibrary } from '../../../../../src/main/query/profiles/profile-library.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function profileOf(bytes: Uint8Array): Profile {
  const reader = sniffProfile(bytes, text(bytes));
  const profile = reader?.decode(bytes, { text }).profiles[0];
  if (profile === undefined) throw new Error('no profile');
  return profile;
}

function libraryOf(profiles: readonly Profile[]): ProfileLibrary {
  const kept = new Map<string, unknown>();
  return {
    profile: ({ profile }) => profiles[profile] as Profile,
    contentOf: ({ profile }) => `content ${profile}`,
    keep<T>(key: string, make: () => T): T {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as T;
    },
    alive: () => undefined,
  };
}

const library = libraryOf(
  [
    'main;serve;json 40\nmain;serve;db 20\nmain;serve 5\nmain;gc 10\n',
    'main;serve;json 70\nmain;serve;db 20\nmain;log 5\nmain;gc 2\n',
    'main;serve;json 90\nmain;serve;db 25\nmain;log 9\n',
  ].map((folded) => profileOf(new TextEncoder().encode(folded))),
);
const run = runId('r');
const view: ProfileView = wholeView({ run, profile: 0 });
const framesOf = (sent: SentPicture): string[] => {
  const picture = unpackPicture(sent);
  return Array.from({ length: picture.frames }, (_, frame) => {
    const name = picture.name[frame] as number;
    const named = name === restOfFrames ? '…' : (picture.names[name] ?? 'all');
    return `${'  '.repeat(picture.depth[frame] as number)}${named} ${picture.total[frame]}`;
  });
};
const all = { zoom: '', width: 'max' } as const;

describe('a flame graph', () => {
  it('is of the view, with the frame that an address names', () => {
    const answer = flamePicture({ view, ...all, zoom: framePath(['main', 'serve']) }, library);
    expect(framesOf(answer)).toEqual([
      'all 75',
      '  main 75',
      '    serve 65',
      '      json 40',
      '      db 20',
      '    gc 10',
    ]);
    expect([answer.zoomed, answer.zoomMissing, answer.treeNodes, answer.sampleType]).toEqual([
      2,
      false,
      6,
      { type: 'samples', unit: 'count' },
    ]);
    const elsewhere = flamePicture({ view, ...all, zoom: framePath(['gone']) }, library);
    expect([elsewhere.zoomed, elsewhere.zoomMissing]).toEqual([0, true]);
  });

  it('is inverted, filtered, and says what filters do not find', () => {
    const filter = { ...noProfileFilter, focus: 'serve', hide: 'nothing like it' };
    const answer = flamePicture({ view: { ...view, inverted: true, filter }, ...all }, library);
    expect(framesOf(answer).filter((line) => !line.startsWith('    '))).toEqual([
      'all 65',
      '  json 40',
      '  db 20',
      '  serve 5',
    ]);
    expect(answer.notes).toEqual(['hide matches nothing']);
    const deep = unpackPicture(
      flamePicture({ view: { ...view, inverted: true }, ...all, zoom: framePath(['json', 'serve']) }, library),
    );
    expect([deep.names[deep.name[deep.zoomed] as number], deep.total[deep.zoomed]]).toEqual(['serve', 40]);
  });

  it('says what is wrong with a question', () => {
    expect(() => flamePicture({ view: { ...view, type: 3 }, ...all }, library)).toThrow('has 1 sample types');
    const broken = { ...noProfileFilter, focus: '(' };
    expect(() => flamePicture({ view: { ...view, filter: broken }, ...all }, library)).toThrow('missing closing )');
    expect(() => searchFlame({ view, ...all, text: 'a[', regex: true, files: false }, library)).toThrow(
      'missing closing ]',
    );
    expect(() =>
      diffFunctions({ view, by: 'total', relative: false, text: '', offset: 0, limit: 10 }, library),
    ).toThrow('no profile to compare');
  });

  it('of a profile with times reads like the run did', () => {
    const timed = libraryOf([profileOf(readFileSync('test/fixtures/profiles/v8.cpuprofile'))]);
    const merged = flamePicture({ view, ...all }, timed);
    const inTime = flamePicture({ view: { ...view, order: 'time' }, ...all }, timed);
    expect(inTime.total[0]).toBeCloseTo(merged.total[0] as number, 3);
    expect(inTime.treeNodes).toBeGreaterThan(merged.treeNodes);
    expect(flamePicture({ view: { ...view, order: 'time' }, ...all }, library).notes).toEqual([
      'samples have no times: siblings are in the order of their weight',
    ]);
  });
});

describe('values below zero', () => {
  // As `pprof -diff_base` writes them: the base negative, beside the profile.
  const signed = profileOf(new TextEncoder().encode('main;a 50\nmain;a -50\nmain;b 7\nmain;b -3\ngone -4\n'));
  const signedLibrary = libraryOf([signed, signed]);
  it('are the left side, and take width', () => {
    const answer = flamePicture({ view, ...all }, signedLibrary);
    const rows = framesOf(answer).map(
      (line, frame) => `${line} ${answer.sides?.leftTotal[frame]}>${answer.sides?.rightTotal[frame]}`,
    );
    expect(rows).toEqual(['all 114 57>57', '  main 110 53>57', '    a 100 50>50', '    b 10 3>7', '  gone 4 4>0']);
  });

  it('count with their signs where such profiles are compared', () => {
    const compared = { ...view, base: { run, profile: 1, part: 0 } };
    const request = { view: compared, by: 'total', relative: false, text: '', offset: 0, limit: 9 } as const;
    const answer = diffFunctions(request, signedLibrary);
    expect(
      Object.fromEntries(answer.names.map((name, row) => [name, [answer.leftTotal[row], answer.rightTotal[row]]])),
    ).toEqual({
      b: [4, 4],
      gone: [-4, -4],
      main: [4, 4],
    });
    const profiles = [0, 1].map((profile) => ({ profile, part: 0 }));
    const series = {
      run,
      profiles,
      type: '',
      grouping: 'function',
      filter: noProfileFilter,
      by: 'total',
      limit: 9,
    } as const;
    expect(Array.from(profileSeries(series, signedLibrary).sums)).toEqual([0, 0]);
  });
});

describe('texts of a picture', () => {
  it('come as they were sent, also odd ones', () => {
    const sent = flamePicture({ view, ...all }, library);
    const picture = unpackPicture(sent);
    const odd = { ...picture, names: picture.names.map((name, at) => (at === 1 ? 'a\0b' : at === 2 ? '' : name)) };
    const { names, files, packages, kinds } = unpackPicture(packPicture(odd));
    expect(names).toEqual(odd.names.map((name) => name.replace('\0', '\uFFFD')));
    expect([files, packages, kinds]).toEqual([picture.files, picture.packages, picture.kinds]);
  });
});

describe('a search', () => {
  it('finds parts of names and expressions, and sums in the zoomed frame', () => {
    const found = searchFlame({ view, ...all, text: 'SER', regex: false, files: false }, library);
    expect(found).toMatchObject({ value: 65, whole: 75, names: 1, nodes: 1 });
    expect(Array.from(found.marks)).toEqual([2, 2, 1, 0, 0, 0].map((mark, at) => (at < 2 ? 0 : mark)));
    const zoom = framePath(['main', 'serve']);
    expect(
      searchFlame({ view, width: 'max', zoom, text: '^(DB|gc)$', regex: true, files: false }, library),
    ).toMatchObject({
      value: 20,
      whole: 65,
    });
    const inverted = searchFlame(
      { view: { ...view, inverted: true }, ...all, text: 'serve', regex: false, files: false },
      library,
    );
    expect(inverted.value).toBe(65);
  });
});

describe('a sandwich', () => {
  it('has callees and callers, and nothing for a name that is not there', () => {
    const request = { view, width: 'max', frame: 'serve', callersZoom: '', calleesZoom: '' } as const;
    const answer = sandwichPictures({ ...request, callersZoom: framePath(['serve', 'main']) }, library);
    expect(framesOf(answer.callees)).toEqual(['all 65', '  serve 65', '    json 40', '    db 20']);
    expect(framesOf(answer.callers)).toEqual(['all 65', '  serve 65', '    main 65']);
    expect([answer.whole, answer.callers.zoomed]).toEqual([75, 2]);
    expect(sandwichPictures({ ...request, frame: 'nobody' }, library).callees.frames).toBe(1);
  });
});

describe('a function', () => {
  it('has its whole names where it is shown by a short one', () => {
    const folded = 'main;_ZN1a1bIiEEvT_ 3\nmain;_ZN1a1bIcEEvT_ 2\n';
    const mangled = demangledProfile(profileOf(new TextEncoder().encode(folded)), usualNames);
    const answer = functionAnswer({ view, width: 'max', frame: 'a::b' }, libraryOf([mangled]));
    expect(answer).toMatchObject({ places: 1, total: 5 });
    expect(answer.wholeNames).toEqual([
      { mangled: '_ZN1a1bIiEEvT_', whole: 'void a::b<int>(int)' },
      { mangled: '_ZN1a1bIcEEvT_', whole: 'void a::b<char>(char)' },
    ]);
    expect(functionAnswer({ view, width: 'max', frame: 'main' }, libraryOf([mangled])).wholeNames).toEqual([]);
  });

  it('adds up over all its places, where it calls itself as its outermost frames', () => {
    const nested = libraryOf([profileOf(new TextEncoder().encode('main;f;g;f 3\nmain;f 2\nmain;g;f 5\nmain;h 1\n'))]);
    expect(functionSums({ view, width: 'max', frame: 'f' }, nested)).toEqual({
      places: 3,
      self: 10,
      total: 10,
      sides: undefined,
    });
    expect(functionSums({ view, width: 'max', frame: 'g' }, nested)).toMatchObject({ places: 2, self: 0, total: 8 });
    expect(functionSums({ view, width: 'max', frame: 'nobody' }, nested).places).toBe(0);
    const compared = { ...view, profile: 1, base: { run, profile: 0, part: 0 } };
    expect(functionSums({ view: compared, width: 'sum', frame: 'json' }, library).sides).toEqual({
      leftSelf: 40,
      leftTotal: 40,
      rightSelf: 70,
      rightTotal: 70,
    });
  });
});

describe('a comparison', () => {
  const compared = { ...view, profile: 1, base: { run, profile: 0, part: 0 } };
  it('is a flame graph with both sides', () => {
    const answer = flamePicture({ view: compared, ...all }, library);
    const rows = framesOf(answer).map(
      (line, frame) => `${line} ${answer.sides?.leftTotal[frame]}>${answer.sides?.rightTotal[frame]}`,
    );
    expect(rows).toEqual([
      'all 110 75>97',
      '  main 110 75>97',
      '    serve 95 65>90',
      '      json 70 40>70',
      '      db 20 20>20',
      '    gc 10 10>2',
      '    log 5 0>5',
    ]);
  });

  it('is refused where the base measures nothing of the kind', () => {
    const bytes = { ...library.profile(view), sampleTypes: [{ type: 'space', unit: 'bytes' }] };
    const time = { ...bytes, sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }] };
    const inMicros = { ...bytes, sampleTypes: [{ type: 'cpu', unit: 'microseconds' }] };
    const others = libraryOf([bytes, time, inMicros]);
    expect(() => flamePicture({ view: compared, ...all }, others)).toThrow(/nothing in nanoseconds .* space \(bytes\)/);
    const scaled = { ...compared, base: { run, profile: 2, part: 0 } };
    expect(flamePicture({ view: scaled, ...all }, others).sides?.leftTotal[0]).toBe(75_000);
  });

  it('is a table by the largest difference, in units or in shares', () => {
    const request = { view: compared, by: 'self', relative: false, text: '', offset: 0, limit: 3 } as const;
    const answer = diffFunctions(request, library);
    expect(answer.names).toEqual(['json', 'gc', 'log']);
    expect([Array.from(answer.leftSelf), Array.from(answer.rightSelf), answer.functions]).toEqual([
      [40, 10, 0],
      [70, 2, 5],
      6,
    ]);
    const shares = diffFunctions({ ...request, relative: true, offset: 1, limit: 1 }, library);
    expect(shares.names).toEqual(['gc']);
    expect(diffFunctions({ ...request, view: { ...compared, normalized: true } }, library).left).toBeCloseTo(97, 9);
  });
});

describe('a series', () => {
  it('tells what grew, and how steadily', () => {
    const profiles = [0, 1, 2].map((profile) => ({ profile, part: 0 }));
    const request = {
      run,
      profiles,
      type: '',
      grouping: 'function',
      filter: noProfileFilter,
      by: 'self',
      limit: 2,
    } as const;
    const answer = profileSeries(request, library);
    expect([answer.names, Array.from(answer.growth), answer.functions, answer.timed]).toEqual([
      ['json', 'log'],
      [50, 9],
      5,
      false,
    ]);
    expect(Array.from(answer.values)).toEqual([40, 70, 90, 0, 5, 9]);
    expect(Array.from(answer.slope)).toEqual([25, 4.5]);
    expect(Array.from(answer.sums)).toEqual([75, 97, 124]);
    expect(() => profileSeries({ ...request, type: 'bytes' }, library)).toThrow('no sample type bytes');
  });
});
