// Moves a WAL into its run file from a thread that is not the writer's; see RunWriterOptions.checkpoint.
import Database from 'better-sqlite3';

/** Blocks the calling thread while it copies and syncs, but not the writer. Does nothing when the file is busy. */
export function checkpointRun(path: string): void {
  const db = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
    // What was committed meanwhile: the less is left, the less the writer has to move before the WAL begins anew.
    db.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    db.close();
  }
}
