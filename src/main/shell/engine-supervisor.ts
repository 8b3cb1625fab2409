// The life of the engine process: start, restart with back-off, one port per window, clean end.
// Everything it is started with is an argument, so a restart needs no memory of the last life.
import type { MessagePortMain } from 'electron';
import type { EngineToShell, ShellToEngine } from '../../contract/engine-process.ts';
import type { ImportWish } from '../../contract/imports.ts';
import { createRestartPolicy } from './restart-policy.ts';

/** What the supervisor needs of Electron's UtilityProcess. */
export interface EngineChild {
  postMessage(message: ShellToEngine, transfer?: MessagePortMain[]): void;
  on(event: 'message', listener: (message: EngineToShell) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface SupervisorEvents {
  /** The engine lives (again): windows need new ports. */
  ready(): void;
  /** It died and will be started again after the wait. */
  restarting(code: number, waitMillis: number): void;
  /** It will not be started again. */
  gaveUp(reason: string): void;
}

export interface SupervisorParts {
  readonly fork: () => EngineChild;
  readonly now: () => number;
  readonly later: (run: () => void, millis: number) => unknown;
}

export interface EngineSupervisor {
  start(): void;
  /** Hands the engine's end of a channel over; kept until the engine is ready. */
  connect(port: MessagePortMain): void;
  /** Opens a run file or imports another; resolves to the run id, rejects with the engine's words. */
  openFile(path: string, into: ImportWish): Promise<string>;
  /** The window hears of how it goes from the engine itself. */
  writeExport(exportId: string, path: string): void;
  /** Resolves when the engine has sealed and gone, or after five seconds; asked again, it is the same end. */
  stop(): Promise<void>;
}

const stopPatience = 5_000;

export function createEngineSupervisor(parts: SupervisorParts, events: SupervisorEvents): EngineSupervisor {
  const policy = createRestartPolicy(parts.now);
  const openings = new Map<number, { resolve: (run: string) => void; reject: (error: Error) => void }>();
  let child: EngineChild | undefined;
  let ready = false;
  let stopping: PromiseWithResolvers<void> | undefined;
  let hopeless: string | undefined;
  let waiting: MessagePortMain[] = [];
  let unsent: ShellToEngine[] = [];
  let nextId = 1;

  const settle = (message: EngineToShell): void => {
    switch (message.kind) {
      case 'ready':
        ready = true;
        for (const port of waiting) child?.postMessage({ kind: 'port' }, [port]);
        for (const one of unsent) child?.postMessage(one);
        waiting = [];
        unsent = [];
        events.ready();
        return;
      case 'failed':
        hopeless = message.message;
        return;
      case 'opened':
        openings.get(message.id)?.resolve(message.run);
        openings.delete(message.id);
        return;
      case 'not-opened':
        openings.get(message.id)?.reject(new Error(message.message));
        openings.delete(message.id);
        return;
      case 'closed':
        return;
    }
  };

  const exited = (code: number): void => {
    child = undefined;
    ready = false;
    waiting = [];
    for (const one of openings.values()) one.reject(new Error('the engine stopped'));
    openings.clear();
    unsent = [];
    if (stopping !== undefined) return stopping.resolve();
    if (hopeless !== undefined) return events.gaveUp(hopeless);
    const decision = policy.died();
    if (decision.kind === 'give-up')
      return events.gaveUp(`the engine stopped five times within five minutes (exit code ${code})`);
    events.restarting(code, decision.millis);
    parts.later(start, decision.millis);
  };

  function start(): void {
    if (stopping !== undefined || child !== undefined) return;
    const started = parts.fork();
    child = started;
    started.on('message', settle);
    started.on('exit', exited);
  }

  return {
    start,
    connect(port) {
      if (ready) child?.postMessage({ kind: 'port' }, [port]);
      else waiting.push(port);
    },
    openFile(path, into) {
      const id = nextId++;
      const message = { kind: 'open-file', id, path, into } as const;
      return new Promise((resolve, reject) => {
        openings.set(id, { resolve, reject });
        if (ready) child?.postMessage(message);
        else unsent.push(message);
      });
    },
    writeExport(exportId, path) {
      if (ready) child?.postMessage({ kind: 'write-export', export: exportId, path });
    },
    stop() {
      if (stopping !== undefined) return stopping.promise;
      const { promise, resolve } = (stopping = Promise.withResolvers<void>());
      const dying = child;
      if (dying === undefined) resolve();
      else {
        dying.postMessage({ kind: 'close' });
        parts.later(() => {
          dying.kill();
          resolve();
        }, stopPatience);
      }
      return promise;
    },
  };
}
