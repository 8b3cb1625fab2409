// All runs the engine knows: the live one, past ones in the data folder, files opened from elsewhere.
// It knows names and places; what is inside a file is the reader's business.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { makeFolder, type DataFolder } from './data-folder.ts';
import type { LiveRun } from './ingest-messages.ts';
import type { RunFile } from './reader-messages.ts';
import { ContractError } from '../../contract/errors.ts';
import { runId, type RunId } from '../../contract/ids.ts';
import type { RunInfo } from '../../contract/runs.ts';

export interface ShelvedRun extends RunFile {
  readonly state: RunInfo['state'];
}

export interface RunShelf {
  readonly live: LiveRun;
  setLive(run: LiveRun): void;
  /** A file name that is free, for a run that starts now. Without a name it is called after its start. */
  plan(name: string, now: Date): LiveRun;
  /** As `plan`, for a run made of a file: it is never gone on with as the live run. */
  planImport(name: string, now: Date): LiveRun;
  /** Live first, then past runs, newest first, then opened files. */
  all(): readonly ShelvedRun[];
  /** Live first, then what somebody opened or looked into since the engine started. */
  open(): readonly ShelvedRun[];
  /** Throws ContractError `not-found`. */
  find(id: RunId): ShelvedRun;
  /** Puts a file from elsewhere on the shelf; the same path has the same id every time. */
  add(path: string): ShelvedRun;
  /** Takes an opened file off the shelf. */
  drop(id: RunId): void;
  /** Somebody writes this run and must not lose it; the answer lets go of it. */
  hold(path: string): () => void;
  isHeld(path: string): boolean;
}

const suffix = '.otter';
/** As `plan` names runs: start, slug, number. Imported ones have `_` behind the start. */
const plannedName = /^\d{8}T\d{6}Z(-[a-z0-9]+)*$/;

/** `first` becomes the live run. */
export function createRunShelf(folder: DataFolder, first: (shelf: Pick<RunShelf, 'plan'>) => LiveRun): RunShelf {
  const opened = new Map<RunId, ShelvedRun>();
  const visited = new Set<RunId>();
  const held = new Set<string>();

  // A name is given once: closing a run whose file is gone removes what lies beside that name.
  const given = new Set<string>();

  function plan(name: string, now: Date, mark: '-' | '_' = '-'): LiveRun {
    // Somebody may have cleared the data folder.
    makeFolder(folder.runs);
    const time = now.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
    const word = slug(name) || (mark === '_' ? 'file' : '');
    const base = word === '' ? time : `${time}${mark}${word}`;
    for (let i = 1; ; i++) {
      const id = i === 1 ? base : `${base}-${i}`;
      const path = join(folder.runs, `${id}${suffix}`);
      if (given.has(id) || existsSync(path)) continue;
      given.add(id);
      return { id: runId(id), path, name: name === '' ? defaultName(now) : name, named: name !== '' };
    }
  }

  let live = first({ plan });

  function past(): ShelvedRun[] {
    return pastRuns(folder.runs)
      .filter((id) => id !== live.id)
      .map((id) => ({ id, path: join(folder.runs, `${id}${suffix}`), state: 'past' }));
  }

  const all = (): readonly ShelvedRun[] => [
    { id: live.id, path: live.path, state: 'live' },
    ...past(),
    ...opened.values(),
  ];

  return {
    get live() {
      return live;
    },
    setLive(run) {
      live = run;
    },
    plan: (name, now) => plan(name, now),
    planImport: (name, now) => plan(name, now, '_'),
    all,
    open: () => all().filter((one) => one.state !== 'past' || visited.has(one.id)),
    find(id) {
      if (id === live.id) return { id, path: live.path, state: 'live' };
      const known = opened.get(id);
      if (known !== undefined) return known;
      const path = join(folder.runs, `${id}${suffix}`);
      // Ids come from windows: only a plain file name is one of ours.
      if (basename(id) !== id || id.includes('\\') || !existsSync(path))
        throw new ContractError('not-found', `There is no run ${id}.`, { run: id });
      visited.add(id);
      return { id, path, state: 'past' };
    },
    add(path) {
      const full = resolve(path);
      const known = all().find((one) => one.path === full);
      if (known !== undefined) return known;
      const mark = createHash('sha256').update(full).digest('hex').slice(0, 10);
      const run: ShelvedRun = { id: runId(`file-${mark}`), path: full, state: 'opened' };
      opened.set(run.id, run);
      return run;
    },
    drop(id) {
      opened.delete(id);
    },
    hold(path) {
      held.add(path);
      return () => void held.delete(path);
    },
    isHeld: (path) => held.has(path),
  };
}

/** Ids of the run files in the folder, newest first: names begin with the start, so they sort by it. Foreign names come before. */
export function pastRuns(runs: string): readonly RunId[] {
  if (!existsSync(runs)) return [];
  return readdirSync(runs, { withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(suffix))
    .map((one) => runId(one.name.slice(0, -suffix.length)))
    .toSorted((a, b) => (a < b ? 1 : -1));
}

/** Bytes on disk, the write-ahead log included; 0 where there is no file. */
export function runSize(path: string): number {
  return [path, `${path}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** The file, and what SQLite keeps beside it. */
export function removeRun(path: string): void {
  for (const one of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`, `${path}-lock`])
    rmSync(one, { force: true });
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}

function defaultName(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

/** Whether records were received for the run, by its name; imported files and those that somebody put there are others. */
export function wasReceived(id: RunId): boolean {
  return plannedName.test(id);
}

/** The newest run that this program began, to go on with; `undefined` where there is none. A file that somebody put there is not written. */
export function resumable(runs: string): LiveRun | undefined {
  const id = pastRuns(runs).find(wasReceived);
  // A run that was kept is worth keeping, named or not.
  return id === undefined ? undefined : { id, path: join(runs, `${id}${suffix}`), name: id, named: true };
}
