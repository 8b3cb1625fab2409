// Files that go, or are written anew, while they are imported: what was stored before, and what is said.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import { importFile } from '../../../src/main/engine/import-file.ts';
import type { ImportOutcome } from '../../../src/main/engine/import-messages.ts';
import { makeTraceRequestJson } from '../../support/otlp-payloads.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-vanish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Does something to the file after its first piece. */
async function imported(path: string, happens: () => void): Promise<ImportOutcome> {
  let pieces = 0;
  return importFile(
    {
      path,
      name: 'file',
      from: 0,
      follow: false,
      target: {
        kind: 'run',
        run: { id: runId('made'), path: join(folder, 'made.otter'), name: 'file', named: false },
        masking: { secret: 'key', keys: [] },
        host: 'here',
        version: 'test',
      },
    },
    {
      sendLive: () => Promise.reject(new Error('nothing goes live')),
      sendProfile: () => Promise.reject(new Error('nothing goes into a live run')),
      inspectProfile: () => Promise.reject(new Error('there is no profile')),
      signal: new AbortController().signal,
      onProgress: () => {
        if (pieces++ === 0) happens();
      },
    },
  );
}

const zipkin = Array.from({ length: 50_000 }, (_, i) => ({
  traceId: (i + 1).toString(16).padStart(16, '0'),
  id: (i + 1).toString(16).padStart(16, '0'),
  name: 'a',
  timestamp: 1_700_000_000_000_000 + i,
  duration: 5,
}));

test('one that is removed between two readings is said to be gone', async () => {
  const path = join(folder, 'zipkin.json');
  writeFileSync(path, JSON.stringify(zipkin));
  const outcome = await imported(path, () => rmSync(path));
  expect(outcome).toMatchObject({
    kind: 'failed',
    format: 'zipkin-json',
    error: expect.stringMatching(/^The file is gone: .* Import it again/),
  });
});

test('one that is emptied while it is read keeps what was stored, and says so', async () => {
  const path = join(folder, 'lines.jsonl');
  const line = Buffer.concat([makeTraceRequestJson({ seed: 1, spans: 500 }), Buffer.from('\n')]);
  writeFileSync(path, Buffer.concat(Array.from({ length: 12 }, () => line)));
  const outcome = await imported(path, () => truncateSync(path, 0));
  expect(outcome).toMatchObject({
    kind: 'failed',
    kept: true,
    error: expect.stringMatching(/^The file became shorter while it was read/),
  });
  expect(outcome.spans).toBeGreaterThan(0);
});

test('one that was never there is just not there', async () => {
  expect(await imported(join(folder, 'none'), () => undefined)).toMatchObject({
    kind: 'failed',
    error: 'There is no such file.',
  });
});
