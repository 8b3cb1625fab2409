// The data folder: where its parts are, and whether it can be used at all.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { EngineFailure, ExitCode, systemCode } from './engine-failure.ts';

export interface DataFolder {
  readonly path: string;
  readonly runs: string;
  /** Files that came in pieces from a browser; emptied at every start. */
  readonly opened: string;
  /** The owner's lock is held on the empty file `<lock>-lock`. */
  readonly lock: string;
  /** Where the owner is reached. */
  readonly about: string;
  readonly token: string;
  readonly settings: string;
  /** With what secrets are hashed (masking.ts). */
  readonly maskKey: string;
  /** Made with the first dashboard. */
  readonly dashboards: string;
  /** What collectors remember; made with the first place in a log file. */
  readonly collect: string;
}

/** Creates what is missing. Throws EngineFailure when the folder cannot be made. */
export function prepareDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  const parts: DataFolder = {
    path: folder,
    runs: join(folder, 'runs'),
    opened: join(folder, 'opened'),
    lock: join(folder, 'engine'),
    about: join(folder, 'engine.json'),
    token: join(folder, 'token'),
    settings: join(folder, 'settings.json'),
    maskKey: join(folder, 'mask-key'),
    dashboards: join(folder, 'dashboards'),
    collect: join(folder, 'collect'),
  };
  try {
    // Telemetry may hold what its senders should not have put in; the folder is for its owner alone.
    makeFolder(folder);
    makeFolder(parts.runs);
  } catch (error) {
    throw unusable(folder, error);
  }
  return parts;
}

/** Level by level: with `recursive` Node tries for ever where a file system answers ENOENT below a folder that exists. */
export function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory())
      throw Object.assign(new Error('there is a file of that name'), { code: 'EEXIST' });
    return;
  }
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** To be called by the owner of the lock only. */
export function emptyOpened(folder: DataFolder): void {
  rmSync(folder.opened, { recursive: true, force: true });
}

export function unusable(folder: string, error: unknown): EngineFailure {
  const why: Readonly<Record<string, string>> = {
    EACCES: 'it is not writable for this user',
    EPERM: 'it is not writable for this user',
    EROFS: 'it is on a read-only file system',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'a part of the path is a file',
    ENOSPC: 'the disk is full',
    ENOENT: 'a part of the path cannot be created',
  };
  const code = systemCode(error) ?? '';
  const reason = why[code] ?? (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  return new EngineFailure(
    code === 'ENOSPC'
      ? 'disk-full'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'read-only'
        : 'disk-error',
    ExitCode.dataFolder,
    `The data folder ${folder} cannot be used: ${reason}. Choose another with --data <folder>.`,
  );
}
