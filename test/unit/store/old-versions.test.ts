// A file of every version that was ever written stays readable. The sample of version 1 has a block of spans, one of
// logs without filters of their own, and both signals in the journal. That of version 2 has a block of each signal, metrics
// included, and each in the journal. They were written by the programs of those versions and left as a killed one leaves them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createQueries } from '../../../src/main/query/index.ts';
import { runId } from '../../../src/contract/ids.ts';
import { newProfile } from './new-profile.ts';
import { dumpSamples } from './samples/support.ts';
import { allLogBlocks, allSpanBlocks, openReader, openWriter, temporaryFolder } from './support.ts';

function sample(version: number): string {
  const path = join(temporaryFolder(), 'old.otter');
  const zipped = readFileSync(new URL(`../../fixtures/runs/version-${version}.otter.gz`, import.meta.url));
  writeFileSync(path, gunzipSync(zipped));
  return path;
}

test('a run of version 1 is read, its records without a time in their place', () => {
  const reader = openReader(sample(1));
  expect(allSpanBlocks(reader).map(({ count }) => count)).toEqual([120, 20]);
  expect(allLogBlocks(reader).map(({ count }) => count)).toEqual([204, 30]);
  const { methods } = createQueries(reader);
  const ask = (order: 'newest' | 'oldest') =>
    methods['logs.list']({ run: runId('old'), where: '', order, limit: 234 }, () => undefined);
  const oldest = ask('oldest');
  expect(oldest.rows).toBe(234);
  expect(oldest.body[0]).toBe('no time at all');
  expect(oldest.body.slice(0, 20).filter((body) => body.startsWith('observed only'))).toHaveLength(3);
  expect([...oldest.time]).toEqual([...oldest.time].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect([...ask('newest').sequence]).toEqual([...oldest.sequence].toReversed());
});

test('a run of version 1 is searched, though its blocks have no filters to rule them out', () => {
  const { methods } = createQueries(openReader(sample(1)));
  const found = (where: string): number =>
    methods['logs.list']({ run: runId('old'), where, order: 'oldest', limit: 234 }, () => undefined).rows;
  const all = methods['logs.list']({ run: runId('old'), where: '', order: 'oldest', limit: 234 }, () => undefined);
  const having = (text: string, from: number): number =>
    all.body.filter((body, i) => body.includes(text) && (all.severity[i] ?? 0) >= from).length;
  expect(found('"request 57818"')).toBe(1);
  expect(found('severity >= warn and request')).toBe(having('request', 13));
  expect(having('request', 13)).toBeGreaterThan(0);
  expect(found('body.user.id = 77')).toBe(0);
});

test('a run of version 1 is written on', () => {
  const path = sample(1);
  const writer = openWriter(path);
  writer.close();
  const reader = openReader(path);
  expect(reader.logBlocks().reduce((sum, { count }) => sum + count, 0)).toBe(234);
  expect(reader.headLogs().count).toBe(0);
});

test('a run of version 2 is read, without profiles, and written on with them', async () => {
  const path = sample(2);
  const counts = () => {
    const reader = openReader(path);
    const samples = [...dumpSamples(reader).values()].reduce((sum, { length }) => sum + length, 0);
    const [spans, logs] = [allSpanBlocks(reader), allLogBlocks(reader)].map((blocks) =>
      blocks.reduce((sum, { count }) => sum + count, 0),
    );
    const { methods } = createQueries(reader);
    const list = methods['profiles.list']({ run: runId('old'), text: '', offset: 0, limit: 10 }, () => undefined);
    reader.close();
    return { samples, spans, logs, profiles: list.total };
  };
  expect(counts()).toEqual({ samples: 60, spans: 140, logs: 130, profiles: 0 });
  const writer = openWriter(path);
  expect(await writer.profiles.add(newProfile())).toEqual({ profile: 1, known: false });
  writer.close();
  expect(counts()).toEqual({ samples: 60, spans: 140, logs: 130, profiles: 1 });
});
