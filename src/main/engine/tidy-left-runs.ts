// Some seconds after the start, when nobody waits for anything: the runs that a killed engine left are finished, one
// after the other. Only runs of the data folder; a file opened from elsewhere is never written.
import { existsSync } from 'node:fs';
import type { ReaderPool } from './reader-pool.ts';
import type { RunShelf } from './run-shelf.ts';

export interface TidyParts {
  readonly shelf: Pick<RunShelf, 'all'>;
  readonly pool: Pick<ReaderPool, 'ask' | 'forget'>;
}

export interface TidyingParts extends TidyParts {
  readonly onBug: (where: string, error: unknown) => void;
}

const delayMillis = 5000;

/** Returns the function that ends it. */
export function startTidying(parts: TidyingParts): () => void {
  const end = new AbortController();
  const timer = setTimeout(() => {
    tidyLeftRuns(parts, end.signal).catch((error: unknown) => parts.onBug('tidying', error));
  }, delayMillis).unref();
  return () => {
    clearTimeout(timer);
    end.abort();
  };
}

/** A run that cannot be finished (locked by another engine, damaged, no space) stays as it is: it is readable like that. */
export async function tidyLeftRuns({ shelf, pool }: TidyParts, signal: AbortSignal): Promise<void> {
  for (const { path, state } of shelf.all()) {
    if (signal.aborted) return;
    if (state !== 'past' || !existsSync(`${path}-wal`)) continue;
    await pool
      .forget(path)
      .then(() => pool.ask({ kind: 'tidy', path }, signal))
      .catch(() => undefined);
  }
}
