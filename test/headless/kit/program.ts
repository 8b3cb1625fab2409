// The real program as a child process: the built one when it is newer than the sources, else the sources as they are.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../../..');

export interface Ready {
  readonly event: 'ready';
  readonly otlp_grpc: string | null;
  readonly otlp_http: string | null;
  readonly ui: string;
  readonly token: string;
  readonly run: string;
}

export interface Program {
  readonly pid: number;
  readonly ready: Ready;
  /** Lines on stdout behind the ready line. */
  readonly lines: readonly string[];
  readonly stderr: () => string;
  /** Resolves to the exit code, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | string>;
  /** Ctrl-C: interrupts the whole process group of `serveByScript`. */
  interrupt(): Promise<number | string>;
}

export interface Ended {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((one) => one.isFile())
      .map((one) => statSync(join(one.parentPath, one.name)).mtimeMs),
  );
}

function entry(): string {
  const built = join(root, 'out/main/headless.js');
  const sources = Math.max(newest(join(root, 'src/main')), newest(join(root, 'src/contract')));
  return existsSync(built) && statSync(built).mtimeMs > sources ? built : join(root, 'src/main/headless.ts');
}

function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  launcher: readonly string[] = [],
): {
  readonly child: ChildProcess;
  readonly out: { stdout: string; stderr: string };
  readonly ended: Promise<number | string>;
} {
  const child = spawn(process.execPath, [...launcher, entry(), ...args], {
    // What is counted is what a test sends, not what this program sees of the test's process.
    env: { ...process.env, NODE_OPTIONS: '', OTTERSCOPE_PROCESSES: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: launcher.length > 0,
  });
  const out = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return { child, out, ended };
}

/** Runs to its end, e.g. for refusals. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { out, ended } = launch(args, env);
  const code = await ended;
  return { code, ...out };
}

/** A command that goes on until it is stopped: what it has printed so far. */
export interface Running {
  readonly lines: readonly string[];
  readonly stderr: () => string;
  /** Resolves to the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  send(signal: NodeJS.Signals): void;
  stop(signal: NodeJS.Signals): Promise<number | string>;
}

export function start(args: readonly string[]): Running {
  const { child, out, ended } = launch(args, {});
  return {
    get lines() {
      return out.stdout.split('\n').slice(0, -1);
    },
    stderr: () => out.stderr,
    ended,
    send: (signal) => void child.kill(signal),
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Ports are free ones unless `args` say otherwise; rejects with what the program said when it ends before it is ready. */
export async function serve(
  data: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  launcher?: readonly string[],
): Promise<Program> {
  const free = ['--otlp-grpc', '--otlp-http', '--listen'].flatMap((flag) => (args.includes(flag) ? [] : [flag, '0']));
  const { child, out, ended } = launch(['serve', '--json', '--data', data, ...free, ...args], env, launcher);
  const first = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const end = out.stdout.indexOf('\n');
      if (end >= 0) resolve(out.stdout.slice(0, end));
    };
    child.stdout?.on('data', look);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${out.stderr}`)));
  });
  return {
    pid: child.pid ?? 0,
    ready: JSON.parse(first) as Ready,
    get lines() {
      return out.stdout.split('\n').slice(1, -1);
    },
    stderr: () => out.stderr,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    interrupt() {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return ended;
    },
  };
}

/** Started as `npm run serve` does it, in a process group of its own, which gets the Ctrl-C of a terminal as a whole. */
export function serveByScript(data: string): Promise<Program> {
  const script = `import { launch } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/lib/launch.mjs')))};
    launch(process.execPath, process.argv.slice(1));`;
  return serve(data, [], {}, ['--input-type=module', '-e', script, '--']);
}

/** A folder that `remove` takes away again. */
export function tempFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'otterscope-headless-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
