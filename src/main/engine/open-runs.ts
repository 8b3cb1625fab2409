// The run files one reader thread has open, with what query/ keeps per file. The least recently asked is closed
// when there are too many: each holds decoded blocks.
import type { Alive, DecodeJournal, RunReader } from '../store/reader-face.ts';
import { openRunReader } from '../store/reader.ts';
import { createQueries, type RunQueries } from '../query/index.ts';
import { createInterruptible } from './interruptible.ts';

export interface OpenRuns {
  /** Throws ContractError when the file cannot be read. */
  get(path: string): RunQueries;
  forget(path: string): void;
}

const mostOpen = 6;

export function createOpenRuns(decodeJournal: DecodeJournal, alive: Alive): OpenRuns {
  const interruptible = createInterruptible();
  const runs = new Map<string, { readonly reader: RunReader; readonly queries: RunQueries }>();

  function forget(path: string): void {
    runs.get(path)?.reader.close();
    runs.delete(path);
  }

  function open(path: string): { readonly reader: RunReader; readonly queries: RunQueries } {
    const reader = openRunReader(path, { decodeJournal, alive });
    return { reader, queries: createQueries(reader, interruptible) };
  }

  return {
    get(path) {
      const run = runs.get(path) ?? open(path);
      runs.delete(path);
      runs.set(path, run);
      const [oldest] = runs.keys();
      if (runs.size > mostOpen && oldest !== undefined) forget(oldest);
      return run.queries;
    },
    forget,
  };
}
