// Whatever lies in the folder of runs, the list of runs comes, and reading ends in an answer or a ContractError.
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { openRunCatalog } from '../../../src/main/store/run-catalog.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { seededRandom } from '../../support/random.ts';
import { allSpanBlocks, dumpSpans, openReader, openWriter, send, temporaryFolder } from './support.ts';

/** Everything there is to read; or the code of the error. */
function readAll(path: string): number | string {
  try {
    const reader = openReader(path);
    const spans = allSpanBlocks(reader).flatMap((block) => dumpSpans(reader, block)).length;
    for (const summary of reader.spanBlocks()) summary.mayContain('some text');
    reader.close();
    return spans;
  } catch (cause) {
    if (cause instanceof ContractError) return cause.code;
    throw cause;
  }
}

async function goodRun(): Promise<{ catalog: ReturnType<typeof openRunCatalog>; good: string }> {
  const catalog = openRunCatalog(temporaryFolder());
  const good = catalog.create('good', unixNanos(1n)).path;
  const writer = openWriter(good);
  await send(writer, makeTraceRequest({ seed: 1, spans: 500 }));
  writer.close();
  return { catalog, good };
}

test('files that end too early, and things that are no files of ours, are listed with their trouble', async () => {
  const { catalog, good } = await goodRun();
  const size = readFileSync(good).length;
  const lengths = [0, 1, 99, 100, 4096, 8192, size >> 1, size - 4096, size - 1];
  for (const length of lengths) {
    const path = join(catalog.folder, `cut-${length}.otter`);
    copyFileSync(good, path);
    truncateSync(path, length);
  }
  writeFileSync(join(catalog.folder, 'garbage.otter'), seededRandom(1).bytes(20_000));
  mkdirSync(join(catalog.folder, 'folder.otter'));
  const listed = catalog.list(undefined);
  expect(listed).toHaveLength(lengths.length + 3);
  expect(listed.find(({ path }) => path === good)).toMatchObject({ spans: 500 });
  expect(listed.find(({ path }) => path === good)?.trouble).toBeUndefined();
  for (const name of ['cut-0', 'cut-1', 'cut-99', 'cut-100', 'cut-4096', 'garbage', 'folder']) {
    expect(listed.find(({ path }) => path.endsWith(`/${name}.otter`))?.trouble, name).toBeTypeOf('string');
  }
  for (const { path } of listed) {
    if (path === good) expect(readAll(path)).toBe(500);
    else expect(readAll(path), path).toBeTypeOf('string');
  }
});

test(
  'a file with flipped bytes is read as far as it goes, and never breaks the program',
  { timeout: 60_000 },
  async () => {
    const { catalog, good } = await goodRun();
    const bytes = readFileSync(good);
    const random = seededRandom(2);
    const outcomes = new Map<number | string, number>();
    for (let round = 0; round < 60; round++) {
      const broken = Uint8Array.from(bytes);
      for (let i = 0; i < 8; i++) broken[4096 + random.below(bytes.length - 4096)] = random.below(256);
      const path = join(catalog.folder, `flipped-${round}.otter`);
      writeFileSync(path, broken);
      const outcome = readAll(path);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(catalog.list(undefined)).toHaveLength(61);
    expect(outcomes.get('run-corrupt')).toBeGreaterThan(10);
  },
);
