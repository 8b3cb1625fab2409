// Finds the process at the other end of a loopback connection, on Linux, without ever blocking the thread for long:
// /proc/net/tcp{,6} names the socket's inode, /proc/<pid>/fd/* the process that holds it.
// Format: proc_net_tcp(5), proc_pid_fd(5). Other systems have no cheap way, and get no answer.
import { readFile } from 'node:fs/promises';
import type { ReceiveClock } from './config.ts';
import { processName } from './process-name.ts';
import { pidsIn, socketsOf, walkProcesses, type ProcessWalk } from './process-walk.ts';

interface LocalProcess {
  readonly pid: number;
  readonly name: string;
}

interface LoopbackPair {
  readonly clientPort: number;
  readonly serverPort: number;
  readonly ipv6: boolean;
}

interface LocalProcesses {
  /** Never rejects; `undefined` when the process is not found or may not be looked at. */
  find(pair: LoopbackPair): Promise<LocalProcess | undefined>;
}

/** A walk over all processes is at most this frequent; look-ups in between only try processes seen before. */
const scanPauseMillis = 1000;
export function createLocalProcesses(clock: ReceiveClock, root = '/proc'): LocalProcesses {
  if (process.platform !== 'linux') return { find: () => Promise.resolve(undefined) };
  /** Processes that sent before, the latest last. */
  const seen = new Set<number>();
  /** Processes that the last walk has looked at. */
  let walked = new Set<number>();
  let scan: ProcessWalk | undefined;
  let scannedAt = Number.NEGATIVE_INFINITY;

  const latestWalk = (): ProcessWalk => {
    if (scan === undefined || clock.elapsed() - scannedAt >= scanPauseMillis) {
      scannedAt = clock.elapsed();
      // Who has just connected is mostly among the youngest.
      const pids = pidsIn(root).sort((a, b) => b - a);
      walked = new Set(pids);
      scan = walkProcesses(pids, root, clock);
    }
    return scan;
  };
  /** Seen before, or started since the last walk: few, so they are looked at here and now. */
  const nearOwner = (inode: string): number | undefined => {
    const started = scan === undefined ? [] : pidsIn(root).filter((pid) => !walked.has(pid));
    return [...[...seen].reverse(), ...started].find((pid) => socketsOf(root, pid).includes(inode));
  };
  const ownerOf = async (inode: string): Promise<number | undefined> => {
    const found = nearOwner(inode) ?? (await latestWalk().holderOf(inode));
    if (found !== undefined) return found;
    // The last walk may have been too early for this socket; the next one is not.
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, scannedAt + scanPauseMillis - clock.elapsed()) + 1).unref();
    });
    return latestWalk().holderOf(inode);
  };

  return {
    async find({ clientPort, serverPort, ipv6 }) {
      const socket = await socketOf(root, clientPort, serverPort, ipv6);
      const pid = socket === undefined || !mayLook(socket.user) ? undefined : await ownerOf(socket.inode);
      if (pid === undefined) return undefined;
      seen.delete(pid);
      seen.add(pid);
      const [oldest] = seen;
      if (seen.size > 32 && oldest !== undefined) seen.delete(oldest);
      return { pid, name: await processName(pid, root) };
    },
  };
}

interface HeldSocket {
  readonly inode: string;
  /** The user whose it is. */
  readonly user: number;
}

/** An IPv4 client of a dual-stack socket may stand in either table. */
async function socketOf(
  root: string,
  clientPort: number,
  serverPort: number,
  ipv6: boolean,
): Promise<HeldSocket | undefined> {
  const tables = ipv6 ? ['tcp6', 'tcp'] : ['tcp', 'tcp6'];
  for (const table of tables) {
    const text = await readFile(`${root}/net/${table}`, 'latin1').catch(() => '');
    const found = socketIn(text, clientPort, serverPort);
    if (found !== undefined) return found;
  }
  return undefined;
}

function socketIn(table: string, clientPort: number, serverPort: number): HeldSocket | undefined {
  const local = `:${hexPort(clientPort)} `;
  const remote = `:${hexPort(serverPort)} `;
  for (const line of table.split('\n')) {
    if (!line.includes(local)) continue;
    const [, localAddress = '', remoteAddress = '', , , , , user, , inode] = line.trim().split(/\s+/);
    if (
      `${localAddress} `.endsWith(local) &&
      `${remoteAddress} `.endsWith(remote) &&
      inode !== undefined &&
      inode !== '0'
    )
      return { inode, user: Number(user) };
  }
  return undefined;
}

/** Files of other users' processes are closed to us: looking at all of them would only take time. */
function mayLook(user: number): boolean {
  const own = process.getuid?.() ?? 0;
  return own === 0 || user === own;
}

function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
