// A watched folder looks often and reads once: compressed files, empty ones, files that are emptied.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createImportThread } from '../../../src/main/engine/import-thread.ts';
import { watchImports, type ImportWatch } from '../../../src/main/engine/import-watch.ts';
import { makeTraceRequestJson } from '../../support/otlp-payloads.ts';

const line = `${new TextDecoder().decode(makeTraceRequestJson({ seed: 1, spans: 10 }))}\n`;
const waiting = { timeout: 40_000 };
let folder: string;
let watch: ImportWatch;
let looks = 0;
let requests = 0;
const refused = (): Promise<never> => Promise.reject(new Error('no profile is stored here'));
const thread = createImportThread({
  store: () => {
    requests += 1;
    return Promise.resolve({ kind: 'stored', accepted: 10, rejected: 0, ignored: 0, message: '', rejections: [] });
  },
  profiles: { inspect: refused, storePacked: refused, warm: () => undefined },
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-watch-'));
  looks = requests = 0;
});
afterEach(async () => {
  await watch.close();
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

function begin(): void {
  watch = watchImports({
    folders: [folder],
    thread,
    livePath: () => {
      looks += 1;
      return '';
    },
    begun: Promise.resolve(),
    onChange: () => undefined,
    period: 5,
  });
}

const states = (): unknown => watch.list()[0]?.files.map(({ name, state }) => [name, state]);

test('a compressed file is read once, however small it is beside what it holds', { timeout: 120_000 }, async () => {
  const bytes = gzipSync(line.repeat(50));
  expect(bytes.length * 10).toBeLessThan(line.length * 50);
  writeFileSync(join(folder, 'old.jsonl.gz'), bytes);
  begin();
  await vi.waitUntil(() => watch.list()[0]?.files[0]?.state === 'done', waiting);
  const [read, seen] = [requests, looks];
  expect(read).toBe(50);
  await vi.waitUntil(() => looks > seen + 30, waiting);
  expect(requests).toBe(read);
  expect(states()).toEqual([['old.jsonl.gz', 'done']]);
});

test('an empty file waits; lines that come into it are read, and again when it is emptied', waiting, async () => {
  const path = join(folder, 'app.jsonl');
  writeFileSync(path, '');
  begin();
  await vi.waitUntil(() => looks > 5, waiting);
  expect(states()).toEqual([['app.jsonl', 'waiting']]);
  writeFileSync(path, line.repeat(2));
  await vi.waitUntil(() => requests === 2, waiting);
  const seen = looks;
  writeFileSync(path, '');
  await vi.waitUntil(() => looks > seen + 10, waiting);
  writeFileSync(path, line);
  await vi.waitUntil(() => requests === 3, waiting);
  const then = looks;
  await vi.waitUntil(() => looks > then + 30, waiting);
  expect(requests).toBe(3);
});
