// Puts the stages together: data folder, lock, ingest worker, readers, live topics, HTTP surface. Owns their order at
// start and at the end. Knows neither Electron nor the command line.
import { hostname } from 'node:os';
import type { Address, EngineConfig, SurfaceConfig } from './config.ts';
import { emptyOpened, prepareDataFolder, unusable, type DataFolder } from './data-folder.ts';
import { EngineFailure, ExitCode, systemCode } from './engine-failure.ts';
import { createAsker } from './handlers.ts';
import type { LiveRun } from './ingest-messages.ts';
import { startIngestThread, type IngestThread } from './ingest-thread.ts';
import { takeLock, type Lock } from './lock-file.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { createReaderPool } from './reader-pool.ts';
import { startRetention } from './retention.ts';
import { createRunService, type RunService } from './run-service.ts';
import { createRunShelf, resumable, type RunShelf } from './run-shelf.ts';
import { openSettings } from './settings-file.ts';
import { surfaceSources } from './surface-sources.ts';
import { systemClock } from './system-clock.ts';
import { startTidying } from './tidy-left-runs.ts';
import { ownToken } from './token-file.ts';
import { keepTotals } from './totals.ts';
import { createUploads } from './uploads.ts';
import type { AppInfo } from '../../contract/app.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Endpoints } from '../../contract/ingest.ts';
import type { Pipe } from '../../contract/pipe.ts';
import { createLive } from '../live/live.ts';
import type { Asker } from '../serve/asker.ts';
import { startHttpSurface, type HttpSurface } from '../serve/http/http-surface.ts';
import { serveSession } from '../serve/session.ts';

export interface Engine {
  readonly endpoints: Endpoints;
  /** `undefined` without a surface. */
  readonly surface: { readonly host: string; readonly port: number; readonly token: string } | undefined;
  readonly live: LiveRun;
  readonly ask: Asker;
  readonly runs: Pick<RunService, 'open'>;
  /** Serves a window until its pipe closes. */
  serve(pipe: Pipe): void;
  /** Stops receiving, seals the live run, lets go of the data folder. Takes a few seconds at most. */
  close(): Promise<void>;
}

/** How long the ingest worker may take to seal before it is stopped; what was acknowledged is safe either way. */
const sealPatience = 4000;

/** Resolves when receiving (or when it is known who holds the ports) and serving. Rejects with EngineFailure. */
export async function startEngine(config: EngineConfig): Promise<Engine> {
  const folder = prepareDataFolder(config.dataFolder);
  const lock = takeLock(folder, config.version);
  try {
    return await start(config, folder, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(config: EngineConfig, folder: DataFolder, lock: Lock): Promise<Engine> {
  const startedAt = Date.now();
  const live = createLive(systemClock);
  const problems = createProblemList(Date.now, () => live.touch('problems'));
  emptyOpened(folder);
  const settings = await openSettings(folder.settings, problems.report);
  const shelf = createRunShelf(
    folder,
    ({ plan }) => (settings.current.resumeLastRun ? resumable(folder.runs) : undefined) ?? plan('', new Date()),
  );
  const totals = keepTotals();
  const pipes = new Set<Pipe>();
  const pool = createReaderPool((reason) =>
    problems.report({
      code: 'engine-restarted',
      severity: 'error',
      subject: 'reader',
      message: `A reader stopped (${reason}); the next question starts another.`,
    }),
  );
  const starting: { ingest?: IngestThread } = {};
  const ingest = (): IngestThread => {
    if (starting.ingest === undefined) throw new ContractError('disconnected', 'the engine is starting');
    return starting.ingest;
  };

  function serve(pipe: Pipe): void {
    pipes.add(pipe);
    pipe.onClose(() => pipes.delete(pipe));
    serveSession(pipe, {
      ask: (...question) => asker.ask(...question),
      live,
      app: config.version,
      onBug: problems.bug,
    });
  }

  const surface = await openSurface(config.surface, folder, {
    sources: (pages) =>
      surfaceSources({
        version: config.version,
        startedAt,
        ingest,
        pool,
        problems,
        shelf,
        totals,
        pipes: () => pipes.size,
        pages,
      }),
    onPipe: serve,
    problems,
  });
  const publish = (endpoints: Endpoints): void => {
    const { grpc, http } = endpoints;
    lock.publish({
      otlpGrpc: grpc.kind === 'listening' ? addressText(grpc) : undefined,
      otlpHttp: http.kind === 'listening' ? addressText(http) : undefined,
      ui: surface === undefined ? undefined : addressText(surface.server),
      token: surface?.token,
    });
  };

  try {
    starting.ingest = await startIngestThread(
      {
        run: shelf.live,
        settings: settings.current,
        host: hostname(),
        version: config.version,
        grpc: config.grpc,
        http: config.http,
        reservedPorts: surface === undefined ? [] : [surface.server.port],
      },
      {
        onMoved(moved) {
          totals.update(moved.totals);
          if (moved.spans) live.touch('traces', moved.cursor);
          if (moved.logs) live.touch('logs', moved.cursor);
          if (moved.spans || moved.logs) live.touch('runs');
          live.touch('ingest');
        },
        onProblem: problems.report,
        onEndpoints(endpoints) {
          live.touch('endpoints');
          publish(endpoints);
        },
        onRestart: totals.newLife,
      },
    );
  } catch (error) {
    await surface?.server.close();
    throw failureOf(error, folder);
  }

  const runs = createRunService({
    shelf,
    pool,
    ingest: starting.ingest,
    uploads: createUploads(folder.opened),
    onChange: () => live.touch('runs'),
  });
  const endRetention = startRetention({
    shelf,
    policy: () => settings.current.retention,
    discard: runs.discard,
    report: problems.report,
  });
  const endTidying = startTidying({ shelf, pool, onBug: problems.bug });
  const info = (): AppInfo => ({
    version: config.version,
    mode: config.mode,
    dataFolder: folder.path,
    liveRun: shelf.live.id,
    endpoints: ingest().endpoints,
    totals: totals.current,
    pid: process.pid,
    memoryBytes: process.memoryUsage.rss(),
    uptimeMillis: Date.now() - startedAt,
  });
  const asker = { ask: createAsker({ info, ingest: starting.ingest, pool, problems, runs, settings, shelf, totals }) };

  return {
    get endpoints() {
      return ingest().endpoints;
    },
    surface:
      surface === undefined
        ? undefined
        : { host: surface.server.host, port: surface.server.port, token: surface.token },
    get live() {
      return shelf.live;
    },
    ask: asker.ask,
    runs,
    serve,
    async close() {
      endRetention();
      endTidying();
      live.close();
      const closing = surface?.server.close();
      for (const pipe of pipes) pipe.close();
      await ingest().close(sealPatience);
      await tidy(runs, shelf, problems);
      await pool.close();
      await closing;
      emptyOpened(folder);
      lock.release();
    },
  };
}

interface SurfaceParts {
  readonly sources: (pages: string | undefined) => Parameters<typeof startHttpSurface>[0]['sources'];
  readonly onPipe: (pipe: Pipe) => void;
  readonly problems: ProblemList;
}

async function openSurface(
  config: SurfaceConfig | undefined,
  folder: DataFolder,
  parts: SurfaceParts,
): Promise<{ readonly server: HttpSurface; readonly token: string } | undefined> {
  if (config === undefined) return undefined;
  const { host, port, allowHosts, pages } = config;
  try {
    const token = config.token ?? ownToken(folder.token);
    const server = await startHttpSurface({
      host,
      port,
      token,
      allowHosts,
      sources: parts.sources(pages),
      onPipe: parts.onPipe,
      onBug: parts.problems.bug,
    });
    return { server, token };
  } catch (error) {
    const words: Readonly<Record<string, string>> = {
      EADDRINUSE: 'another process holds it',
      EACCES: 'this user may not open it',
      EADDRNOTAVAIL: 'this machine has no such address',
      ENOTFOUND: 'there is no such host',
    };
    const code = systemCode(error) ?? '';
    if (words[code] === undefined) throw unusable(folder.path, error);
    throw new EngineFailure(
      'busy',
      ExitCode.address,
      `The window cannot be served on ${addressText({ host, port })}: ${words[code]}. Choose another address with --listen <host:port>; port 0 takes a free one.`,
    );
  }
}

/** A run that was never written to is not kept. */
async function tidy(runs: RunService, shelf: RunShelf, problems: ProblemList): Promise<void> {
  try {
    await runs.discardIfEmpty(shelf.live);
  } catch (error) {
    problems.bug('close', error);
  }
}

function failureOf(error: unknown, folder: DataFolder): unknown {
  if (error instanceof ContractError)
    return new EngineFailure(
      error.code,
      ExitCode.dataFolder,
      `${error.message} The data folder is ${folder.path}; choose another with --data <folder>.`,
    );
  return error;
}

export function addressText({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
