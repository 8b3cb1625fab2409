// One engine per data folder: a lock that the operating system takes back when its process dies, however it dies.
// `<data>/engine.json` only tells other commands where the owner is reached; nobody is let in or kept out by it.
import { accessSync, constants, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unusable, type DataFolder } from './data-folder.ts';
import { EngineFailure, ExitCode } from './engine-failure.ts';
import { ContractError } from '../../contract/errors.ts';
import { lockRun, type OwnerLock } from '../store/owner-lock.ts';

/** Written as JSON, mode 0600. Addresses are `host:port`, absent while a port is not open. */
export interface LockContent {
  readonly pid: number;
  readonly version: string;
  readonly otlpGrpc?: string | undefined;
  readonly otlpHttp?: string | undefined;
  readonly ui?: string | undefined;
  readonly token?: string | undefined;
}

export interface Lock {
  /** Tells where this engine can be reached. Throws a system error when it cannot be written. */
  publish(content: Omit<LockContent, 'pid' | 'version'>): void;
  release(): void;
}

/** Throws EngineFailure when another engine owns the folder, or when it is not writable. */
export function takeLock(folder: DataFolder, version: string): Lock {
  const held = hold(folder);
  return {
    publish(content) {
      const next = `${folder.about}.${process.pid}.tmp`;
      const own: LockContent = { pid: process.pid, version, ...content };
      writeFileSync(next, `${JSON.stringify(own, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(next, folder.about);
    },
    release() {
      try {
        rmSync(folder.about, { force: true });
      } catch {
        // A file that cannot be removed is as good as one that a killed engine leaves: the next owner replaces it.
      } finally {
        held.release();
      }
    },
  };
}

function hold(folder: DataFolder): OwnerLock {
  try {
    return lockRun(folder.lock);
  } catch (error) {
    if (error instanceof ContractError && error.code === 'run-locked') throw taken(folder);
    throw unusable(folder.path, whyNotWritable(folder.path) ?? error);
  }
}

/** The system's own reason, where it has one: SQLite only says that it could not open a file. */
function whyNotWritable(path: string): unknown {
  try {
    accessSync(path, constants.W_OK);
    return undefined;
  } catch (error) {
    return error;
  }
}

function taken(folder: DataFolder): EngineFailure {
  const owner = read(folder.about);
  const who = owner === undefined ? '' : ` (process ${owner.pid})`;
  const where = owner?.ui === undefined ? '' : ` It serves http://${owner.ui}/.`;
  return new EngineFailure(
    'run-locked',
    ExitCode.alreadyRunning,
    `Another Otterscope${who} is using the data folder ${folder.path}.${where} Stop it, or choose another folder with --data <folder>.`,
  );
}

function read(path: string): LockContent | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isLock = typeof value === 'object' && value !== null && 'pid' in value && Number.isInteger(value.pid);
    return isLock ? (value as LockContent) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Where the owner of a data folder answers over HTTP. `undefined` without an owner, or when it has no surface. What a killed
 * engine left behind is removed.
 */
export function publishedAddress(dataFolder: string): { readonly ui: string; readonly token: string } | undefined {
  const about = join(dataFolder, 'engine.json');
  if (!existsSync(about) || removedStale(dataFolder, about)) return undefined;
  const { ui, token } = read(about) ?? {};
  return typeof ui === 'string' && typeof token === 'string' ? { ui, token } : undefined;
}

/** OTLP ports of the owner of a data folder, as `host:port`; also of one without a surface. `undefined` without an owner. */
export function publishedPorts(
  dataFolder: string,
): { readonly grpc: string | undefined; readonly http: string | undefined } | undefined {
  const about = join(dataFolder, 'engine.json');
  if (!existsSync(about) || removedStale(dataFolder, about)) return undefined;
  const content = read(about);
  return content === undefined ? undefined : { grpc: content.otlpGrpc, http: content.otlpHttp };
}

/** The file of an owner whose lock is free. It goes while the lock is held here, when no engine can be writing a new one. */
function removedStale(dataFolder: string, about: string): boolean {
  let held: OwnerLock;
  try {
    held = lockRun(join(dataFolder, 'engine'));
  } catch {
    // Somebody has the lock, or this user may not take it.
    return false;
  }
  try {
    rmSync(about, { force: true });
  } catch {
    // It can only be read here; it speaks of nobody all the same.
  } finally {
    held.release();
  }
  return true;
}
