// How far the files of a source were stored, kept over restarts of the engine: one JSON file per source, written anew as a
// whole. What cannot be read is as good as nothing: then a file is taken up as one that is new.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileHead } from './file-head.ts';

export interface Place {
  /** Device and inode. */
  readonly key: string;
  readonly path: string;
  /** Bytes whose records are stored. */
  readonly at: number;
  readonly head: FileHead;
}

export interface Places {
  /** `undefined` when the source was never followed. */
  load(id: string): Promise<readonly Place[] | undefined>;
  /** Rejects when they cannot be written. */
  save(id: string, places: readonly Place[]): Promise<void>;
}

/** @param folder made with the first place; for the owner's eyes only, as paths are told there */
export function createPlaces(folder: string): Places {
  const fileOf = (id: string): string =>
    join(folder, `log-files-${createHash('sha256').update(id).digest('hex').slice(0, 20)}.json`);
  return {
    async load(id) {
      try {
        const content: unknown = JSON.parse(await readFile(fileOf(id), 'utf8'));
        return Array.isArray(content) && content.every(isPlace) ? content : undefined;
      } catch {
        return undefined;
      }
    },
    async save(id, places) {
      const file = fileOf(id);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(`${file}.tmp`, JSON.stringify(places), { mode: 0o600 });
      await rename(`${file}.tmp`, file);
    },
  };
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null || !('head' in value)) return false;
  const { key, path, at, head } = value as Record<keyof Place, unknown>;
  if (typeof key !== 'string' || typeof path !== 'string' || !Number.isSafeInteger(at)) return false;
  return typeof head === 'object' && head !== null && 'length' in head && 'hash' in head;
}
