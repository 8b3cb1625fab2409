// Entry of the engine as the desktop app's utility process: one JSON argument, windows as message ports, no Electron.
// What is said over the parent port is contract/engine-process.ts.
import type { EngineProcessConfig, EngineToShell, ShellToEngine } from '../../contract/engine-process.ts';
import { ContractError } from '../../contract/errors.ts';
import { portPipe, type PortLike } from '../serve/port-pipe.ts';
import { EngineFailure } from './engine-failure.ts';
import { programVersion } from './program-files.ts';
import { startEngine, type Engine } from './start-engine.ts';

/** Electron's `process.parentPort`. */
interface ParentPort {
  postMessage(message: EngineToShell): void;
  on(
    event: 'message',
    listener: (event: { readonly data: ShellToEngine; readonly ports: readonly PortLike[] }) => void,
  ): unknown;
}

const parent = (process as { readonly parentPort?: ParentPort }).parentPort;
const argument = process.argv[2];
if (parent === undefined || argument === undefined) throw new Error('this file is the entry of a utility process');
const config = JSON.parse(argument) as EngineProcessConfig;

const engine = startEngine({
  mode: 'desktop',
  version: programVersion(),
  dataFolder: config.dataFolder,
  grpc: { host: '127.0.0.1', port: config.grpcPort },
  http: { host: '127.0.0.1', port: config.httpPort },
  surface: undefined,
});

parent.on('message', ({ data, ports }) => {
  engine.then(
    (started) => take(started, parent, data, ports[0]),
    () => undefined,
  );
});
engine.then(
  () => parent.postMessage({ kind: 'ready' }),
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    parent.postMessage({ kind: 'failed', code: error instanceof EngineFailure ? error.code : 'internal', message });
    process.exitCode = error instanceof EngineFailure ? error.exitCode : 1;
    // The message must be on its way before the process is gone.
    setTimeout(() => process.exit(), 100);
  },
);

function take(started: Engine, shell: ParentPort, message: ShellToEngine, port: PortLike | undefined): void {
  switch (message.kind) {
    case 'port':
      if (port !== undefined) started.serve(portPipe(port));
      return;
    case 'open-file':
      started.imports.open(message.path, message.into).then(
        (run) => shell.postMessage({ kind: 'opened', id: message.id, run }),
        (error: unknown) => {
          const code = error instanceof ContractError ? error.code : 'internal';
          shell.postMessage({
            kind: 'not-opened',
            id: message.id,
            code,
            message: error instanceof Error ? error.message : String(error),
          });
        },
      );
      return;
    case 'write-export':
      // One that is gone by now was given up by its window.
      try {
        started.exports.write(message.export, message.path);
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
      }
      return;
    case 'close':
      void started.close().finally(() => {
        shell.postMessage({ kind: 'closed' });
        setTimeout(() => process.exit(0), 100);
      });
      return;
  }
}
