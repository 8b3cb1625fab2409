// Samples survive a killed writer, a full disk, old files and retention.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../../src/main/store/schema.ts';
import { openReader, openWriter, temporaryFolder } from '../support.ts';
import { crashPoints } from './crash-points.ts';
import { dumpSamples, sendPoints } from './support.ts';

const time = 1_780_000_000_000;

async function killedAfter(path: string, enough: number): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('crash-child.ts', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > enough) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text.split('\n').length - 1;
}

test.each([3, 130, 420])(
  'what was acknowledged before SIGKILL is there after %i requests, and the run goes on',
  { timeout: 120_000 },
  async (requests) => {
    const path = join(temporaryFolder(), 'run.otter');
    const acknowledged = await killedAfter(path, requests);
    expect(acknowledged).toBeGreaterThanOrEqual(requests);
    const perStream = (): number[] => [...dumpSamples(openReader(path)).values()].map(({ length }) => length);
    const counts = perStream();
    expect(counts).toHaveLength(crashPoints(0).length);
    for (const count of counts) {
      expect(count).toBeGreaterThanOrEqual(acknowledged);
      expect(count).toBeLessThanOrEqual(acknowledged + 1);
    }
    const stored = counts[0] as number;
    const writer = openWriter(path);
    expect(await sendPoints(writer, crashPoints(stored - 1))).toMatchObject({ repeated: counts.length });
    expect(await sendPoints(writer, crashPoints(stored))).toMatchObject({ stored: counts.length });
    writer.close();
    expect(perStream()).toEqual(counts.map((count) => count + 1));
  },
);

test('a failed commit takes back its samples and streams; the next request is stored', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  let db: Database.Database | undefined;
  const writer = openWriter(path, { onOpened: (opened) => (db = opened) });
  const meta = { family: 'up', type: 'gauge', unit: '', help: '', target: 'a' } as const;
  await sendPoints(writer, [{ name: 'before', kind: 'sum', temporality: 'delta', time, value: 1 }]);
  const pages = Number(db?.pragma('page_count', { simple: true }));
  db?.pragma(`max_page_count = ${pages}`);
  const series = writer.seriesOf([['__name__', 'up']], meta);
  const reference = series.kind === 'ok' ? series.reference : -1;
  const sample = { count: 1, references: Uint32Array.of(reference), values: Float64Array.of(1) };
  const large = Array.from({ length: 500 }, (_, i) => ({
    name: `late${i}`,
    time: time + 1,
    value: 1,
    attributes: { text: 'x'.repeat(1000) },
  }));
  const failing = [sendPoints(writer, large), writer.appendSamples({ ...sample, times: time })];
  writer.flush();
  const results = await Promise.allSettled(failing);
  expect(results.map(({ status }) => status)).toContain('rejected');
  db?.pragma('max_page_count = 100000');
  expect(
    await sendPoints(writer, [{ name: 'before', kind: 'sum', temporality: 'delta', time: time + 2, value: 4 }]),
  ).toMatchObject({ stored: 1 });
  const later = writer.appendSamples({ ...sample, times: time + 3 });
  writer.flush();
  expect(await later).toMatchObject({ stored: 1 });
  const dump = dumpSamples(openReader(path));
  expect([...dump.values()][0]).toEqual([`${time}: 1`, `${time + 2}: 4`]);
  expect([...dump.keys()].filter((name) => name.includes('late'))).toEqual([]);
});

test('a run of version 1 has no metrics until a writer has opened it, and takes them then', async () => {
  const path = join(temporaryFolder(), 'old.otter');
  const zipped = readFileSync(new URL('../../../fixtures/runs/version-1.otter.gz', import.meta.url));
  writeFileSync(path, gunzipSync(zipped));
  const reader = openReader(path);
  expect([...reader.metrics.streamsAfter(0)]).toEqual([]);
  expect(reader.metrics.metrics()).toEqual([]);
  expect(reader.metrics.segments(1, 0, Infinity)).toEqual([]);
  reader.close();
  const writer = openWriter(path);
  await sendPoints(writer, [{ name: 'load', time, value: 3 }]);
  writer.close();
  const upgraded = openReader(path);
  expect([...dumpSamples(upgraded).values()]).toEqual([[`${time}: 3`]]);
  expect(upgraded.db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(upgraded.logBlocks().reduce((sum, { count }) => sum + count, 0)).toBe(234);
});

test(
  'retention drops the oldest blocks of samples, and a reader that looks on stays whole',
  { timeout: 120_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    const evicted: number[] = [];
    const writer = openWriter(path, {
      sampleJournalBytes: 20_000,
      maxRunBytes: 400_000,
      onEvicted: ({ samples }) => evicted.push(samples),
    });
    const reader = openReader(path);
    const streams = 60;
    let sent = 0;
    for (let step = 0; step < 1500; step++) {
      await sendPoints(
        writer,
        Array.from({ length: streams }, (_, i) => ({
          name: 'load',
          time: time + step * 1000,
          value: Math.sin(step * (i + 1)),
          attributes: { i: String(i) },
        })),
      );
      sent += streams;
      if (step % 250 !== 249) continue;
      reader.refresh();
      const rows = [...dumpSamples(reader).values()];
      expect(rows.reduce((sum, { length }) => sum + length, 0)).toBe(sent - evicted.reduce((sum, one) => sum + one, 0));
      for (const one of rows) expect(one.at(-1)).toMatch(new RegExp(`^${time + step * 1000}:`));
    }
    expect(evicted.length).toBeGreaterThan(0);
    expect(reader.db.prepare("SELECT value FROM run WHERE key = 'evicted_samples'").pluck().get()).toBe(
      evicted.reduce((sum, one) => sum + one, 0),
    );
  },
);
