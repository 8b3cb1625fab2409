// Llama Stack's trace_store.db, read without locks. In the store's journal mode (delete) a reader's lock makes the server
// wait at its next commit, and a waiting server sleeps at least a millisecond; so none is taken (SQLite's `nolock`). What
// may be read then is what committed-rows.ts says. A connection is used for one look only: a page that it read while it
// was being written would stay in its memory.
// Hazard: closing a file drops POSIX locks of the whole process on it; nobody here relies on one.
import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { CollectFailure } from '../collector.ts';

export interface SpanRow {
  readonly row: number;
  readonly span_id: unknown;
  readonly trace_id: unknown;
  readonly parent_span_id: unknown;
  readonly name: unknown;
  readonly start_time: unknown;
  readonly end_time: unknown;
  readonly attributes: unknown;
  readonly status: unknown;
  readonly kind: unknown;
  readonly service: unknown;
}

export interface EventRow {
  readonly id: number;
  readonly span_id: unknown;
  readonly name: unknown;
  readonly timestamp: unknown;
  readonly attributes: unknown;
}

/** Greatest row numbers. */
export interface StoreEnds {
  readonly spans: number;
  readonly events: number;
}

export interface SpanOwner {
  readonly row: number;
  readonly trace_id: unknown;
  readonly service: unknown;
}

const spansPerPage = 4000;
const eventsPerPage = 4000;
/** Of a page's attributes, after which it ends, and of one row's, which is then told without them. */
const pageBytes = 8 * 1024 ** 2;
const rowBytes = 16 * 1024 ** 2;

const columnsOf: Readonly<Record<string, readonly string[]>> = {
  traces: ['trace_id', 'service_name'],
  spans: ['span_id', 'trace_id', 'parent_span_id', 'name', 'start_time', 'end_time', 'attributes', 'status', 'kind'],
  span_events: ['id', 'span_id', 'name', 'timestamp', 'attributes'],
};

export class StoreFile {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Throws CollectFailure, or `StoreInFlux` when a later look may do better. */
  static async open(path: string): Promise<StoreFile> {
    checkFile(path);
    const { DatabaseSync } = await import('node:sqlite');
    const url = pathToFileURL(path);
    url.searchParams.set('mode', 'ro');
    // In WAL mode readers and writers do not wait for each other, and reading takes shared memory with locks.
    for (const lock of ['nolock', 'locks']) {
      if (lock === 'nolock') url.searchParams.set('nolock', '1');
      else url.searchParams.delete('nolock');
      const db = new DatabaseSync(url, { readOnly: true, timeout: 0 });
      try {
        const mode = db.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
        if (lock === 'locks' || mode !== 'wal') {
          const file = new StoreFile(db);
          file.#checkTables();
          return file;
        }
        db.close();
      } catch (error) {
        db.close();
        if (lock === 'locks' || errorCode(error) !== cannotOpen) throw inWords(error);
      }
    }
    throw new StoreInFlux('it cannot be opened');
  }

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  ends(): StoreEnds {
    return {
      spans: Number(this.#all('SELECT max(rowid) AS n FROM spans')[0]?.['n'] ?? 0),
      events: Number(this.#all('SELECT max(id) AS n FROM span_events')[0]?.['n'] ?? 0),
    };
  }

  spans(after: number, upTo: number): SpanRow[] {
    return this.#page(
      `SELECT s.rowid, s.span_id, s.trace_id, s.parent_span_id, s.name, s.start_time, s.end_time,
         iif(octet_length(s.attributes) > ${rowBytes}, NULL, s.attributes), s.status, s.kind,
         (SELECT t.service_name FROM traces t WHERE t.trace_id = s.trace_id)
       FROM spans s WHERE s.rowid > ? AND s.rowid <= ? ORDER BY s.rowid LIMIT ${spansPerPage}`,
      [after, upTo],
      (row) => ({
        row: row[0] as number,
        span_id: row[1],
        trace_id: row[2],
        parent_span_id: row[3],
        name: row[4],
        start_time: row[5],
        end_time: row[6],
        attributes: row[7],
        status: row[8],
        kind: row[9],
        service: row[10],
      }),
    );
  }

  events(after: number, upTo: number): EventRow[] {
    return this.#page(
      `SELECT id, span_id, name, timestamp, iif(octet_length(attributes) > ${rowBytes}, NULL, attributes)
       FROM span_events WHERE id > ? AND id <= ? ORDER BY id LIMIT ${eventsPerPage}`,
      [after, upTo],
      (row) => ({ id: row[0] as number, span_id: row[1], name: row[2], timestamp: row[3], attributes: row[4] }),
    );
  }

  owner(spanId: unknown): SpanOwner | undefined {
    if (typeof spanId !== 'string') return undefined;
    const sql = `SELECT s.rowid AS row, s.trace_id, (SELECT t.service_name FROM traces t WHERE t.trace_id = s.trace_id) AS service
      FROM spans s WHERE s.span_id = ?`;
    return this.#all(sql, [spanId])[0] as unknown as SpanOwner | undefined;
  }

  /** The id of a span by its row; `undefined` where there is no such row. */
  spanAt(row: number): string | undefined {
    const found = this.#all('SELECT span_id FROM spans WHERE rowid = ?', [row])[0]?.['span_id'];
    return typeof found === 'string' ? found : undefined;
  }

  close(): void {
    this.#db.close();
  }

  /** Rows come as arrays: the objects of the library are slow to make and to read. */
  #page<Row extends { readonly attributes: unknown }>(
    sql: string,
    values: readonly number[],
    rowOf: (columns: readonly unknown[]) => Row,
  ): Row[] {
    const rows: Row[] = [];
    let size = 0;
    try {
      const statement = this.#statement(sql);
      statement.setReturnArrays(true);
      for (const columns of statement.iterate(...values) as unknown as Iterable<readonly unknown[]>) {
        const row = rowOf(columns);
        rows.push(row);
        if (typeof row.attributes === 'string') size += row.attributes.length;
        if (size > pageBytes) break;
      }
    } catch (error) {
      throw inWords(error);
    }
    return rows;
  }

  #all(sql: string, values: readonly (number | string)[] = []): Record<string, unknown>[] {
    try {
      return this.#statement(sql).all(...values);
    } catch (error) {
      throw inWords(error);
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #checkTables(): void {
    for (const [table, wanted] of Object.entries(columnsOf)) {
      const found = this.#db.prepare('SELECT name FROM pragma_table_info(?)').all(table);
      const missing = wanted.filter((name) => !found.some((one) => one['name'] === name));
      if (missing.length > 0)
        throw new CollectFailure(
          `it is an SQLite database, but not Llama Stack's trace store: ${table} has no ${missing.join(', ')}`,
          'The file is trace_store.db in the folder that sqlite_db_path of the telemetry provider names.',
        );
    }
  }
}

/** What was read makes no sense now, or cannot be read now, because it is being written. */
export class StoreInFlux extends Error {}

function checkFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new CollectFailure(
      `there is no file ${path}`,
      'Llama Stack makes it when it starts, if its telemetry has the sink sqlite.',
    );
  if (!stat.isFile()) throw new CollectFailure(`${path} is no file`, 'Name trace_store.db itself.', { lasting: true });
  if (stat.size === 0) throw new CollectFailure(`${path} is empty`, 'Llama Stack makes its tables when it starts.');
}

const cannotOpen = 14;
/** SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY (a journal lies there), SQLITE_CORRUPT, SQLITE_CANTOPEN, SQLITE_IOERR. */
const passing = new Set([5, 6, 8, 10, 11, cannotOpen]);

function errorCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

function inWords(error: unknown): unknown {
  const code = errorCode(error);
  const said = error instanceof Error ? error.message : String(error);
  if (code === 26)
    return new CollectFailure('it is no SQLite database', 'Is this the path of trace_store.db?', { lasting: true });
  if (code === 23 || /EACCES|EPERM/.test(said)) return new CollectFailure('this user may not read the file');
  return passing.has(code) ? new StoreInFlux(said) : error;
}
