import { describe, expect, it } from 'vitest';
import { FrameFlag, type Profile } from '../../../../src/contract/profiles/profile.ts';
import { pprof } from '../../../../src/main/decode/profiles/pprof.ts';
import { DecodeFault } from '../../../../src/main/decode/result.ts';
import { profileFixture, profileTools } from '../../../support/profiles/profile-file.ts';
import { ProtoWriter } from '../../../support/proto-writer.ts';
import { seededRandom } from '../../../support/random.ts';

const decode = (bytes: Uint8Array): Profile => pprof.decode(bytes, profileTools).profiles[0] as Profile;
const real = new Uint8Array(profileFixture('pprof/go1.23/go_heap.pb.gz'));

type Fields = (writer: ProtoWriter) => void;
const texts = ['', 'inuse', 'bytes', 'main', 'helper', 'main.go', 'route', '/x', 'size', 'ftp://nowhere', '# tool'];
const typed: Fields = (w) => w.message(1, (type) => type.varint(1, 1).varint(2, 2));
const table: Fields = (w) => texts.forEach((text) => w.text(6, text));
const functions: Fields = (w) =>
  [3, 4].forEach((name, at) =>
    w.message(5, (f) =>
      f
        .varint(1, at + 1)
        .varint(2, name)
        .varint(3, name)
        .varint(4, 5),
    ),
  );
const location =
  (id: number | bigint, ...lines: readonly (readonly [number, number])[]): Fields =>
  (w) =>
    w.message(4, (l) => {
      l.varint(1, id).varint(3, 0xffff_ffff_ff60_0000n);
      for (const [func, line] of lines) l.message(4, (one) => one.varint(1, func).varint(2, line));
    });
const sample =
  (ids: readonly (number | bigint)[], value: number | bigint, ...more: readonly Fields[]): Fields =>
  (w) =>
    w.message(2, (s) => {
      for (const id of ids) s.varint(1, id);
      s.varint(2, value);
      for (const one of more) one(s);
    });

function made(...parts: readonly Fields[]): Uint8Array {
  const writer = new ProtoWriter();
  for (const part of parts) part(writer);
  return writer.finish();
}

/** Names of a sample's stack, outermost first, with a mark where a call was inlined. */
function stackOf(profile: Profile, at: number): string {
  const names: string[] = [];
  for (let node = profile.samples.stack[at] as number; node >= 0; node = profile.stacks.parent[node] as number) {
    const frame = profile.stacks.frame[node] as number;
    const func = profile.frames.function[frame] as number;
    const name = func < 0 ? '?' : (profile.texts[profile.functions.name[func] as number] as string);
    const inlined = ((profile.frames.flags[frame] as number) & FrameFlag.inlined) !== 0;
    names.unshift(`${inlined ? '>' : ''}${name}:${profile.frames.line[frame]}`);
  }
  return names.join(' ');
}

describe('a pprof file', () => {
  it('is read with its sections in any order, ids of any size, inlined lines and labels', () => {
    const huge = (1n << 63n) + 7n;
    const labels: Fields = (s) =>
      s
        .message(3, (l) => l.varint(1, 6).varint(2, 7))
        .message(3, (l) => l.varint(1, 8).varint(3, -32).varint(4, 2))
        .message(3, (l) => l.varint(1, 8));
    const parts = [
      sample([huge, 1], -5, labels),
      sample([1], (1n << 60n) + 1n),
      sample([0x7f00_0000_1000], 0, labels),
      location(huge, [2, 20], [1, 10]),
      location(1, [1, 11]),
      location(0x7f00_0000_1000),
      functions,
      table,
      typed,
      (w: ProtoWriter) => w.varint(14, 1).varint(15, 9).varint(13, 10).varint(9, 1_700_000_000_123_456_789n),
    ];
    for (const order of [parts, parts.toReversed()]) {
      const bytes = made(...order);
      expect(pprof.sniff(bytes, '')).toBe(true);
      const profile = decode(bytes);
      const first = order === parts ? [0, 1, 2] : [2, 1, 0];
      expect(first.map((at) => stackOf(profile, at))).toEqual(['main:11 main:10 >helper:20', 'main:11', '?:0']);
      expect(first.map((at) => profile.samples.values[0]?.[at])).toEqual([-5, 2 ** 60, 0]);
      expect(profile.notes).toEqual([`1 value is beyond 2^53 and rounded, first in sample ${first[1]}`]);
      expect(profile.frames.address[0]).toBe(0xffff_ffff_ff60_0000n);
      expect([profile.docUrl, profile.comments, profile.time]).toEqual([
        undefined,
        ['# tool'],
        1_700_000_000_123_456_789n,
      ]);
      const { labelSets } = profile;
      expect(first.map((at) => profile.samples.labels[at])).toEqual([1, 0, 1]);
      expect([...labelSets.key].map((key) => profile.texts[key])).toEqual(['route', 'size']);
      expect([profile.texts[labelSets.text[0] as number], [...labelSets.number]]).toEqual(['/x', [NaN, -32]]);
      expect(profile.texts[labelSets.unit[1] as number]).toBe('bytes');
    }
  });

  it('says which sample type comes first: the one it names, else the last', () => {
    const heap = decode(real);
    expect(heap.sampleTypes.map(({ type }) => type)).toEqual([
      'alloc_objects',
      'alloc_space',
      'inuse_objects',
      'inuse_space',
    ]);
    const allocs = decode(new Uint8Array(profileFixture('pprof/go1.23/go_allocs.pb.gz')));
    expect([heap.defaultType, allocs.defaultType]).toEqual([3, 1]);
  });

  it.each<[string, readonly Fields[], string]>([
    ['a missing location', [typed, table, sample([77], 1)], 'sample 0: location 77 is not in the file'],
    ['a missing function', [typed, table, location(3, [9, 1])], 'location 3: function 9 is not in the file'],
    ['a text beyond the table', [typed, table, (w) => w.varint(7, 500)], 'text 500 is not in the file, which has 11'],
    ['an id that is there twice', [typed, table, location(3), location(3)], 'location 3 is twice in the file'],
    ['the id 0', [typed, table, location(0)], 'a location has the id 0'],
    ['too few values', [typed, typed, table, sample([], 1)], 'sample 0 has 1 value, the profile 2 sample types'],
    ['no sample types', [table], 'the profile has no sample types'],
    ['a wrong wire type', [typed, (w) => w.varint(2, 1)], 'wire type 0 where sample has 2'],
    [
      'an absurd length',
      [typed, (w) => w.raw(Uint8Array.of(18, 0xff, 0xff, 0xff, 0xff, 0x7f))],
      'a length of 34359738367 where only 0 bytes are left',
    ],
  ])('is refused for %s', (_name, parts, words) => {
    expect(() => decode(made(...parts))).toThrow(words);
  });

  it('is read or refused with a place, whatever was cut off or changed', () => {
    const random = seededRandom(6);
    const attempt = (bytes: Uint8Array): string => {
      try {
        return decode(bytes).format;
      } catch (fault) {
        if (!(fault instanceof DecodeFault)) throw fault;
        return 'refused';
      }
    };
    const outcomes = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const changed = real.slice(0, round % 2 === 0 ? real.length : random.below(real.length));
      for (let change = 0; change < 3; change++) changed[random.below(changed.length)] = random.below(256);
      outcomes.add(attempt(changed));
    }
    expect([...outcomes].toSorted()).toEqual(['pprof', 'refused']);
  });
});
