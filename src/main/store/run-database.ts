// Opens run files: one door for the writer, which creates what is missing, and one for readers, which change nothing.
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContractError } from '../../contract/errors.ts';
import { APPLICATION_ID, metricsSql, PAGE_SIZE, profilesSql, SCHEMA_VERSION, schemaSql } from './schema.ts';
import { storeError } from './store-error.ts';

/** Pages in the WAL before a commit may run a checkpoint by itself: 32 MiB, so that quiet moments come first. */
const AUTOCHECKPOINT_PAGES = (32 << 20) / PAGE_SIZE;

export type Durability = 'normal' | 'full';

export interface OpenForWriting {
  /** Makes the file where there is none. */
  readonly create: boolean;
  readonly durability: Durability;
}

/** Throws ContractError `not-found`, `not-a-run`, `run-newer`, `run-corrupt`, `run-locked`, `disk-full`, `disk-error`. */
export function openForWriting(path: string, { create, durability }: OpenForWriting): Database.Database {
  return guarded(path, () => {
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (!create && size === undefined) throw noFile(path);
    const fresh = create && (size ?? 0) === 0;
    const db = new Database(path, { timeout: 2000, fileMustExist: !create });
    try {
      if (fresh) {
        db.pragma(`page_size = ${PAGE_SIZE}`);
        db.pragma('auto_vacuum = INCREMENTAL');
        db.pragma(`application_id = ${APPLICATION_ID}`);
      } else checkIdentity(db, path);
      db.pragma('journal_mode = WAL');
      setDurability(db, durability);
      db.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
      db.pragma(`journal_size_limit = ${8 << 20}`);
      db.pragma('cache_size = -16384');
      db.pragma('temp_store = MEMORY');
      db.pragma('foreign_keys = OFF');
      const version = fresh ? 0 : (db.pragma('user_version', { simple: true }) as number);
      const missing = [schemaSql, metricsSql, profilesSql].slice(version);
      if (missing.length > 0)
        db.exec(`BEGIN IMMEDIATE; ${missing.join(' ')} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
      return db;
    } catch (cause) {
      db.close();
      throw cause;
    }
  });
}

/** Does a COMMIT wait for the disk? Takes hold with the next transaction. */
export function setDurability(db: Database.Database, durability: Durability): void {
  db.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
}

export function noFile(path: string): ContractError {
  return new ContractError('not-found', `There is no file ${path}.`, { path });
}

/** Opens a file read-only, also in a folder that cannot be written. Throws like `openForWriting`, and `not-found`. */
export function openForReading(path: string): Database.Database {
  if (!existsSync(path)) throw noFile(path);
  return guarded(path, () => {
    const db = openReadable(path);
    try {
      db.pragma('cache_size = -4096');
      checkIdentity(db, path);
      return db;
    } catch (cause) {
      db.close();
      throw cause;
    }
  });
}

/**
 * A file in WAL mode (one whose writer was killed, or lives) needs its shared-memory file beside it. Where that cannot
 * be made because the folder is read-only, a copy is opened instead, whose name is gone as soon as it is open.
 */
export function openReadable(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 2000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (cause) {
    db.close();
    const code = cause instanceof Database.SqliteError ? cause.code : '';
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(code)) throw cause;
    return openCopy(path);
  }
}

function openCopy(path: string): Database.Database {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-'));
  try {
    const copy = join(folder, 'run.otter');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const db = new Database(copy, { timeout: 2000 });
    try {
      // After its first question SQLite has open whatever it will ever need of the folder.
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      return db;
    } catch (cause) {
      db.close();
      throw cause;
    }
  } finally {
    removeOpenFolder(folder);
  }
}

/** POSIX lets go of a file's name while the file is open, so that nothing is left however the process ends. */
function removeOpenFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (cause) {
    // Windows does not: there the copy stays until somebody clears the folder for temporary files.
    if (process.platform !== 'win32') throw cause;
  }
}

function checkIdentity(db: Database.Database, path: string): void {
  const id = db.pragma('application_id', { simple: true });
  const version = db.pragma('user_version', { simple: true });
  if (id !== APPLICATION_ID || typeof version !== 'number' || version < 1) {
    throw new ContractError('not-a-run', `${path} is not a run file.`, { path });
  }
  if (version > SCHEMA_VERSION) {
    throw new ContractError(
      'run-newer',
      `${path} was written by a newer Otterscope (file version ${version}, this program reads up to ${SCHEMA_VERSION}).`,
      {
        path,
        version,
      },
    );
  }
}

function guarded<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw storeError(cause, path);
  }
}
