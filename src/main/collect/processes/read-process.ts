// What the system says of one process of this machine. Linux only: elsewhere senders' processes are not known, either.
// Format: proc_pid_stat(5), proc_pid_status(5), proc_stat(5).
import { readFile, readlink, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';

export interface ProcessReading {
  /** Seconds of CPU since it began. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** Bytes that are in memory. */
  readonly residentBytes: number;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Process that started it. */
  readonly parent: number;
}

/** Linux counts CPU time in hundredths of a second for programs, whatever it does inside. */
const ticksPerSecond = 100;

/** `undefined` when there is no such process (any more). */
export async function readProcess(pid: number, root = '/proc'): Promise<ProcessReading | undefined> {
  try {
    const [stat, status, bootSeconds] = await Promise.all([
      readFile(`${root}/${pid}/stat`, 'latin1'),
      readFile(`${root}/${pid}/status`, 'latin1'),
      bootTime(root),
    ]);
    // The name is in parentheses and may hold anything; from the third field on they are numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const field = (number: number): number => Number(fields[number - 3] ?? 0);
    return {
      userSeconds: field(14) / ticksPerSecond,
      systemSeconds: field(15) / ticksPerSecond,
      residentBytes: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
      startedAt: Math.round((bootSeconds + field(22) / ticksPerSecond) * 1000),
      parent: field(4),
    };
  } catch {
    return undefined;
  }
}

/** Unix seconds at which the machine began, which is what starts of processes are counted from. */
async function bootTime(root: string): Promise<number> {
  const text = await readFile(`${root}/stat`, 'latin1');
  return Number(/^btime (\d+)/m.exec(text)?.[1] ?? 0);
}

/** Whether a process runs the program whose file that is; false where its arguments may not be read. */
export async function runsProgram(pid: number, file: string, root = '/proc'): Promise<boolean> {
  const line = await readFile(`${root}/${pid}/cmdline`, 'utf8').catch(() => '');
  const folder = await readlink(`${root}/${pid}/cwd`).catch(() => '/');
  // The program itself, or the script of an interpreter; not what is handed to it.
  const candidates = line
    .split('\0')
    .slice(0, 2)
    .filter((one) => one !== '');
  const files = await Promise.all(
    [file, ...candidates.map((one) => resolve(folder, one))].map((one) => realpath(one).catch(() => one)),
  );
  return files.slice(1).includes(files[0] ?? '');
}
