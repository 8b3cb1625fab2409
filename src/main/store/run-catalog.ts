// The data folder's runs: `<data>/runs/<start time>-<name>.otter`. Lists, names, deletes and thins them out.
// The live run is known only by the path the caller gives; it is never deleted here.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import { type RunId, runId } from '../../contract/ids.ts';
import type { RetentionPolicy, RunInfo } from '../../contract/runs.ts';
import { millisOfUnixNanos, unixNanos, type UnixNanos } from '../../contract/time.ts';
import { lockRun } from './owner-lock.ts';
import { openForReading } from './run-database.ts';
import { storeError } from './store-error.ts';

const EXTENSION = '.otter';
const companions = ['-wal', '-shm', '-journal', '-lock'] as const;

export interface RunCatalog {
  readonly folder: string;
  /** A path that no file has yet, and the id that follows from it. */
  create(name: string, startedAt: UnixNanos): { readonly id: RunId; readonly path: string };
  /** Newest first. `live` is the path of the run that is being written. */
  list(live: string | undefined): readonly RunInfo[];
  /** The path of a run in the folder. Throws ContractError `not-found`. */
  pathOf(run: RunId): string;
  /** Renames a past run inside the file, and the file where that can be; answers where it is now. */
  rename(run: RunId, name: string): RunInfo;
  /** Deletes a past run with all its companions. Throws `not-found`, `run-locked`. */
  delete(run: RunId): void;
  /** Deletes past runs by age and total size, oldest first; answers which. */
  thinOut(policy: RetentionPolicy, live: string | undefined, now: UnixNanos): readonly RunId[];
}

/** Opens (and makes) `<data>/runs`. Throws ContractError `disk-error`. */
export function openRunCatalog(data: string): RunCatalog {
  const folder = join(data, 'runs');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw storeError(cause, folder);
  }
  const pathOf = (run: RunId): string => {
    const path = join(folder, `${run}${EXTENSION}`);
    // An id with a path in it must not lead out of the folder.
    if (basename(path) !== `${run}${EXTENSION}` || !existsSync(path))
      throw new ContractError('not-found', `There is no run ${run}.`, { run });
    return path;
  };
  const list = (live: string | undefined): readonly RunInfo[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith(EXTENSION))
      .map((file) => describeRun(join(folder, file), join(folder, file) === live ? 'live' : 'past'))
      .sort((a, b) => (a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1));
  const remove = (run: RunId): void => {
    const path = pathOf(run);
    const lock = lockRun(path);
    try {
      rmSync(path, { force: true });
      for (const companion of companions) if (companion !== '-lock') rmSync(`${path}${companion}`, { force: true });
    } catch (cause) {
      throw storeError(cause, path);
    } finally {
      lock.release();
    }
  };
  return {
    folder,
    pathOf,
    list,
    delete: remove,
    create: (name, startedAt) => freePath(folder, name, startedAt),
    rename: (run, name) => renameRun(folder, pathOf(run), name),
    thinOut: (policy, live, now) => {
      const runs = list(live);
      const oldest = now - BigInt(Math.round(policy.maxAgeDays * 86_400)) * 1_000_000_000n;
      let total = runs.reduce((sum, run) => sum + run.sizeBytes, 0);
      const gone: RunId[] = [];
      for (const run of runs.toReversed()) {
        if (run.state === 'live') continue;
        const old = policy.maxAgeDays > 0 && run.startedAt < oldest;
        const much = policy.maxTotalBytes > 0 && total > policy.maxTotalBytes;
        if (!old && !much) continue;
        try {
          remove(run.id);
        } catch (cause) {
          // Somebody writes it, or the disk refuses: it stays, and is tried again next time.
          if (cause instanceof ContractError) continue;
          throw cause;
        }
        total -= run.sizeBytes;
        gone.push(run.id);
      }
      return gone;
    },
  };
}

/** What a run file says about itself, cheaply; a file that cannot be read answers with `trouble`. */
export function describeRun(path: string, state: RunInfo['state']): RunInfo {
  const id = runId(basename(path, EXTENSION));
  const files = [path, ...companions.map((companion) => `${path}${companion}`)];
  const sizeBytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  const empty = { id, path, state, sizeBytes, traces: 0, spans: 0, logs: 0, evicted: { spans: 0, logs: 0 } };
  try {
    const db = openForReading(path);
    try {
      const facts = new Map(db.prepare('SELECT key, value FROM run').raw().all() as [string, string | number][]);
      const count = (key: string): number => Number(facts.get(key) ?? 0);
      return {
        ...empty,
        name: String(facts.get('name') ?? id),
        startedAt: unixNanos(BigInt(facts.get('started_ns') ?? 0)),
        traces: count('traces'),
        spans: count('spans'),
        logs: count('logs'),
        evicted: { spans: count('evicted_spans'), logs: count('evicted_logs') },
      };
    } finally {
      db.close();
    }
  } catch (cause) {
    const error = storeError(cause, path);
    if (!(error instanceof ContractError)) throw error;
    return { ...empty, name: id, startedAt: startOfFile(path), trouble: error.message };
  }
}

/** `2026-01-31T12-30-05-name`, with a number behind it where that is taken. */
function freePath(folder: string, name: string, startedAt: UnixNanos): { readonly id: RunId; readonly path: string } {
  const stamp = new Date(millisOfUnixNanos(startedAt)).toISOString().slice(0, 19).replaceAll(':', '-');
  const base = [stamp, fileName(name)].filter((part) => part !== '').join('-');
  for (let again = 1; ; again++) {
    const id = runId(again === 1 ? base : `${base}-${again}`);
    const path = join(folder, `${id}${EXTENSION}`);
    if (!existsSync(path)) return { id, path };
  }
}

/** Letters, digits, dots and dashes of any script; at most 60. */
function fileName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
}

function renameRun(folder: string, path: string, name: string): RunInfo {
  const lock = lockRun(path);
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 2000 });
    try {
      const id = String(db.prepare("SELECT value FROM run WHERE key = 'id'").pluck().get() ?? '');
      db.prepare("UPDATE run SET value = ? WHERE key = 'name'").run(name);
      const startedAt = unixNanos(
        BigInt((db.prepare("SELECT value FROM run WHERE key = 'started_ns'").pluck().get() as string | undefined) ?? 0),
      );
      const target = freePath(folder, name, startedAt);
      if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete' || id === target.id)
        return describeRun(path, 'past');
      db.prepare("UPDATE run SET value = ? WHERE key = 'id'").run(target.id);
      db.close();
      renameSync(path, target.path);
      return describeRun(target.path, 'past');
    } finally {
      db.close();
    }
  } catch (cause) {
    throw storeError(cause, path);
  } finally {
    lock.release();
  }
}

/** When the file cannot say when it began: its birth, or the start that its name tells. */
function startOfFile(path: string): UnixNanos {
  const stamp = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)/.exec(basename(path));
  const millis =
    stamp === null
      ? (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      : Date.parse(`${stamp[1]}T${stamp[2]}:${stamp[3]}:${stamp[4]}Z`);
  return unixNanos(BigInt(Math.round(millis)) * 1_000_000n);
}
