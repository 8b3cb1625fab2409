// Whatever the bytes of a run file are, a question ends, with an answer or with a ContractError that blames the file.
// OTTERSCOPE_FUZZ_ROUNDS sets the number of damages (default 1,500; a third of them here).
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../src/contract/errors.ts';
import { traceIdAt, type TraceId } from '../../src/contract/ids.ts';
import { packColumn, unpackColumn } from '../../src/main/store/column-codec.ts';
import { mutate } from '../support/mutate.ts';
import { logsType, tracesType } from '../support/otlp-oracle.ts';
import { makeTraceRequest } from '../support/otlp-payloads.ts';
import { randomLogs, randomTraces } from '../support/random-otlp.ts';
import { seededRandom, type Random } from '../support/random.ts';
import { openWriter, send, temporaryFolder } from '../unit/store/support.ts';
import { askEverything } from './ask-everything.ts';

const rounds = Math.ceil(Number(process.env['OTTERSCOPE_FUZZ_ROUNDS'] ?? 1500) / 3);
/** What a damaged file may end in; anything else would be an answer about something else. */
const expected: ReadonlySet<'answer' | ErrorCode> = new Set([
  'answer',
  'run-corrupt',
  'not-a-run',
  'not-found',
  'run-newer',
  'disk-error',
]);

interface Sample {
  readonly path: string;
  readonly traces: readonly TraceId[];
}

/** A run with a sealed block of each signal and a journal of each, full of nested values. */
async function sample(): Promise<Sample> {
  const random = seededRandom(5);
  const folder = temporaryFolder();
  const path = join(folder, 'first.otter');
  const fill = async (writer: ReturnType<typeof openWriter>, requests: number): Promise<void> => {
    for (let i = 0; i < requests; i++) {
      await send(writer, tracesType.encode(tracesType.fromObject(randomTraces(random))).finish());
      await send(writer, logsType.encode(logsType.fromObject(randomLogs(random))).finish(), 'logs');
    }
    await send(writer, makeTraceRequest({ seed: requests, spans: 40 }));
  };
  const first = openWriter(path);
  await fill(first, 8);
  first.close();
  const second = openWriter(path);
  await fill(second, 3);
  const copy = join(folder, 'run.otter');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  second.close();
  const db = new Database(copy);
  db.pragma('journal_mode = DELETE');
  const ids = db.prepare('SELECT trace_id FROM traces ORDER BY spans DESC').pluck().all() as Buffer[];
  db.close();
  const traces = [0, 1, ids.length - 1].map((i) => traceIdAt(ids[i] as Buffer, 0));
  expect([...askEverything(copy, traces).keys()]).toEqual(['answer']);
  return { path: copy, traces };
}

/** Where bytes of our own format lie. */
interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowid: number;
  readonly packed: boolean;
}

function placesOf(db: Database.Database): Place[] {
  const of = (table: string, column: string, condition: string, packed: boolean): Place[] =>
    (db.prepare(`SELECT rowid FROM ${table} WHERE ${condition}`).pluck().all() as number[]).map((rowid) => ({
      table,
      column,
      rowid,
      packed,
    }));
  return [
    ...of('block_columns', 'bytes', "name <> 'filter'", true),
    ...of('block_columns', 'bytes', "name = 'filter'", false),
    ...of('block_columns', 'bytes', "name IN ('strings', 'blobs')", true),
    ...of('blocks', 'summary', 'true', true),
    ...of('resources', 'attributes', 'length(attributes) > 40', false),
    ...of('scopes', 'attributes', 'length(attributes) > 20', false),
    ...of('journal', 'bytes', 'true', false),
  ];
}

/** Damages the bytes as they are stored, or inside of their packing. */
function damagedBytes(random: Random, bytes: Uint8Array, packed: boolean): Uint8Array {
  return packed && random.next() < 0.8
    ? packColumn(mutate(random, unpackColumn(bytes), unpackColumn(bytes)))
    : mutate(random, bytes, bytes);
}

test('damaged columns, summaries, attributes and journal rows', { timeout: 120_000 + 200 * rounds }, async () => {
  const { path, traces } = await sample();
  const random = seededRandom(77);
  const db = new Database(path);
  const places = placesOf(db);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const { table, column, rowid, packed } = random.pick(places);
    const good = db.prepare(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck().get(rowid) as Buffer;
    const write = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`);
    write.run(damagedBytes(random, good, packed), rowid);
    const outcomes = askEverything(path, traces);
    for (const outcome of outcomes.keys()) expect(expected, `${table}.${column}: ${outcome}`).toContain(outcome);
    if (outcomes.has('run-corrupt')) refused += 1;
    write.run(good, rowid);
  }
  db.close();
  expect([...askEverything(path, traces).keys()]).toEqual(['answer']);
  expect(refused).toBeGreaterThan(rounds / 4);
});

/** False where SQLite refuses such a cell, as it does for row ids and equal keys. */
function overwrite(path: string, table: string, column: string, value: string): boolean {
  const db = new Database(path);
  try {
    return db.prepare(`UPDATE OR IGNORE ${table} SET ${column} = ${value}`).run().changes > 0;
  } catch {
    return false;
  } finally {
    db.close();
  }
}

test('cells of another type than their column', { timeout: 240_000 }, async () => {
  const { path, traces } = await sample();
  const folder = temporaryFolder();
  const db = new Database(path);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  let refused = 0;
  for (const table of tables) {
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    for (const column of columns) {
      for (const wrong of ["'text'", "x'0102'", '-1', '1e300', '9223372036854775807']) {
        const broken = join(folder, 'broken.otter');
        copyFileSync(path, broken);
        if (!overwrite(broken, table, column, wrong)) continue;
        const outcomes = askEverything(broken, traces);
        for (const outcome of outcomes.keys())
          expect(expected, `${table}.${column} = ${wrong}: ${outcome}`).toContain(outcome);
        if (outcomes.has('run-corrupt')) refused += 1;
      }
    }
  }
  db.close();
  expect(refused).toBeGreaterThan(10);
});

test('flipped bytes anywhere in the file', { timeout: 120_000 + 200 * rounds }, async () => {
  const { path, traces } = await sample();
  const good = readFileSync(path);
  const random = seededRandom(78);
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const broken = Uint8Array.from(good);
    for (let i = 1 + random.below(8); i > 0; i--) broken[100 + random.below(good.length - 100)] = random.below(256);
    writeFileSync(path, broken);
    const outcomes = askEverything(path, traces);
    for (const outcome of outcomes.keys()) expect(expected, `round ${round}: ${outcome}`).toContain(outcome);
    if (outcomes.has('run-corrupt')) refused += 1;
  }
  expect(refused).toBeGreaterThan(rounds / 20);
});
