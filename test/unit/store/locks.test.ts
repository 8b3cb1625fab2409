// One writer per run, over all processes; a lock file that a dead process left behind keeps nobody out.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeRun } from '../../../src/main/engine/describe-run.ts';
import { renameRun, tidyRun } from '../../../src/main/engine/past-run.ts';
import { startChild } from './child.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';

test(
  'a run that another process writes is refused until that process is gone, however it went',
  { timeout: 40_000 },
  async () => {
    const path = join(temporaryFolder(), 'busy.otter');
    const child = startChild('wire-child.ts', [path]);
    expect(await child.printed('stored')).toContain('stored');
    expect(() => openWriter(path)).toThrow(/being written by another/);
    expect(() => tidyRun(path)).toThrow(/being written by another/);
    expect(() => renameRun(path, 'other')).toThrow(/being written by another/);
    const reader = openReader(path);
    expect(reader.headSpans().count).toBeGreaterThan(0);
    reader.close();
    await child.kill();
    expect(existsSync(`${path}-lock`)).toBe(true);
    const writer = openWriter(path);
    expect(() => openWriter(path)).toThrow(/being written by another/);
    writer.close();
    expect(existsSync(`${path}-lock`)).toBe(false);
    renameRun(path, 'calm');
    expect(describeRun(path).name).toBe('calm');
  },
);

test('the next run may be begun while the last is still written: each has a lock of its own', () => {
  const folder = temporaryFolder();
  const first = openWriter(join(folder, 'a.otter'));
  const second = openWriter(join(folder, 'b.otter'));
  first.close();
  expect(() => openWriter(join(folder, 'b.otter'))).toThrow(/being written by another/);
  second.close();
});

test.each([
  ['normal', 1],
  ['full', 2],
] as const)('durability %s is what SQLite is told', (durability, synchronous) => {
  let told: unknown;
  const path = join(temporaryFolder(), 'run.otter');
  openWriter(path, { durability, onOpened: (db) => (told = db.pragma('synchronous', { simple: true })) }).close();
  expect(told).toBe(synchronous);
});

test('durability may change while a run is written', async () => {
  let told = (): unknown => undefined;
  const writer = openWriter(join(temporaryFolder(), 'run.otter'), {
    durability: 'normal',
    onOpened: (db) => (told = () => db.pragma('synchronous', { simple: true })),
  });
  const stored = send(writer, makeTraceRequest({ seed: 1, spans: 10 }));
  writer.setDurability('full');
  await stored;
  expect(told()).toBe(2);
  writer.setDurability('normal');
  expect(told()).toBe(1);
  writer.close();
  expect(() => writer.setDurability('full')).not.toThrow();
});
