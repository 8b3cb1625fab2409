// `otterscope run -- <command>`: runs a command with its telemetry sent here, its output passed on and recorded.
import { spawn, type ChildProcess } from 'node:child_process';
import { constants, homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { createOutputRecorder, type OutputRecorder } from '../engine/output-recorder.ts';
import { findCommand } from './find-command.ts';
import { runName, serviceOf } from './command-names.ts';
import { jobEnvironment, serviceIn } from './job-environment.ts';
import { openJobEngine, type JobEngine } from './job-engine.ts';
import { passOn } from './pass-on.ts';
import type { RunOptions } from './run-arguments.ts';

/** Statuses of shells for a command that is not there, and for one that cannot be run. */
const missing = 'there is no such command';
const notFound = 127;
const notRunnable = 126;
/** What was left open by a command that has ended (a child that goes on in the background) is waited for so long. */
const lingerMillis = 500;

/** Resolves to the exit status of the command: 128 and the signal's number for one that a signal ended. */
export async function runCommand(options: RunOptions): Promise<number> {
  const { command, args } = options;
  const say = (words: string): void => {
    if (!options.quiet) process.stderr.write(`otterscope: ${words}\n`);
  };
  // Before a run is made for it, which would stay empty.
  const found = findCommand(command, process.env, process.platform);
  if (found !== 'there') return cannotRun(command, found === 'missing' ? missing : 'it is no program');
  const name = options.name ?? runName(command, args);
  const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
  const engine = await openJobEngine(dataFolder, name, options);
  const service = serviceIn(process.env, serviceOf(command, args, process.cwd()));
  const recorder = createOutputRecorder({ endpoint: engine.http, service });
  say(beginning(engine, name));
  try {
    const env = { ...jobEnvironment(process.env, engine, service, process.stdout.isTTY) };
    return await runChild(spawn(command, [...args], { env, stdio: ['inherit', 'pipe', 'pipe'] }), recorder, command);
  } finally {
    const { stored, lost, why } = await recorder.close();
    if (lost > 0) process.stderr.write(`otterscope: ${lost} lines of output are not recorded: ${why}\n`);
    else say(`${stored} records of its output are stored${engine.run === undefined ? '' : ` in the run "${name}"`}`);
    await engine.close();
  }
}

async function runChild(child: ChildProcess, recorder: OutputRecorder, command: string): Promise<number> {
  const began = performance.now();
  const endForwarding = forwardSignals(child);
  const { stdout, stderr } = child;
  if (stdout !== null) passOn(stdout, process.stdout, (bytes) => recorder.write('stdout', bytes));
  if (stderr !== null) passOn(stderr, process.stderr, (bytes) => recorder.write('stderr', bytes));
  child.once('spawn', () => recorder.started(child.pid ?? 0, command, process.cwd()));
  try {
    const { code, signal } = await ended(child);
    recorder.exited({ code, signal, millis: performance.now() - began });
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    return cannotRun(command, error instanceof Error ? error.message : String(error));
  } finally {
    endForwarding();
  }
}

function cannotRun(command: string, why: string): number {
  process.stderr.write(`otterscope: ${command} cannot be run: ${why}\n`);
  return why === missing ? notFound : notRunnable;
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Resolves when it has ended and its output is read. Rejects when it could not be started. */
function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal }));
    child.once('exit', (code, signal) => {
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        done({ code, signal });
      }, lingerMillis);
    });
  });
}

/** Ctrl-C of a terminal reaches the command by itself, as it is in the same process group. */
function forwardSignals(child: ChildProcess): () => void {
  const byTerminal = process.stdin.isTTY === true;
  const all = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGBREAK'] as const;
  const listeners = all.map((signal) => {
    const onSignal = (): void => {
      if (!(byTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT'))) child.kill(signal);
    };
    process.on(signal, onSignal);
    return () => process.off(signal, onSignal);
  });
  return () => {
    for (const end of listeners) end();
  };
}

function beginning({ ui, grpc, http, run, shared }: JobEngine, name: string): string {
  const ports = [http === undefined ? '' : `OTLP/HTTP ${http}`, grpc === undefined ? '' : `OTLP/gRPC ${grpc}`];
  const where = ui === undefined ? 'see the desktop app' : ui;
  const into = run === undefined ? 'the live run' : `the run "${name}"`;
  const till = shared ? '' : ' (until the command ends)';
  return `telemetry goes into ${into}, by ${ports.filter((one) => one !== '').join(' and ')}; window ${where}${till}`;
}
