// What can be done to runs: list, begin, rename, delete, open, close. Answers runs.* of the contract.
import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { LiveRun } from './ingest-messages.ts';
import type { IngestThread } from './ingest-thread.ts';
import type { ReaderPool } from './reader-pool.ts';
import { createRunInfoCache } from './run-info-cache.ts';
import { removeRun, type RunShelf } from './run-shelf.ts';
import type { Uploads } from './uploads.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { ProblemReport } from '../../contract/problems.ts';
import type { RunInfo } from '../../contract/runs.ts';

export interface RunServiceParts {
  readonly shelf: RunShelf;
  readonly pool: ReaderPool;
  readonly ingest: Pick<IngestThread, 'call'>;
  readonly uploads: Uploads;
  /** A run appeared, was renamed or went away. */
  readonly onChange: () => void;
  /** The file of a run is deleted or closed. */
  readonly onGone: (path: string) => void;
  readonly report: (problem: ProblemReport) => void;
}

export interface RunService {
  list(): Promise<readonly RunInfo[]>;
  create(name: string): Promise<RunInfo>;
  rename(id: RunId, name: string): Promise<RunInfo>;
  delete(id: RunId): Promise<void>;
  /** Opens a file from anywhere, read-only. */
  open(path: string): Promise<RunInfo>;
  close(id: RunId): Promise<void>;
  /** Begins a new run in place of a live one whose file is gone; does nothing while that is under way. Never rejects. */
  replace(lost: RunId): Promise<void>;
  /** Removes the file of a past run. */
  discard(path: string): Promise<void>;
  /** Removes the file of a run that has ended if nothing was ever stored in it and nobody gave it a name. */
  discardIfEmpty(run: LiveRun): Promise<void>;
}

export function createRunService({
  shelf,
  pool,
  ingest,
  uploads,
  onChange,
  onGone,
  report,
}: RunServiceParts): RunService {
  const infos = createRunInfoCache(pool);

  let turn: Promise<unknown> = Promise.resolve();

  /** What changes the live run happens one after the other: the next one starts from what the last one left. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const mine = turn.then(change);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function letGo(path: string): Promise<void> {
    await pool.forget(path);
    infos.forget(path);
  }

  async function open(given: string): Promise<RunInfo> {
    if (!isAbsolute(given)) throw new ContractError('bad-request', 'the path must be absolute');
    const path = resolve(given);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
      throw new ContractError('not-found', `There is no file ${path}.`);
    // The file may be another one than the last time, under the same name.
    await letGo(path);
    await pool.ask({ kind: 'describe', path });
    const run = shelf.add(path);
    onChange();
    return infos.info(run);
  }

  async function discard(path: string): Promise<void> {
    await letGo(path);
    onGone(path);
    removeRun(path);
    onChange();
  }

  async function discardIfEmpty({ id, path, named }: LiveRun): Promise<void> {
    if (named) return;
    const info = await infos.info({ id, path, state: 'past' });
    const { spans, logs, samples, profiles, evicted } = info;
    const removed = evicted.spans + evicted.logs + evicted.samples + evicted.profiles;
    if (info.trouble === undefined && spans + logs + samples + profiles + removed === 0) await discard(path);
  }

  async function begin(name: string): Promise<RunInfo> {
    const before = shelf.live;
    const run = shelf.plan(name, new Date());
    await ingest.call('switchRun', run);
    shelf.setLive(run);
    onChange();
    try {
      await discardIfEmpty(before);
    } catch (error) {
      report({
        code: 'disk-error',
        severity: 'warning',
        subject: before.path,
        message: `The run before the new one is empty and could not be removed: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
    return infos.info(shelf.find(run.id));
  }

  let replacing = false;

  /** Every request that finds the file gone tells of it; who sends meanwhile is asked to try again. */
  async function replace(lost: RunId): Promise<void> {
    if (replacing || lost !== shelf.live.id) return;
    replacing = true;
    try {
      await inTurn(() => begin(''));
    } catch (error) {
      report({
        code: 'disk-error',
        severity: 'error',
        subject: shelf.live.path,
        message: `The run's file is gone and no new run could be begun: ${error instanceof Error ? error.message : String(error)}`,
      });
    } finally {
      replacing = false;
    }
  }

  async function rename(id: RunId, name: string): Promise<RunInfo> {
    const run = shelf.find(id);
    if (run.state === 'opened') throw new ContractError('read-only', 'A file opened from elsewhere is not changed.');
    if (run.state === 'live') {
      await ingest.call('renameRun', { name });
      shelf.setLive({ ...shelf.live, name, named: true });
    } else {
      await letGo(run.path);
      await pool.ask({ kind: 'rename', path: run.path, name });
    }
    infos.forget(run.path);
    onChange();
    return infos.info(shelf.find(id));
  }

  return {
    list: () => Promise.all(shelf.all().map((run) => infos.info(run))),
    create: (name) => inTurn(() => begin(name)),
    rename: (id, name) => inTurn(() => rename(id, name)),
    async delete(id) {
      const run = shelf.find(id);
      if (run.state === 'live')
        throw new ContractError('bad-request', 'The live run is being written. Start a new run, then delete this one.');
      if (shelf.isHeld(run.path))
        throw new ContractError('busy', 'This run is being imported. Cancel the import, which deletes it.');
      if (run.state === 'opened')
        throw new ContractError('read-only', 'A file opened from elsewhere is not deleted here; close it instead.');
      await discard(run.path);
    },
    open,
    async close(id) {
      const run = shelf.find(id);
      if (run.state !== 'opened')
        throw new ContractError('bad-request', 'Only files opened from elsewhere can be closed.');
      shelf.drop(id);
      await letGo(run.path);
      onGone(run.path);
      uploads.remove(run.path);
      onChange();
    },
    replace,
    discard,
    discardIfEmpty,
  };
}
