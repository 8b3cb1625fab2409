// A file of every version that was ever written stays readable. The sample of version 1 has a block of spans, one of
// logs without filters of their own, and both signals in the journal.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createQueries } from '../../../src/main/query/index.ts';
import { runId } from '../../../src/contract/ids.ts';
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
