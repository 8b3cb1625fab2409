// Whether a file is a run, by SQLite's header alone: the magic, and the application id at byte 68.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { APPLICATION_ID } from '../store/schema.ts';

/** false too for what cannot be read: whoever reads it says why. */
export function isRunFile(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size < 100) return false;
  try {
    const header = Buffer.alloc(100);
    const file = openSync(path, 'r');
    try {
      readSync(file, header, 0, 100, 0);
    } finally {
      closeSync(file);
    }
    return header.toString('latin1', 0, 16) === 'SQLite format 3\0' && header.readInt32BE(68) === APPLICATION_ID;
  } catch {
    return false;
  }
}
