// Whatever lies in the folder of runs, describing and reading it end in an answer or a ContractError.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import { describeRun } from '../../../src/main/engine/describe-run.ts';
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

/** What the list of runs says of a file: its spans, or the code of the error. */
function describe(path: string): number | string {
  try {
    return describeRun(path).spans;
  } catch (cause) {
    if (cause instanceof ContractError) return cause.code;
    throw cause;
  }
}

async function goodRun(): Promise<{ folder: string; good: string }> {
  const folder = temporaryFolder();
  const good = join(folder, 'good.otter');
  const writer = openWriter(good);
  await send(writer, makeTraceRequest({ seed: 1, spans: 500 }));
  writer.close();
  return { folder, good };
}

test('files that end too early, and things that are no files of ours, are described in words', async () => {
  const { folder, good } = await goodRun();
  const size = readFileSync(good).length;
  const lengths = [0, 1, 99, 100, 4096, 8192, size >> 1, size - 4096, size - 1];
  for (const length of lengths) {
    const path = join(folder, `cut-${length}.otter`);
    copyFileSync(good, path);
    truncateSync(path, length);
  }
  writeFileSync(join(folder, 'garbage.otter'), seededRandom(1).bytes(20_000));
  mkdirSync(join(folder, 'folder.otter'));
  expect([describe(good), readAll(good)]).toEqual([500, 500]);
  const files = readdirSync(folder).filter((name) => name.endsWith('.otter') && name !== 'good.otter');
  expect(files).toHaveLength(lengths.length + 2);
  for (const name of ['cut-0', 'cut-1', 'cut-99', 'cut-100', 'cut-4096', 'garbage', 'folder'])
    expect(describe(join(folder, `${name}.otter`)), name).toMatch(/^(not-a-run|run-corrupt|disk-error)$/);
  for (const name of files) expect(readAll(join(folder, name)), name).toBeTypeOf('string');
});

test(
  'a file with flipped bytes is read as far as it goes, and never breaks the program',
  { timeout: 120_000 },
  async () => {
    const { folder, good } = await goodRun();
    const bytes = readFileSync(good);
    const random = seededRandom(2);
    const outcomes = new Map<number | string, number>();
    for (let round = 0; round < 60; round++) {
      const broken = Uint8Array.from(bytes);
      for (let i = 0; i < 8; i++) broken[4096 + random.below(bytes.length - 4096)] = random.below(256);
      const path = join(folder, `flipped-${round}.otter`);
      writeFileSync(path, broken);
      describe(path);
      const outcome = readAll(path);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.get('run-corrupt')).toBeGreaterThan(10);
  },
);
