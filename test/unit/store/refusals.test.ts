// Files that cannot be opened, disks that are full, runs that somebody else writes: clear errors, nothing half stored.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ContractError, type ErrorCode } from '../../../src/contract/errors.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../src/main/store/schema.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

function codeOf(action: () => unknown): ErrorCode | 'nothing' {
  try {
    action();
    return 'nothing';
  } catch (cause) {
    if (cause instanceof ContractError) return cause.code;
    throw cause;
  }
}

test('a missing, foreign, newer or damaged file is refused with its own code', () => {
  const folder = temporaryFolder();
  expect(codeOf(() => openReader(join(folder, 'nowhere.otter')))).toBe('not-found');

  const text = join(folder, 'text.otter');
  writeFileSync(text, 'this is no database, but it is long enough to look at: '.repeat(40));
  expect(codeOf(() => openReader(text))).toBe('not-a-run');

  const foreign = join(folder, 'foreign.otter');
  new Database(foreign).exec('CREATE TABLE t (x)').close();
  expect(codeOf(() => openReader(foreign))).toBe('not-a-run');
  expect(codeOf(() => openWriter(foreign))).toBe('not-a-run');

  const newer = join(folder, 'newer.otter');
  new Database(newer)
    .exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION + 1}; CREATE TABLE t (x)`)
    .close();
  expect(codeOf(() => openReader(newer))).toBe('run-newer');
  expect(codeOf(() => openWriter(newer))).toBe('run-newer');
});

test('a run whose column was damaged says so when the column is read', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await send(writer, makeTraceRequest({ seed: 1, spans: 300 }));
  writer.close();
  const db = new Database(path);
  db.exec("UPDATE block_columns SET bytes = zeroblob(40) WHERE name = 'start'");
  db.close();
  const reader = openReader(path);
  expect(codeOf(() => allSpanBlocks(reader)[0]?.start)).toBe('run-corrupt');
});

test('two writers never share a run, and the second may have it when the first is done', () => {
  const path = join(temporaryFolder(), 'run.otter');
  const first = openWriter(path);
  expect(codeOf(() => openWriter(path))).toBe('run-locked');
  first.close();
  openWriter(path).close();
});

test('a full disk rejects the request with disk-full, keeps what was stored, and takes requests again when there is space', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  let limit: ((pages: number) => void) | undefined;
  const writer = openWriter(path, { onOpened: (db) => (limit = (pages) => db.pragma(`max_page_count = ${pages}`)) });
  await send(writer, makeTraceRequest({ seed: 1, spans: 100 }));
  limit?.(1);
  const failures = [2, 3].map((seed) => send(writer, makeTraceRequest({ seed, spans: 3000 })));
  for (const outcome of await Promise.allSettled(failures)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } });
  }
  const during = openReader(path);
  expect(allSpanBlocks(during).reduce((sum, block) => sum + block.count, 0)).toBe(100);
  limit?.(1_000_000);
  await send(writer, makeTraceRequest({ seed: 4, spans: 50 }));
  during.refresh();
  expect(during.headSpans().count).toBe(150);
  expect(during.db.prepare('SELECT sum(spans) FROM traces').pluck().get()).toBe(150);
});

test('a copy of the bare file of a closed run is a whole run', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run.otter');
  const writer = openWriter(path);
  await send(writer, makeTraceRequest({ seed: 1, spans: 100 }));
  writer.close();
  const copy = join(folder, 'copy.otter');
  copyFileSync(path, copy);
  expect(allSpanBlocks(openReader(copy)).reduce((sum, block) => sum + block.count, 0)).toBe(100);
});
