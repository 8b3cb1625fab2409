// `otterscope serve`: runs an engine in this process until it is told to stop.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { ServeOptions } from './arguments.ts';
import { endBySignal } from './end-by-signal.ts';
import { readyJson, readyText } from './ready-text.ts';
import { dialText } from '../../contract/address-text.ts';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { pagesFolder, programVersion } from '../engine/program-files.ts';
import { startEngine, type Engine } from '../engine/start-engine.ts';

/** Resolves when it is ready; the process then lives until a signal. Rejects with EngineFailure. */
export async function serve(options: ServeOptions): Promise<void> {
  const version = programVersion();
  const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
  const engine = await startEngine({
    mode: 'headless',
    version,
    dataFolder,
    grpc: options.grpc,
    http: options.http,
    watch: options.watch,
    sourceFolders: options.sourceFolders,
    watchProcesses: options.watchProcesses,
    surface: { ...options.listen, token: options.token, allowHosts: options.allowHosts, pages: pagesFolder() },
  });
  closeOnSignal(engine);
  await importAll(
    engine,
    options.files.map((file) => resolve(file)),
  );
  const { surface } = engine;
  if (surface === undefined) throw new Error('a served engine has a surface');
  const facts = {
    version,
    endpoints: engine.endpoints,
    ui: dialText(surface),
    token: surface.token,
    run: engine.live.path,
    dataFolder,
  };
  process.stdout.write(options.json ? readyJson(facts) : readyText(facts));
}

/** Run files are open when this resolves; reading the others goes on in the background. */
async function importAll(engine: Engine, paths: readonly string[]): Promise<void> {
  const opened = engine.imports.start(paths, 'new').map(async ({ id, name, format }, i) => {
    const told = engine.imports.ended(id).then(({ state, error }) => {
      if (state === 'failed') process.stderr.write(`${paths[i] ?? name} was not opened: ${error ?? ''}\n`);
    });
    if (format === 'otter') await told;
  });
  await Promise.all(opened);
}

function closeOnSignal(engine: Engine): void {
  const onSignal = endBySignal({
    close: engine.close,
    exit: (code) => process.exit(code),
    say: (words) => void process.stderr.write(words),
    now: () => performance.now(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, onSignal);
}
