// Copies of run files without free pages.
import Database from 'better-sqlite3';
import { openForReading } from './run-database.ts';
import { storeError } from './store-error.ts';

/** A consistent copy of a run, which may be live; `to` must not exist. Throws ContractError as `openForReading` does. */
export function copyCompact(from: string, to: string): void {
  const db = openForReading(from);
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } catch (cause) {
    throw storeError(cause, to);
  } finally {
    db.close();
  }
}

/** Gives back the pages that are free in a closed run file. Nobody else may have it open. */
export function vacuum(path: string): void {
  const db = new Database(path, { fileMustExist: true });
  try {
    db.exec('VACUUM');
  } catch (cause) {
    throw storeError(cause, path);
  } finally {
    db.close();
  }
}
