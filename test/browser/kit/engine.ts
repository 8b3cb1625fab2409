// The built engine as a user starts it, on free ports and a data folder of its own; it can be stopped and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

export interface Engine {
  readonly ready: Ready;
  readonly folder: string;
  /** Ends the process and waits for it. */
  stop(): Promise<void>;
  /** Starts it again on the same folder and ports. */
  restart(): Promise<void>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

/** Where the program was built to; another folder can be named to test another build. */
const built = process.env['OTTERSCOPE_OUT'] ?? join(import.meta.dirname, '../../../out');

export interface EngineOptions {
  /** Opened at the start. */
  readonly files?: readonly string[];
  /** Processes that send are watched. */
  readonly processes?: boolean;
}

interface Started {
  readonly child: ChildProcess;
  readonly ready: Ready;
  readonly ended: Promise<void>;
}

async function start(
  folder: string,
  ports: readonly [grpc: string, http: string, ui: string],
  { files = [], processes = false }: EngineOptions,
): Promise<Started> {
  const args = [
    'serve',
    '--json',
    '--data',
    folder,
    '--otlp-grpc',
    ports[0],
    '--otlp-http',
    ports[1],
    '--listen',
    ports[2],
    ...files,
  ];
  const child = spawn(process.execPath, [join(built, 'main/headless.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', OTTERSCOPE_PROCESSES: processes ? 'on' : 'off' },
  });
  let trouble = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (trouble += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const { stdout } = child;
  if (stdout === null) throw new Error('the engine has no output');
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: stdout }).once('line', (line) => resolve(JSON.parse(line) as Ready));
    void ended.then(() => reject(new Error(`the engine ended before it was ready: ${trouble}`)));
  });
  return { child, ready, ended };
}

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-browser-'));
  let running = await start(folder, ['127.0.0.1:0', '127.0.0.1:0', '127.0.0.1:0'], options);
  const { ready } = running;
  const stop = async (): Promise<void> => {
    running.child.kill('SIGTERM');
    await running.ended;
  };
  return {
    ready,
    folder,
    stop,
    async restart() {
      await stop();
      running = await start(folder, [ready.otlp_grpc, ready.otlp_http, ready.ui.replace('http://', '')], {
        ...options,
        files: [],
      });
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
