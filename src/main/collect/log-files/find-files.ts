// The files of a path whose last part may hold `*` for any text and `?` for any character.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CollectFailure } from '../collector.ts';

/** So many files are followed; of more, those that were written to last. */
export const mostFiles = 100;

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Files that match beyond those. */
  readonly left: number;
}

export interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Device and inode: a file keeps it when it is renamed. */
  readonly key: string;
  /** Unix milliseconds of the last write. */
  readonly written: number;
}

/** Throws CollectFailure where the folder cannot be read. */
export async function findFiles(path: string): Promise<FoundFiles> {
  const last = basename(path);
  const names = /[*?]/.test(last) ? await matching(dirname(path), last) : [last];
  const found = await Promise.all(names.map((name) => look(join(dirname(path), name))));
  const files = found.filter((file) => file !== undefined).toSorted((a, b) => b.written - a.written);
  return { files: files.slice(0, mostFiles).toReversed(), left: Math.max(0, files.length - mostFiles) };
}

async function matching(folder: string, pattern: string): Promise<readonly string[]> {
  const parts = [...pattern].map((one) =>
    one === '*' ? '.*' : one === '?' ? '.' : one.replace(/[$()+.[\\\]^{|}]/, String.raw`\$&`),
  );
  const fits = new RegExp(`^${parts.join('')}$`, 's');
  try {
    return (await readdir(folder)).filter((name) => fits.test(name));
  } catch (error) {
    throw new CollectFailure(`the folder ${folder} cannot be read: ${wordsOf(error)}`, 'Is the path right?');
  }
}

async function look(path: string): Promise<FoundFile | undefined> {
  try {
    const file = await stat(path);
    return file.isFile() ? { path, size: file.size, key: `${file.dev}:${file.ino}`, written: file.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

/** A system error, in words. */
export function wordsOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  if (code === 'ENOTDIR') return 'a part of the path is a file';
  return error instanceof Error ? error.message : String(error);
}
