// Finds a run file without an engine: by its path, its id, its name, or by a trace that it holds.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeRun } from './describe-run.ts';
import { pastRuns, wasReceived } from './run-shelf.ts';
import { ContractError } from '../../contract/errors.ts';
import { bytesOfHex, runId, type RunId, type TraceId } from '../../contract/ids.ts';
import { openForReading } from '../store/run-database.ts';

export interface FoundRun {
  readonly id: RunId;
  readonly path: string;
  /** Whether it lies in the data folder, where an engine knows it by its id. */
  readonly own: boolean;
}

/**
 * `asked`: a file, an id, or a name; without it the newest run that was received (the live one of an engine), else the
 * newest imported one, or the newest that holds the trace.
 * Throws ContractError `not-found`, and as `openForReading` does for a named file.
 */
export function findRun(dataFolder: string, asked: string | undefined, traceId: TraceId | undefined): FoundRun {
  const runs = join(dataFolder, 'runs');
  const own = pastRuns(runs).map((id) => ({ id, path: join(runs, `${id}.otter`), own: true }));
  if (asked === undefined) {
    const found =
      traceId === undefined
        ? (own.find(({ id }) => wasReceived(id)) ?? own[0])
        : own.find(({ path }) => holdsTrace(path, traceId));
    if (found !== undefined) return found;
    const what = traceId === undefined ? 'There are no runs' : `No run holds the trace ${traceId}`;
    throw new ContractError('not-found', `${what} in ${runs}.`);
  }
  const known = own.find(({ id }) => id === asked) ?? own.find(({ path }) => nameOf(path) === asked);
  if (known !== undefined) return known;
  const path = resolve(asked);
  const same = own.find((one) => one.path === path);
  if (same !== undefined) return same;
  if (existsSync(path)) return { id: runId(asked), path, own: false };
  throw new ContractError('not-found', `There is no run called ${asked} in ${runs}, and no such file.`);
}

/** A file that cannot be read has no name, and holds nothing. */
function nameOf(path: string): string | undefined {
  try {
    return describeRun(path).name;
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

function holdsTrace(path: string, traceId: TraceId): boolean {
  try {
    const db = openForReading(path);
    try {
      return db.prepare('SELECT 1 FROM traces WHERE trace_id = ?').get(bytesOfHex(traceId)) !== undefined;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof ContractError) return false;
    throw error;
  }
}
