// Starts the built engine as a user would, on free ports and a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Ready {
  readonly otlp_grpc: string;
  readonly otlp_http: string;
  readonly ui: string;
  readonly token: string;
  readonly run: string;
}

export interface RunningEngine {
  readonly ready: Ready;
  readonly pid: number;
  readonly folder: string;
  /** From spawn to the ready line. */
  readonly startMillis: number;
  rssBytes(): number;
  /** The most that it ever was. */
  peakBytes(): number;
  /** User and system CPU time used so far, in milliseconds (Linux). */
  cpuMillis(): number;
  /** SIGTERM, and wait for the clean end. The folder stays. */
  stop(): Promise<void>;
  remove(): void;
}

const root = join(import.meta.dirname, '../..');
export const benchFolder = (): string => mkdtempSync(join(tmpdir(), 'otterscope-bench-'));

export async function startEngine(
  options: { folder?: string; files?: readonly string[] } = {},
): Promise<RunningEngine> {
  const folder = options.folder ?? benchFolder();
  const args = ['serve', '--data', folder, '--otlp-grpc', '0', '--otlp-http', '0', '--listen', '127.0.0.1:0', '--json'];
  const started = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'out/main/headless.js'), ...args, ...(options.files ?? [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OTTERSCOPE_PROCESSES: 'off' },
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { stdout, pid } = child;
  if (stdout === null || pid === undefined) throw new Error('the engine did not start');
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', (line) => resolve(JSON.parse(line) as Ready));
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code} before it was ready`)));
  });
  return {
    ready,
    pid,
    folder,
    startMillis: performance.now() - started,
    peakBytes: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    rssBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    cpuMillis() {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
