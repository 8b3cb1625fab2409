// RunInfo of every run, asked from the reader and kept as long as the file does not change.
import { statSync } from 'node:fs';
import type { RunDescription } from './reader-messages.ts';
import type { ReaderPool } from './reader-pool.ts';
import { runSize, type ShelvedRun } from './run-shelf.ts';
import { ContractError, type ErrorCode } from '../../contract/errors.ts';
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
  samples: 0,
  profiles: 0,
  evicted: { spans: 0, logs: 0, samples: 0, profiles: 0 },
};

/** Troubles that stay while the file does; others, like a reader that died of another question, may be over. */
const ofTheFile: ReadonlySet<ErrorCode> = new Set(['run-corrupt', 'run-newer', 'not-a-run']);

export function createRunInfoCache(pool: ReaderPool): RunInfoCache {
  const kept = new Map<string, { readonly stamp: string; readonly info: RunInfo }>();

  async function describe({ id, path, state }: ShelvedRun): Promise<{ info: RunInfo; lasting: boolean }> {
    const sizeBytes = runSize(path);
    try {
      const facts = await pool.ask({ kind: 'describe', path });
      return { info: { id, path, state, sizeBytes, ...facts }, lasting: true };
    } catch (error) {
      if (!(error instanceof ContractError) || error.code === 'disconnected') throw error;
      const info = { id, path, state, sizeBytes, ...nothing, name: id, trouble: error.message };
      return { info, lasting: ofTheFile.has(error.code) };
    }
  }

  return {
    async info(run) {
      const stamp = `${run.state} ${stampOf(run.path)} ${stampOf(`${run.path}-wal`)}`;
      const known = kept.get(run.path);
      if (known?.stamp === stamp) return known.info;
      const { info, lasting } = await describe(run);
      if (lasting) kept.set(run.path, { stamp, info });
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
