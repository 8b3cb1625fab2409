// One writer per run, over all processes: an exclusive SQLite lock on an empty file beside the run.
// The operating system lets go of it when the process dies, however it dies.
import Database from 'better-sqlite3';
import { statSync, unlinkSync } from 'node:fs';
import { ContractError } from '../../contract/errors.ts';
import { storeError } from './store-error.ts';

/**
 * Every handle that holds a lock now. A lock belongs to the process until it is released, so it must not depend on who
 * still refers to it: the garbage collector closes a handle that nobody can reach, and with it goes the lock.
 */
const held = new Set<Database.Database>();

export interface OwnerLock {
  release(): void;
}

/** Throws ContractError `run-locked` when another writer holds the run. */
export function lockRun(path: string): OwnerLock {
  const file = `${path}-lock`;
  for (;;) {
    const db = open(file, path);
    // Its last owner may have removed the file between our opening and our locking it: then it guards nothing.
    const locked = inodeOf(file);
    if (locked !== undefined && locked === db.inode) {
      held.add(db.handle);
      return {
        release: () => {
          try {
            unlinkSync(file);
          } catch {
            // Windows refuses while it is open; an empty file that stays behind does no harm.
          }
          held.delete(db.handle);
          db.handle.close();
        },
      };
    }
    db.handle.close();
  }
}

function open(file: string, path: string): { handle: Database.Database; inode: bigint | undefined } {
  let handle: Database.Database | undefined;
  try {
    handle = new Database(file, { timeout: 200 });
    const inode = inodeOf(file);
    handle.pragma('journal_mode = MEMORY');
    handle.exec('BEGIN EXCLUSIVE');
    return { handle, inode };
  } catch (cause) {
    handle?.close();
    const error = storeError(cause, path);
    if (error instanceof ContractError && error.code === 'run-locked') {
      throw new ContractError('run-locked', `${path} is being written by another Otterscope.`, { path });
    }
    throw error;
  }
}

function inodeOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}
