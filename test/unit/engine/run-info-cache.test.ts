// What is known of a run is kept while its file stays the same; a trouble that was not the file's is not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ContractError, type ErrorCode } from '../../../src/contract/errors.ts';
import { runId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createReaderPool, type ReaderPool } from '../../../src/main/engine/reader-pool.ts';
import { createRunInfoCache } from '../../../src/main/engine/run-info-cache.ts';

const facts = {
  name: 'n',
  startedAt: unixNanos(1n),
  traces: 1,
  spans: 2,
  logs: 3,
  samples: 0,
  profiles: 0,
  evicted: { spans: 0, logs: 0, samples: 0, profiles: 0 },
};
let folder: string;
let pool: ReaderPool;
/** What the reader does with the next questions; the last one again and again. */
let outcomes: (ErrorCode | 'answer')[];
let asked: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-info-'));
  asked = 0;
  pool = createReaderPool(
    () => undefined,
    () => ({
      ask: () => {
        asked += 1;
        const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
        return outcome === undefined || outcome === 'answer'
          ? Promise.resolve(facts)
          : Promise.reject(new ContractError(outcome, `it is ${outcome}`));
      },
      ready: Promise.resolve(),
      close: () => Promise.resolve(),
    }),
  );
});
afterEach(async () => {
  await pool.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each<readonly [ErrorCode, string | undefined]>([
  ['internal', undefined],
  ['run-locked', undefined],
  ['disk-error', undefined],
  ['run-corrupt', 'it is run-corrupt'],
  ['not-a-run', 'it is not-a-run'],
])('after %s the run is listed with %s', async (code, later) => {
  outcomes = [code, 'answer'];
  const path = join(folder, 'run.otter');
  writeFileSync(path, 'x');
  const cache = createRunInfoCache(pool);
  const run = { id: runId('run'), path, state: 'past' } as const;
  expect(await cache.info(run)).toMatchObject({ spans: 0, trouble: `it is ${code}` });
  expect((await cache.info(run)).trouble).toBe(later);
  const before = asked;
  await cache.info(run);
  expect(asked).toBe(before);
  writeFileSync(path, 'changed');
  expect(await cache.info(run)).toMatchObject({ spans: 2 });
});
