// The engine that a command's telemetry goes to: the one that owns the data folder, or one that is started for the command,
// with ports and a window, and ends with it.
import { createServer } from 'node:net';
import { dialText } from '../../contract/address-text.ts';
import type { EndpointState, Endpoints } from '../../contract/ingest.ts';
import type { RunInfo } from '../../contract/runs.ts';
import type { Address } from '../engine/config.ts';
import { EngineFailure, ExitCode } from '../engine/engine-failure.ts';
import { publishedPorts } from '../engine/lock-file.ts';
import { pagesFolder, programVersion } from '../engine/program-files.ts';
import { startEngine } from '../engine/start-engine.ts';
import { connectEngine } from './engine-client.ts';
import type { JobTarget } from './job-environment.ts';

export interface JobEngine extends JobTarget {
  /** The run that was begun; `undefined` where the engine cannot be asked to, and what is live goes on. */
  readonly run: RunInfo | undefined;
  /** Address of the window; `undefined` where it is the desktop app's. */
  readonly ui: string | undefined;
  /** true: an engine that was running before and goes on. */
  readonly shared: boolean;
  close(): Promise<void>;
}

export interface JobPorts {
  readonly grpc: Address | undefined;
  readonly http: Address | undefined;
  readonly listen: Address;
  readonly watchProcesses: boolean;
}

/** Rejects with EngineFailure, or ContractError where the run cannot be begun. */
export async function openJobEngine(dataFolder: string, name: string, ports: JobPorts): Promise<JobEngine> {
  const shared = await sharedEngine(dataFolder, name);
  if (shared !== undefined) return shared;
  const desktop = publishedPorts(dataFolder);
  if (desktop !== undefined)
    return {
      ...reached(desktop.grpc, desktop.http),
      run: undefined,
      ui: undefined,
      shared: true,
      close: async () => {},
    };
  return ownEngine(dataFolder, name, ports);
}

async function sharedEngine(dataFolder: string, name: string): Promise<JobEngine | undefined> {
  const engine = await connectEngine(dataFolder);
  if (engine === undefined) return undefined;
  const { endpoints } = await engine.call('app.info', {});
  const target = reached(bound(endpoints.grpc), bound(endpoints.http));
  const run = await engine.call('runs.create', { name });
  return { ...target, run, ui: engine.ui, shared: true, close: () => engine.close() };
}

async function ownEngine(
  dataFolder: string,
  name: string,
  { grpc, http, listen, watchProcesses }: JobPorts,
): Promise<JobEngine> {
  const engine = await startEngine({
    mode: 'headless',
    version: programVersion(),
    dataFolder,
    grpc,
    http,
    watchProcesses,
    surface: {
      host: listen.host,
      port: (await isFree(listen)) ? listen.port : 0,
      token: undefined,
      allowHosts: [],
      pages: pagesFolder(),
    },
  });
  try {
    const never = new AbortController().signal;
    const { free } = engine.endpoints;
    // Somebody else has the usual ports: the command is told of others.
    if (isTaken(engine.endpoints) && free !== undefined) await engine.ask('app.listen', free, never);
    const target = reached(bound(engine.endpoints.grpc), bound(engine.endpoints.http));
    const run = await engine.ask('runs.create', { name }, never);
    const { surface } = engine;
    const ui = surface === undefined ? undefined : `http://${dialText(surface)}/?token=${surface.token}`;
    return { ...target, run, ui, shared: false, close: () => engine.close() };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function reached(grpc: string | undefined, http: string | undefined): JobTarget {
  if (grpc === undefined && http === undefined)
    throw new EngineFailure(
      'busy',
      ExitCode.address,
      'No OTLP port is open, so that the command could not send anything: its engine has none, or they are taken.',
    );
  return { grpc, http };
}

function isTaken({ grpc, http }: Endpoints): boolean {
  return grpc.kind === 'taken' || http.kind === 'taken';
}

function bound(state: EndpointState): string | undefined {
  return state.kind === 'listening' ? dialText(state) : undefined;
}

function isFree({ host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
