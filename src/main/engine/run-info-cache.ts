// RunInfo of every run, asked from the reader and kept as long as the file does not change.
import { statSync } from 'node:fs';
import type { RunDescription } from './reader-messages.ts';
import type { ReaderPool } from './reader-pool.ts';
import { runSize, type ShelvedRun } from './run-shelf.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunInfo } from '../../contract/runs.ts';
import { unixNanos } from '../../contract/time.ts';

export interface RunInfoCache {
  /** Never rejects for a broken file: it is listed with its trouble. */
  info(run: ShelvedRun): Promise<RunInfo>;
  forget(path: string): void;
}

const nothing: RunDescription = {
  name: '',
  startedAt: unixNanos(0n),
  traces: 0,
  spans: 0,
  logs: 0,
  evicted: { spans: 0, logs: 0 },
};

export function createRunInfoCache(pool: ReaderPool): RunInfoCache {
  const kept = new Map<string, { readonly stamp: string; readonly info: RunInfo }>();

  async function describe({ id, path, state }: ShelvedRun): Promise<RunInfo> {
    const sizeBytes = runSize(path);
    try {
      return { id, path, state, sizeBytes, ...(await pool.ask({ kind: 'describe', path })) };
    } catch (error) {
      if (!(error instanceof ContractError) || error.code === 'disconnected') throw error;
      return { id, path, state, sizeBytes, ...nothing, name: id, trouble: error.message };
    }
  }

  return {
    async info(run) {
      const stamp = `${run.state} ${stampOf(run.path)} ${stampOf(`${run.path}-wal`)}`;
      const known = kept.get(run.path);
      if (known?.stamp === stamp) return known.info;
      const info = await describe(run);
      kept.set(run.path, { stamp, info });
      return info;
    },
    forget(path) {
      kept.delete(path);
    },
  };
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '-' : `${stat.mtimeMs} ${stat.size}`;
}
