// Files that a browser sends in pieces, because a page has no paths: written below <data>/opened, opened when complete.
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from './engine-failure.ts';
import { ContractError } from '../../contract/errors.ts';

export interface Uploads {
  /** Appends a piece; answers the path of the file once the last one is written. */
  add(upload: string, name: string, bytes: Uint8Array, last: boolean): string | undefined;
  /** Removes the file if it is one of ours. */
  remove(path: string): void;
}

/** Uploads that are open at the same time; a page that goes away in the middle leaves one behind. */
const maxOpen = 8;

export function createUploads(folder: string): Uploads {
  const open = new Map<string, { readonly path: string; readonly file: number }>();
  const own = new Set<string>();

  function start(upload: string, name: string): { readonly path: string; readonly file: number } {
    const [oldest] = open.keys();
    if (open.size >= maxOpen && oldest !== undefined) give(oldest);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const base = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').slice(-80);
    const path = join(folder, `${randomUUID()}-${base === '' ? 'file' : base}`);
    const started = { path, file: openSync(path, 'wx', 0o600) };
    open.set(upload, started);
    return started;
  }

  function give(upload: string): void {
    const started = open.get(upload);
    if (started === undefined) return;
    open.delete(upload);
    closeSync(started.file);
    rmSync(started.path, { force: true });
  }

  return {
    add(upload, name, bytes, last) {
      try {
        const { path, file } = open.get(upload) ?? start(upload, name);
        for (let written = 0; written < bytes.byteLength;) written += writeSync(file, bytes, written);
        if (!last) return undefined;
        closeSync(file);
        open.delete(upload);
        own.add(path);
        return path;
      } catch (error) {
        give(upload);
        if (systemCode(error) === undefined) throw error;
        throw new ContractError(
          systemCode(error) === 'ENOSPC' ? 'disk-full' : 'disk-error',
          `The file could not be kept: ${String(error)}`,
        );
      }
    },
    remove(path) {
      if (own.delete(path)) for (const one of [path, `${path}-wal`, `${path}-shm`]) rmSync(one, { force: true });
    },
  };
}
