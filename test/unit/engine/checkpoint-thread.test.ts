// Checkpoints run on a thread of their own: the WAL shrinks, failures are only told, the end is clean.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCheckpointThread, type CheckpointThread } from '../../../src/main/engine/checkpoint-thread.ts';

// On a busy machine a thread takes seconds to start.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let thread: CheckpointThread;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otterscope-checkpoint-'));
  thread = createCheckpointThread();
});
afterEach(async () => {
  await thread.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeWal(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 0');
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))');
  return db;
}

it('moves the WAL into the file while this thread goes on', async () => {
  const path = join(folder, 'run.otter');
  const db = writeWal(path);
  const before = statSync(path).size;
  const checkpoint = thread.checkpoint(path);
  // A checkpoint on this thread would have happened by now.
  expect(statSync(path).size).toBe(before);
  await checkpoint;
  expect(statSync(path).size).toBeGreaterThan(100_000);
  db.close();
});

it('tells that it could not, and can the next time', async () => {
  const missing = join(folder, 'none.otter');
  await expect(thread.checkpoint(missing)).rejects.toThrow(/unable to open|directory/);
  expect(existsSync(missing)).toBe(false);
  const odd = join(folder, 'odd.otter');
  writeFileSync(odd, 'this is no database, and long enough to be looked at'.repeat(20));
  await expect(thread.checkpoint(odd)).rejects.toThrow(/not a database/);
  const path = join(folder, 'run.otter');
  const db = writeWal(path);
  await thread.checkpoint(path);
  db.close();
});

it('answers each of several askers for itself', async () => {
  const path = join(folder, 'run.otter');
  const db = writeWal(path);
  const missing = expect(thread.checkpoint(join(folder, 'none.otter'))).rejects.toThrow();
  await thread.checkpoint(path);
  expect(statSync(path).size).toBeGreaterThan(100_000);
  await missing;
  db.close();
});

it('outlives a worker that dies while it has nothing to do, and starts another', async () => {
  let started = 0;
  const died = Promise.withResolvers<undefined>();
  const deaf = createCheckpointThread(60_000, () => {
    started += 1;
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', (path) => {
        parentPort.postMessage(undefined);
        if (path === 'die') setImmediate(() => { throw new Error('died idle'); });
      });`,
      { eval: true },
    );
    worker.once('exit', () => died.resolve(undefined));
    return worker;
  });
  await deaf.checkpoint('die');
  await died.promise;
  await deaf.checkpoint('live');
  expect(started).toBe(2);
  await deaf.close();
});

it('ends in the middle of its work and before it had any', async () => {
  const path = join(folder, 'run.otter');
  const db = writeWal(path);
  const ended = expect(thread.checkpoint(path)).rejects.toThrow('ended');
  await thread.close();
  await ended;
  expect(db.prepare('SELECT length(x) FROM t').pluck().get()).toBe(100_000);
  db.close();
  await createCheckpointThread().close();
});

it('ends when there was nothing to do for a while, and starts again', async () => {
  const path = join(folder, 'run.otter');
  const db = writeWal(path);
  const brief = createCheckpointThread(1);
  const ended = new Promise((resolve) => {
    process.once('worker', (worker) => worker.once('exit', resolve));
  });
  await brief.checkpoint(path);
  await ended;
  db.exec('INSERT INTO t VALUES (zeroblob(300000))');
  await brief.checkpoint(path);
  expect(statSync(path).size).toBeGreaterThan(400_000);
  await brief.close();
  db.close();
});
