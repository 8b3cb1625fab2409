// The schema is a published format: this golden changes only together with SCHEMA_VERSION and docs/run-file.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../src/main/store/schema.ts';
import { openWriter, temporaryFolder } from './support.ts';

test('a new run has the documented schema', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  openWriter(path).close();
  const db = new Database(path, { readonly: true });
  const text = (
    db.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').pluck().all() as string[]
  ).join(';\n\n');
  expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
  const document = readFileSync(new URL('../../../docs/run-file.md', import.meta.url), 'utf8');
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) expect(document).toContain(table);
  db.close();
  await expect(text).toMatchFileSnapshot('schema.golden.sql');
});
