// `<data>/engine.json`: one engine per data folder, and the way other commands find it.
// The file is created exclusively; one left behind by a process that is gone is taken over.
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import type { DataFolder } from './data-folder.ts';
import { unusable } from './data-folder.ts';
import { EngineFailure, ExitCode, systemCode } from './engine-failure.ts';

/** Written as JSON, mode 0600. Addresses are `host:port`, absent while a port is not open. */
export interface LockContent {
  readonly pid: number;
  /** Start of the process in clock ticks since boot where /proc tells it, so that a reused pid is seen. */
  readonly processStart?: string | undefined;
  readonly version: string;
  readonly otlpGrpc?: string | undefined;
  readonly otlpHttp?: string | undefined;
  readonly ui?: string | undefined;
  readonly token?: string | undefined;
}

export interface Lock {
  /** Tells where this engine can be reached. */
  publish(content: Omit<LockContent, 'pid' | 'processStart' | 'version'>): void;
  release(): void;
}

/** Throws EngineFailure when another engine owns the folder, or when it is not writable. */
export function takeLock(folder: DataFolder, version: string): Lock {
  const own: LockContent = { pid: process.pid, processStart: processStart(process.pid), version };
  for (let attempt = 0; ; attempt++) {
    try {
      create(folder.lock, own);
      break;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw unusable(folder.path, error);
    }
    const owner = livingOwner(folder.lock);
    if (owner !== undefined || attempt === 3) throw taken(folder, owner);
    putAside(folder.lock);
  }
  return {
    publish(content) {
      const next = `${folder.lock}.${process.pid}.tmp`;
      writeFileSync(next, text({ ...own, ...content }), { mode: 0o600 });
      renameSync(next, folder.lock);
    },
    release() {
      if (read(folder.lock)?.pid === process.pid) rmSync(folder.lock, { force: true });
    },
  };
}

function create(path: string, content: LockContent): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text(content));
  } finally {
    closeSync(file);
  }
}

function text(content: LockContent): string {
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function taken(folder: DataFolder, owner: LockContent | undefined): EngineFailure {
  const where = owner?.ui === undefined ? '' : ` It serves http://${owner.ui}/.`;
  return new EngineFailure(
    'run-locked',
    ExitCode.alreadyRunning,
    `Another Otterscope${owner === undefined ? '' : ` (process ${owner.pid})`} is using the data folder ${folder.path}.${where} Stop it, or choose another folder with --data <folder>.`,
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

/** The content of the lock if the process that wrote it still runs. */
function livingOwner(path: string): LockContent | undefined {
  const owner = read(path);
  // A container gives every engine the same pid: our own pid in a file that we did not write is an old life.
  if (owner === undefined || owner.pid === process.pid) return undefined;
  if (!isAlive(owner.pid) || writtenBeforeBoot(path)) return undefined;
  const started = processStart(owner.pid);
  return owner.processStart !== undefined && started !== undefined && started !== owner.processStart
    ? undefined
    : owner;
}

/** Moves a dead lock away in one step, so that of two engines that see it only one goes on from here. */
function putAside(path: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function writtenBeforeBoot(path: string): boolean {
  const boot = Date.now() - uptime() * 1000;
  try {
    return statSync(path).mtimeMs < boot - 1000;
  } catch {
    return false;
  }
}

/** Field 22 of /proc/<pid>/stat, counted behind the command in parentheses. `undefined` where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
