// A trace of Chrome with a CPU profile in it: test/fixtures/profiles/chrome_trace.json, recorded by Chromium.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { importFile } from '../../../src/main/engine/import-file.ts';
import type { ImportOutcome } from '../../../src/main/engine/import-messages.ts';
import { inspectProfile } from '../../../src/main/engine/profile-inspect.ts';
import { ProfileMemory } from '../../../src/main/engine/profile-memory.ts';

const folder = mkdtempSync(join(tmpdir(), 'otterscope-chrome-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const trace = resolve(import.meta.dirname, '../../fixtures/profiles/chrome_trace.json');
const imported = (path: string): Promise<ImportOutcome> =>
  importFile(
    {
      path,
      name: 'trace.json',
      from: 0,
      follow: false,
      target: {
        kind: 'run',
        run: { id: runId('made'), path: join(folder, `${Math.random()}.otter`), name: 'trace', named: false },
        masking: { secret: 'key', keys: [] },
        host: 'here',
        version: 'test',
      },
    },
    {
      sendLive: () => Promise.reject(new Error('nothing goes live')),
      sendProfile: () => Promise.reject(new Error('nothing goes into a live run')),
      inspectProfile: (file) =>
        Promise.resolve().then(() => inspectProfile(file, new ProfileMemory(1e9), () => undefined)),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );

test('spans and the profile of one file are stored beside each other', async () => {
  const outcome = await imported(trace);
  expect(outcome.error).toBe(undefined);
  expect(outcome).toMatchObject({ kind: 'done', format: 'chrome-trace', profiles: 1, profile: 1 });
  expect(outcome.spans).toBe(9);
  expect(outcome.skipped.map(({ reason }) => reason)).not.toContain('sample events (phase P)');
});

test('a profile that cannot be read leaves the spans, and says so', async () => {
  const path = join(folder, 'broken.json');
  writeFileSync(path, readFileSync(trace, 'utf8').replace('"parent":1', '"parent":99'));
  const outcome = await imported(path);
  expect(outcome).toMatchObject({ kind: 'done', profiles: 0, kept: true });
  expect(outcome.spans).toBe(9);
  expect(outcome.skipped.map(({ reason }) => reason).join(' ')).toMatch(
    /profiles that cannot be read \(The profile cannot be read: nodes\[1\]\.parent/,
  );
});
