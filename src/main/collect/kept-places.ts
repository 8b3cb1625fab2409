// How far sources were read, kept over restarts in one small JSON file: {"<id of the source>": "<text of its collector>"}.
// Written at most once a second and at the end; a place is told only after what lies before it was stored, so that after
// a crash something may come twice, but nothing is missing.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { UnixNanos } from '../../contract/time.ts';

/** The engine that keeps places now. */
export interface KeptLife {
  /** The same as long as the engine lives; sources are fetched in a worker, which may die and begin again meanwhile. */
  readonly engine: string;
  /** When a worker died before this one; `undefined` in the first. */
  readonly brokenOffAt: UnixNanos | undefined;
}

/** The place of one source. */
export interface KeptPlace extends KeptLife {
  /** As it was set last, by whatever engine; `undefined` for a source that is new. */
  readonly text: string | undefined;
  set(text: string): void;
}

export interface KeptPlaces {
  of(id: string): KeptPlace;
  forget(id: string): void;
  /** Writes what is not written. */
  close(): void;
}

const pace = 1000;

/**
 * @param path the file; `undefined` keeps places in memory only
 * @param onTrouble told in words when it cannot be read or written
 */
export function openKeptPlaces(
  path: string | undefined,
  onTrouble: (words: string) => void,
  life: KeptLife = { engine: '', brokenOffAt: undefined },
): KeptPlaces {
  const places = new Map(path === undefined ? [] : read(path, onTrouble));
  let timer: NodeJS.Timeout | undefined;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (path === undefined) return;
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.tmp`, `${JSON.stringify(Object.fromEntries(places), undefined, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.tmp`, path);
    } catch (error) {
      onTrouble(`${path} cannot be written (${wordsOf(error)}): after a restart, sources are read anew`);
    }
  }

  function changed(): void {
    timer ??= setTimeout(write, pace);
  }

  return {
    of: (id) => ({
      ...life,
      get text() {
        return places.get(id);
      },
      set(text) {
        if (places.get(id) === text) return;
        places.set(id, text);
        changed();
      },
    }),
    forget(id) {
      if (places.delete(id)) changed();
    },
    close() {
      if (timer !== undefined) write();
    },
  };
}

function read(path: string, onTrouble: (words: string) => void): [string, string][] {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof found === 'object' && found !== null)
      return Object.entries(found).filter((one): one is [string, string] => typeof one[1] === 'string');
    onTrouble(`${path} holds no places: sources are read anew`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      onTrouble(`${path} cannot be read (${wordsOf(error)}): sources are read anew`);
  }
  return [];
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
