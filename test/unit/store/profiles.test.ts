// Profiles in a run file: what is stored comes back byte for byte, what a crash left goes, old ones make room.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { profileKinds } from '../../../src/contract/profiles/kinds.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createQueries } from '../../../src/main/query/index.ts';
import { findProfile, profileBytes } from '../../../src/main/store/profile-file.ts';
import { newProfile } from './new-profile.ts';
import { openReader, openWriter, temporaryFolder } from './support.ts';

const run = runId('test');
const never = (): void => undefined;

test('files of any size come back byte for byte, with what is said of them', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const files = [new Uint8Array(0), randomBytes(1), randomBytes(1 << 20), Buffer.alloc(3_000_000, 'main;work 1\n')];
  for (const bytes of files) await writer.profiles.add(newProfile(bytes));
  writer.close();
  const { db } = openReader(path);
  for (const [i, bytes] of files.entries()) {
    const file = findProfile(db, i + 1);
    expect(Buffer.from(profileBytes(db, file)).equals(bytes)).toBe(true);
    expect(file.stored).toMatchObject({
      start: 1_767_225_600_123_456_789n,
      timed: true,
      durationNanos: 5e9,
      services: ['shop'],
    });
  }
});

test('a damaged file is told in words, before memory is taken for it', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await writer.profiles.add(newProfile(randomBytes(2_500_000)));
  await writer.profiles.add(newProfile(Buffer.alloc(2_500_000, 'main;work 1\n')));
  writer.close();
  const db = new Database(path);
  const damages: readonly [change: string, told: RegExp][] = [
    ['UPDATE profiles SET bytes = 9007199254740991', /profile 1 should have 9007199254740991 bytes, and 3 pieces/],
    ['UPDATE profiles SET bytes = 3e14 + 0.5', /what it says of profile 1 cannot be read/],
    ['UPDATE profiles SET bytes = -1', /what it says of profile 1 cannot be read/],
    ["UPDATE profiles SET start_us = 'soon'", /what it says of profile 1 cannot be read/],
    ["UPDATE profiles SET sha256 = 'none'", /what it says of profile 1 cannot be read/],
    ['UPDATE profiles SET bytes = 2500001', /piece 2 of profile 1 has 402848 bytes in place of 402849/],
    ['UPDATE profiles SET bytes = 2000000', /should have 2000000 bytes, and 3 pieces/],
    ['DELETE FROM profile_pieces WHERE piece = 1', /and 2 pieces/],
    ['UPDATE profile_pieces SET piece = 3 WHERE piece = 1', /piece 1 of profile 1 is missing/],
    [
      'UPDATE profile_pieces SET bytes = zeroblob(5000000) WHERE piece = 1',
      /piece 1 of profile 1 is missing, or larger/,
    ],
    ["UPDATE profile_pieces SET bytes = 'text' WHERE piece = 0", /piece 0 of profile 1 is missing/],
    ["UPDATE profile_pieces SET bytes = x'' WHERE piece = 0", /packed in an unknown way/],
    ["UPDATE profile_pieces SET bytes = x'01ffff' WHERE piece = 0", /cannot be unpacked/],
    [
      [
        'UPDATE profile_pieces SET piece = 9 WHERE profile = 1 AND piece = 0',
        'UPDATE profile_pieces SET piece = 0 WHERE profile = 1 AND piece = 1',
        'UPDATE profile_pieces SET piece = 1 WHERE piece = 9',
      ].join('; '),
      /not those that were stored/,
    ],
  ];
  for (const [change, told] of damages) {
    db.exec('BEGIN');
    db.exec(change.includes(' WHERE ') ? `${change} AND profile = 1` : `${change} WHERE profile = 1`);
    expect(() => profileBytes(db, findProfile(db, 1)), change).toThrow(told);
    expect(profileBytes(db, findProfile(db, 2))).toHaveLength(2_500_000);
    db.exec('ROLLBACK');
  }
  db.close();
});

test('the same file is stored once, the same capture as often as it is taken', async () => {
  const writer = openWriter(join(temporaryFolder(), 'run.otter'));
  const { profiles } = writer;
  expect(await profiles.add(newProfile())).toEqual({ profile: 1, known: false });
  expect(await profiles.add(newProfile())).toEqual({ profile: 1, known: true });
  const capture = newProfile(undefined, { origin: 'capture' });
  expect(await Promise.all([profiles.add(capture), profiles.add(capture)])).toEqual([
    { profile: 2, known: false },
    { profile: 3, known: false },
  ]);
  profiles.delete([3]);
  expect(await profiles.add(capture)).toMatchObject({ profile: 4 });
});

test('pieces without a profile go when the run is opened again', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const first = openWriter(path);
  await first.profiles.add(newProfile());
  first.close();
  const db = new Database(path);
  db.prepare('INSERT INTO profile_pieces VALUES (2, 0, ?)').run(Buffer.of(0, 1));
  db.close();
  const writer = openWriter(path);
  expect(await writer.profiles.add(newProfile(randomBytes(10)))).toMatchObject({ profile: 2 });
  writer.close();
  const { db: read } = openReader(path);
  expect(profileBytes(read, findProfile(read, 2))).toHaveLength(10);
});

test('a run at its largest size lets the oldest profiles go', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const gone: number[] = [];
  const writer = openWriter(path, {
    maxRunBytes: 5_000_000,
    onEvicted: ({ profiles }) => gone.push(profiles),
  });
  for (let i = 0; i < 10; i++) await writer.profiles.add(newProfile(randomBytes(1_000_000)));
  const { methods } = createQueries(openReader(path));
  const { profiles } = methods['profiles.list']({ run, text: '', offset: 0, limit: 100 }, never);
  expect(profiles.map(({ profile }) => profile)).toEqual([10, 9, 8, 7].slice(0, profiles.length));
  expect(profiles.length).toBeGreaterThanOrEqual(3);
  expect(gone.reduce((sum, count) => sum + count, 0)).toBe(10 - profiles.length);
});

test('the profiles of an interval: those of its trace, those it overlaps, states before and after', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const second = 1_000_000_000n;
  const at = (seconds: number) => unixNanos(1_767_225_600n * second + BigInt(seconds) * second);
  const add = (start: number, seconds: number, more: Parameters<typeof newProfile>[1] = {}) =>
    writer.profiles.add(
      newProfile(randomBytes(8), { start: at(start), durationNanos: seconds * 1e9, origin: 'capture', ...more }),
    );
  const [trace, span] = [randomBytes(16), randomBytes(8)];
  await add(0, 10);
  await add(10, 10);
  await add(10, 10, { services: ['other'] });
  await add(12, 10, { services: [], spans: [Buffer.concat([trace, span])] });
  for (const start of [1, 5, 30, 40]) await add(start, 0, { kind: 'heap', series: 'heap' });
  await add(50, 10);
  writer.close();
  const { methods } = createQueries(openReader(path));
  const found = (service?: string, traceId?: string, spanId?: string) =>
    methods['profiles.ofInterval'](
      { run, from: at(14), to: at(15), service, traceId: traceId as never, spanId: spanId as never, limit: 10 },
      never,
    ).profiles.map(({ stored, linked, ofSpan }) =>
      linked ? `${stored.profile} ${ofSpan ? 'of the span' : 'linked'}` : stored.profile,
    );
  expect(found('shop')).toEqual([2, 6, 7, 4]);
  expect(found(undefined, trace.toString('hex'))).toEqual(['4 linked', 2, 3, 6, 7]);
  expect(found('shop', trace.toString('hex'), span.toString('hex'))[0]).toBe('4 of the span');

  const marked = (from: number, to: number, limit = 100) => {
    const { total, profile, start, duration, kind, service, texts } = methods['profiles.marks'](
      { run, from: at(from), to: at(to), limit },
      never,
    );
    const marks = Array.from(profile, (number, row) =>
      [
        number,
        (start[row] as number) / 1000 - 1_767_225_600,
        (duration[row] as number) / 1000,
        profileKinds[kind[row] as number],
        texts[service[row] as number],
      ].join(' '),
    );
    return [total, marks];
  };
  expect(marked(21, 39)).toEqual([2, ['4 12 10 cpu ', '7 30 0 heap shop']]);
  expect(marked(0, 100, 2)).toEqual([9, ['8 40 0 heap shop', '9 50 10 cpu shop']]);
  expect(marked(70, 90)).toEqual([0, []]);
});

test('however many recordings an interval has, the states around it are told, and files without a time are counted', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const at = (seconds: number) => unixNanos(BigInt(1_767_225_600 + seconds) * 1_000_000_000n);
  for (let i = 0; i < 12; i++)
    await writer.profiles.add(
      newProfile(randomBytes(8), { start: at(100 + i), durationNanos: 5e8, origin: 'capture', services: ['busy'] }),
    );
  for (const start of [99, 100, 105, 113, 115])
    await writer.profiles.add(
      newProfile(randomBytes(8), {
        start: at(start),
        kind: 'heap',
        durationNanos: 0,
        series: 'busy',
        origin: 'capture',
        services: ['busy'],
      }),
    );
  await writer.profiles.add(
    newProfile(randomBytes(8), { start: undefined, durationNanos: 0, origin: 'file', services: [] }),
  );
  writer.close();
  const busy = createQueries(openReader(path)).methods['profiles.ofInterval'](
    { run, from: at(100), to: at(112), service: 'busy', limit: 10 },
    never,
  );
  const heaps = busy.profiles.filter(({ stored }) => stored.kind === 'heap');
  expect(heaps.map(({ stored }) => stored.start).toSorted((a, b) => Number(a - b))).toEqual([at(99), at(113)]);
  expect([busy.profiles.length, busy.timeless]).toEqual([10, 1]);
});

test('of a series the newest profile stands for all of it, for those that match', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const add = (start: bigint, more: Parameters<typeof newProfile>[1]) =>
    writer.profiles.add(newProfile(randomBytes(8), { start: unixNanos(start), origin: 'capture', ...more }));
  for (const start of [1n, 2n, 3n]) await add(start * 1_000_000_000n, { series: 'heap', kind: 'heap' });
  await add(2_500_000_000n, { series: 'cpu', name: 'other' });
  await add(500_000_000n, {});
  await add(600_000_000n, {});
  writer.close();
  const { methods } = createQueries(openReader(path));
  const listed = (more: object) => {
    const answer = methods['profiles.list']({ run, text: '', grouped: true, offset: 0, limit: 3, ...more }, never);
    return [answer.total, answer.profiles.map(({ profile }, at) => `${profile} x${answer.captures[at]}`)];
  };
  expect(listed({})).toEqual([4, ['3 x3', '4 x1', '6 x1']]);
  expect(listed({ offset: 3 })).toEqual([4, ['5 x1']]);
  expect(listed({ to: unixNanos(2_000_000_000n) })).toEqual([3, ['2 x2', '6 x1', '5 x1']]);
  expect(listed({ text: 'other' })).toEqual([1, ['4 x1']]);
  expect(listed({ grouped: false, series: 'heap' })).toEqual([3, ['3 x1', '2 x1', '1 x1']]);
});
