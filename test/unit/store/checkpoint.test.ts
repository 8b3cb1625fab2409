// The WAL is moved by another thread's hand under load, and stays bounded.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkpointRun } from '../../../src/main/store/checkpoint.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { allSpanBlocks, isPlainFile, openReader, openWriter, send, temporaryFolder } from './support.ts';

test(
  'the writer asks for a checkpoint every so often, and the WAL begins anew after it',
  { timeout: 120_000 },
  async () => {
    const path = join(temporaryFolder(), 'run.otter');
    let asked = 0;
    const writer = openWriter(path, {
      checkpoint: () => {
        asked += 1;
        checkpointRun(path);
        return Promise.resolve();
      },
    });
    const body = (seed: number): Uint8Array => makeTraceRequest({ seed, spans: 4000 });
    let largest = 0;
    for (let seed = 1; seed <= 24; seed++) {
      await send(writer, body(seed));
      largest = Math.max(largest, statSync(`${path}-wal`).size);
    }
    expect(asked).toBeGreaterThanOrEqual(2);
    // 24 requests of 1.5 MB each are written, with indexes and blocks; without checkpoints the WAL would hold them all.
    expect(largest).toBeLessThan(40e6);
    const reader = openReader(path);
    expect(allSpanBlocks(reader).reduce((sum, block) => sum + block.count, 0)).toBe(96_000);
  },
);

test('a run is one plain file after its end when that waits for a checkpoint at work', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const begun = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const writer = openWriter(path, {
    checkpoint: async () => {
      const db = new Database(path);
      db.prepare('SELECT count(*) FROM journal').get();
      begun.resolve(undefined);
      await release.promise;
      db.close();
    },
  });
  await writer.checkpointed();
  for (let seed = 1; seed <= 12; seed++) void send(writer, makeTraceRequest({ seed, spans: 4000 }));
  writer.flush();
  await begun.promise;
  const order: string[] = [];
  const moved = writer.checkpointed().then(() => order.push('checkpoint'));
  order.push('released');
  release.resolve(undefined);
  await moved;
  expect(order).toEqual(['released', 'checkpoint']);
  writer.close();
  expect(isPlainFile(path)).toBe(true);
});
