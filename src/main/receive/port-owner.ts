// Which process listens on a local TCP port: /proc on Linux, lsof on macOS, netstat and tasklist on Windows.
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { processName } from './process-name.ts';

export interface PortOwner {
  readonly pid: number;
  readonly name: string;
}

/** Never rejects; `undefined` when the owner belongs to another user or the system's tool is missing. */
export async function portOwner(port: number): Promise<PortOwner | undefined> {
  if (process.platform === 'linux') return linuxOwner(port);
  if (process.platform === 'darwin')
    return ownerInLsof(await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']));
  if (process.platform !== 'win32') return undefined;
  const pid = pidInNetstat(await run('netstat', ['-ano', '-p', 'TCP']), port);
  if (pid === undefined) return undefined;
  return {
    pid,
    name: nameInTasklist(await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])) ?? `pid ${pid}`,
  };
}

/** State 0A is LISTEN; the inode is the tenth column. Format: proc_net_tcp(5). */
export function listenersIn(table: string, port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local !== undefined && local.endsWith(suffix) && state === '0A')
    .flatMap((columns) => columns[9] ?? []);
}

/** `lsof -F pc`: one field a line, `p<pid>` then `c<command>`. */
export function ownerInLsof(output: string): PortOwner | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  if (pid === undefined) return undefined;
  return { pid: Number(pid), name: /^c(.+)$/m.exec(output)?.[1] ?? `pid ${pid}` };
}

/** Rows are `TCP  local  remote  state  pid`; the state's name is translated, so a remote port of 0 marks a listener. */
export function pidInNetstat(output: string, port: number): number | undefined {
  for (const line of output.split(/\r?\n/)) {
    const [protocol, local = '', remote = '', , pid] = line.trim().split(/\s+/);
    if (protocol === 'TCP' && local.endsWith(`:${port}`) && remote.endsWith(':0') && pid !== undefined)
      return Number(pid);
  }
  return undefined;
}

export function nameInTasklist(output: string): string | undefined {
  return /^"([^"]+)"/m.exec(output)?.[1];
}

async function linuxOwner(port: number): Promise<PortOwner | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'latin1').catch(() => '')),
  );
  const wanted = new Set(tables.flatMap((table) => listenersIn(table, port)).map((inode) => `socket:[${inode}]`));
  if (wanted.size === 0) return undefined;
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    const folder = `/proc/${entry}/fd`;
    for (const descriptor of await readdir(folder).catch(() => [])) {
      const target = await readlink(`${folder}/${descriptor}`).catch(() => '');
      if (wanted.has(target)) return { pid: Number(entry), name: await processName(Number(entry)) };
    }
  }
  return undefined;
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 3000, windowsHide: true }, (_error, stdout) => resolve(stdout));
  });
}
