// What is written into a run after its engine has ended: it needs the file, keeps its identity, leaves one plain file.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createJournalDecoder } from '../../../src/main/engine/decode-journal.ts';
import { describeRun } from '../../../src/main/engine/describe-run.ts';
import { renameRun, tidyRun } from '../../../src/main/engine/past-run.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';
import type { RunWriter } from '../../../src/main/store/writer-face.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { send } from '../store/support.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-past-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeRun(path: string): RunWriter {
  return openRunWriter(path, {
    create: { id: runId('a'), name: 'first', startedAt: unixNanos(1_000n), host: 'h', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });
}

/** A run as a killed engine leaves it: with a WAL and a journal. */
async function killedRun(): Promise<string> {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const writer = writeRun(join(elsewhere, 'run.otter'));
  await send(writer, makeTraceRequest({ seed: 1, spans: 40 }));
  for (const name of ['run.otter', 'run.otter-wal']) copyFileSync(join(elsewhere, name), join(folder, name));
  writer.close();
  rmSync(elsewhere, { recursive: true });
  return join(folder, 'run.otter');
}

it.each([
  ['finished', (path: string) => tidyRun(path), 'first'],
  ['renamed', (path: string) => renameRun(path, 'Größe: 2'), 'Größe: 2'],
] as const)('a killed run that is %s is one plain file with all its spans', async (_, action, name) => {
  const path = await killedRun();
  expect(existsSync(`${path}-wal`)).toBe(true);
  action(path);
  expect(readdirSync(folder)).toEqual(['run.otter']);
  expect(describeRun(path)).toMatchObject({ name, startedAt: 1_000n, spans: 40 });
});

it.each([
  ['finished', (path: string) => tidyRun(path)],
  ['renamed', (path: string) => renameRun(path, 'ghost')],
] as const)('a run that is gone is not %s, and nothing appears in its place', (_, action) => {
  expect(() => action(join(folder, 'gone.otter'))).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(() => action(join(folder, 'no-folder', 'gone.otter'))).toThrow(expect.objectContaining({ code: 'not-found' }));
  writeFileSync(join(folder, 'empty.otter'), '');
  expect(() => action(join(folder, 'empty.otter'))).toThrow(expect.objectContaining({ code: 'not-a-run' }));
  expect(readdirSync(folder)).toEqual(['empty.otter']);
});
