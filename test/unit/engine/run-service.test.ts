// Beginning a run, with a writer and a reader that are played: what happens when single steps fail or overlap.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareDataFolder } from '../../../src/main/engine/data-folder.ts';
import { createReaderPool } from '../../../src/main/engine/reader-pool.ts';
import { createRunService, type RunService } from '../../../src/main/engine/run-service.ts';
import { createRunShelf } from '../../../src/main/engine/run-shelf.ts';
import { createUploads } from '../../../src/main/engine/uploads.ts';
import { ContractError } from '../../../src/contract/errors.ts';
import type { ProblemReport } from '../../../src/contract/problems.ts';
import { unixNanos } from '../../../src/contract/time.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-run-service-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const empty = {
  name: '',
  startedAt: unixNanos(0n),
  traces: 0,
  spans: 0,
  logs: 0,
  samples: 0,
  profiles: 0,
  evicted: { spans: 0, logs: 0, samples: 0, profiles: 0 },
};

interface Played {
  readonly runs: RunService;
  readonly calls: string[];
  readonly reports: ProblemReport[];
  readonly live: () => string;
}

function play(forget: () => void, switchTo: (path: string) => Promise<void>): Played {
  const data = prepareDataFolder(folder);
  const calls: string[] = [];
  const reports: ProblemReport[] = [];
  const shelf = createRunShelf(data, ({ plan }) => plan('', new Date(0)));
  writeFileSync(shelf.live.path, '');
  const thread = {
    async ask({ kind }: { readonly kind: string }) {
      if (kind === 'forget') forget();
      return empty;
    },
    ready: Promise.resolve(),
    close: async () => undefined,
  };
  const pool = createReaderPool(
    () => undefined,
    () => thread,
  );
  const runs = createRunService({
    shelf,
    pool,
    ingest: {
      async call(_, request) {
        await switchTo('path' in request ? request.path : '');
        return undefined;
      },
    },
    uploads: createUploads(data.opened),
    onGone: () => undefined,
    onChange: () => calls.push('changed'),
    report: (problem) => reports.push(problem),
  });
  return { runs, calls, reports, live: () => shelf.live.path };
}

it('a run is begun although the empty one before cannot be removed, and that is told', async () => {
  const { runs, calls, reports, live } = play(
    () => {
      throw new ContractError('disk-error', 'no removing here');
    },
    async (path) => writeFileSync(path, ''),
  );
  const before = live();
  const run = await runs.create('next');
  expect(run).toMatchObject({ state: 'live', path: live() });
  expect(calls).toEqual(['changed']);
  expect(reports).toMatchObject([
    { code: 'disk-error', subject: before, message: expect.stringContaining('no removing here') },
  ]);
});

it('runs are begun one after the other, also after one that could not be', async () => {
  const asked: string[] = [];
  const { runs } = play(
    () => undefined,
    async (path) => {
      asked.push(path);
      await new Promise((resolve) => setImmediate(resolve));
      if (asked.length === 1) throw new ContractError('disk-full', 'no room');
      writeFileSync(path, '');
    },
  );
  const ends = await Promise.allSettled(['a', 'a', 'a'].map(runs.create));
  expect(ends.map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(new Set(asked.slice(1)).size).toBe(2);
});
