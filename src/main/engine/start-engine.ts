// Puts the stages together: data folder, lock, ingest worker, readers, live topics, HTTP surface. Owns their order at
// start and at the end. Knows neither Electron nor the command line.
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createCollectThread } from './collect-thread.ts';
import { createKeptCaptures } from './kept-captures.ts';
import { setCollectorFlags } from './collector-flags.ts';
import type { EngineConfig } from './config.ts';
import { emptyOpened, prepareDataFolder, type DataFolder } from './data-folder.ts';
import { EngineFailure, ExitCode, systemCode } from './engine-failure.ts';
import { createDashboardFiles } from './dashboard-files.ts';
import { createExportService, type ExportService } from './export-service.ts';
import { createAsker } from './handlers.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { createImportThread } from './import-thread.ts';
import { watchImports } from './import-watch.ts';
import type { LiveRun } from './ingest-messages.ts';
import { createIngestThread } from './ingest-thread.ts';
import { takeLock, type Lock } from './lock-file.ts';
import { openSurface, secretIn } from './open-surface.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { createProfileService } from './profile-service.ts';
import { createProfileThread } from './profile-thread.ts';
import { createReaderPool } from './reader-pool.ts';
import { createRetention } from './retention.ts';
import { createRunService, type RunService } from './run-service.ts';
import { createRunShelf, resumable, type RunShelf } from './run-shelf.ts';
import { openSettings } from './settings-file.ts';
import { sourceFiles } from './source-files.ts';
import { surfaceSources } from './surface-sources.ts';
import { storeCaptured } from './store-captured.ts';
import { systemClock } from './system-clock.ts';
import { startTidying } from './tidy-left-runs.ts';
import { keepTotals } from './totals.ts';
import { createUploads } from './uploads.ts';
import { dialText } from '../../contract/address-text.ts';
import type { AppInfo } from '../../contract/app.ts';
import { ContractError } from '../../contract/errors.ts';
import type { Endpoints } from '../../contract/ingest.ts';
import type { Pipe } from '../../contract/pipe.ts';
import { createLive } from '../live/live.ts';
import type { Asker } from '../serve/asker.ts';
import { serveSession } from '../serve/session.ts';

export interface Engine {
  readonly endpoints: Endpoints;
  /** `undefined` without a surface. */
  readonly surface: { readonly host: string; readonly port: number; readonly token: string } | undefined;
  readonly live: LiveRun;
  readonly ask: Asker;
  readonly exports: Pick<ExportService, 'write'>;
  readonly imports: Pick<ImportService, 'open' | 'start' | 'ended' | 'cancel' | 'list'>;
  /** Serves a window until its pipe closes. */
  serve(pipe: Pipe): void;
  /** Stops receiving, seals the live run, lets go of the data folder. Takes a few seconds at most. */
  close(): Promise<void>;
}

/** How long the ingest worker may take to seal before it is stopped; what was acknowledged is safe either way. */
const sealPatience = 4000;
/** How long sources may take to end; what they have not stored by then is fetched again or lost. */
const collectPatience = 2000;

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
  setCollectorFlags();
  /** Windows that come back early wait for their answers: there is no run file to ask before. */
  const begun = Promise.withResolvers<void>();
  const live = createLive(systemClock);
  const problems = createProblemList(Date.now, () => live.touch('problems'));
  const publish = publisher(lock, folder, problems);
  publish({});
  emptyOpened(folder);
  const settings = await openSettings(folder.settings, problems.report);
  const maskSecret = secretIn(folder.maskKey, folder);
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
  const ingest = createIngestThread({
    onMoved(moved) {
      totals.update(moved.totals);
      if (moved.spans) live.touch('traces', moved.cursor);
      if (moved.logs) live.touch('logs', moved.cursor);
      if (moved.samples) live.touch('metrics', moved.cursor);
      if (moved.profiles) live.touch('profiles', moved.cursor);
      if (moved.spans || moved.logs || moved.samples || moved.profiles) live.touch('runs');
      live.touch('ingest');
    },
    onProblem: problems.report,
    onEndpoints({ grpc, http }) {
      live.touch('endpoints');
      publish({
        otlpGrpc: grpc.kind === 'listening' ? dialText(grpc) : undefined,
        otlpHttp: http.kind === 'listening' ? dialText(http) : undefined,
        ui: surface === undefined ? undefined : dialText(surface.server),
        token: surface?.token,
      });
    },
    onRestart: totals.newLife,
    onTargets: () => live.touch('targets'),
    onLost: (lost) => void runs.replace(lost),
  });
  const uploads = createUploads(folder.opened);
  const runs = createRunService({
    shelf,
    pool,
    ingest,
    uploads,
    onChange: () => live.touch('runs'),
    onGone(path) {
      profileThread.forget(path);
      // Pages that compare with one of its profiles say that it is gone.
      live.touch('profiles');
    },
    report: problems.report,
  });
  const profileThread = createProfileThread((reason) =>
    problems.report({
      code: 'engine-restarted',
      severity: 'error',
      subject: 'profiles',
      message: `Work on a profile stopped (${reason}); the next question starts it anew.`,
    }),
  );
  const profiles = createProfileService({
    thread: profileThread,
    shelf,
    pool,
    ingest,
    onChange() {
      live.touch('profiles');
      live.touch('runs');
    },
  });
  const importThread = createImportThread({ store: (payload) => ingest.call('store', payload), profiles });
  const imports = createImportService({
    thread: importThread,
    shelf,
    runs,
    pool,
    uploads,
    host: hostname(),
    version: config.version,
    masking: () => ({ secret: maskSecret, keys: settings.current.maskedKeys }),
    onChange: () => live.touch('imports'),
    onRuns: () => live.touch('runs'),
  });
  const collect = createCollectThread({
    folder: folder.collect,
    kept: createKeptCaptures(join(folder.collect, 'captures.json'), problems.report),
    store: (payload) => ingest.call('store', payload),
    storeProfile: (profile, signal) => storeCaptured(profiles, profile, signal),
    report: problems.report,
    onCaptures: () => live.touch('captures'),
    onStatus: () => live.touch('collectors'),
  });
  const retention = createRetention({
    shelf,
    policy: () => settings.current.retention,
    discard: runs.discard,
    report: problems.report,
  });
  const exports = createExportService({ shelf, pool, workFolder: folder.opened });
  const info = (): AppInfo => ({
    version: config.version,
    mode: config.mode,
    dataFolder: folder.path,
    sourceFolders: config.sourceFolders ?? [],
    liveRun: shelf.live.id,
    endpoints: ingest.endpoints,
    totals: totals.current,
    pid: process.pid,
    memoryBytes: process.memoryUsage.rss(),
    uptimeMillis: Date.now() - startedAt,
  });
  const watch = watchImports({
    folders: config.watch ?? [],
    thread: importThread,
    livePath: () => shelf.live.path,
    begun: begun.promise,
    onChange: () => live.touch('imports'),
  });
  const ask = createAsker({
    collect,
    dashboards: createDashboardFiles(folder.dashboards, () => live.touch('dashboards')),
    exports,
    imports: { service: imports, watch },
    info,
    ingest,
    pool,
    problems,
    profiles,
    retention,
    runs,
    settings,
    shelf,
    sources: sourceFiles({
      host: config.surface?.host,
      folders: () => [...(config.sourceFolders ?? []), ...settings.current.sourceFolders],
      howToAdd:
        config.mode === 'desktop'
          ? 'name its folder in Settings, Source code,'
          : 'start the engine with --source-path and its folder',
    }),
    totals,
  });

  function serve(pipe: Pipe): void {
    pipes.add(pipe);
    pipe.onClose(() => pipes.delete(pipe));
    serveSession(pipe, {
      ask: async (...question) => {
        await begun.promise;
        return ask(...question);
      },
      live,
      app: config.version,
      onBug: problems.bug,
    });
  }

  const sources = surfaceSources({
    exports,
    version: config.version,
    startedAt,
    ingest,
    pool,
    problems,
    shelf,
    totals,
    sessionKeys: () => settings.current.sessionKeys,
    pipes: () => pipes.size,
    pages: config.surface?.pages,
  });
  const surface =
    config.surface === undefined
      ? undefined
      : await openSurface(config.surface, folder, { sources, onPipe: serve, onBug: problems.bug });

  try {
    await ingest.start({
      run: shelf.live,
      settings: settings.current,
      maskSecret,
      host: hostname(),
      version: config.version,
      watchProcesses: config.watchProcesses ?? true,
      grpc: config.grpc,
      http: config.http,
      reservedPorts: surface === undefined ? [] : [surface.server.port],
    });
  } catch (error) {
    await Promise.all([pool.close(), surface?.server.close()]);
    throw failureOf(error, folder);
  } finally {
    begun.resolve();
  }

  retention.start();
  collect.use(settings.current.collectors);
  void collect.resumeCaptures();
  const endTidying = startTidying({ shelf, pool, onBug: problems.bug });

  return {
    get endpoints() {
      return ingest.endpoints;
    },
    surface:
      surface === undefined
        ? undefined
        : { host: surface.server.host, port: surface.server.port, token: surface.token },
    get live() {
      return shelf.live;
    },
    ask,
    exports,
    imports,
    serve,
    async close() {
      retention.end();
      endTidying();
      live.close();
      const closing = surface?.server.close();
      const collected = collect.close(collectPatience);
      for (const pipe of pipes) pipe.close();
      await exports.close();
      await Promise.all([imports.close(), watch.close()]);
      await importThread.close();
      await collected;
      await profileThread.close();
      // A file that a reader still has open would stay in WAL mode.
      await pool.forget(shelf.live.path).catch(() => undefined);
      await ingest.close(sealPatience);
      await tidy(runs, shelf, problems);
      await pool.close();
      await closing;
      emptyOpened(folder);
      lock.release();
    },
  };
}

/** engine.json helps other commands to find this engine; receiving does not depend on it. */
function publisher(lock: Lock, folder: DataFolder, problems: ProblemList): Lock['publish'] {
  return (content) => {
    try {
      lock.publish(content);
    } catch (error) {
      problems.report({
        code: systemCode(error) === 'ENOSPC' ? 'disk-full' : 'disk-error',
        severity: 'warning',
        subject: folder.about,
        message: `Other commands may not find this engine: its addresses could not be written (${String(error)}).`,
      });
    }
  };
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
