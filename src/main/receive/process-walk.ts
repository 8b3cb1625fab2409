// A walk over processes that finds out which of them holds which socket. Whoever asks is told as soon as the walk has come to
// the holder: a machine may have thousands of processes, and a request waits for the answer.
import { readdirSync, readlinkSync } from 'node:fs';
import type { ReceiveClock } from './config.ts';

/** The walk gives the thread back after this long. */
const sliceMillis = 1;

export interface ProcessWalk {
  /** Resolves once the walk has come to the process that holds the socket, or to its end. */
  holderOf(inode: string): Promise<number | undefined>;
}

export function walkProcesses(pids: readonly number[], root: string, clock: ReceiveClock): ProcessWalk {
  const owners = new Map<string, number>();
  const waiting = new Map<string, (pid: number | undefined) => void>();
  const asked = new Map<string, Promise<number | undefined>>();
  let over = false;
  const look = async (): Promise<void> => {
    let sliceStart = clock.elapsed();
    for (const pid of pids) {
      for (const inode of socketsOf(root, pid)) {
        if (owners.has(inode)) continue;
        owners.set(inode, pid);
        waiting.get(inode)?.(pid);
      }
      if (clock.elapsed() - sliceStart < sliceMillis) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sliceStart = clock.elapsed();
    }
    over = true;
    for (const [inode, tell] of waiting) tell(owners.get(inode));
  };
  void look();
  return {
    holderOf(inode) {
      const known = owners.get(inode);
      if (known !== undefined || over) return Promise.resolve(known);
      const answer = asked.get(inode) ?? new Promise((resolve) => waiting.set(inode, resolve));
      asked.set(inode, answer);
      return answer;
    },
  };
}

export function socketsOf(root: string, pid: number): readonly string[] {
  const folder = `${root}/${pid}/fd`;
  const inodes: string[] = [];
  for (const descriptor of namesIn(folder)) {
    const inode = /^socket:\[(\d+)\]$/.exec(linkAt(`${folder}/${descriptor}`))?.[1];
    if (inode !== undefined) inodes.push(inode);
  }
  return inodes;
}

export function pidsIn(root: string): number[] {
  return namesIn(root)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Processes end while we look, and those of other users are closed to us: both are no answer. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
