// One pipe at a time, opened again with back-off when it breaks. Says in words-free states what the frame shows:
// connecting, open, lost (with the moment of the next try), or reload (this window and the engine do not fit).
import type { Pipe } from '../../contract/pipe.ts';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | {
      readonly kind: 'open';
      readonly app: string;
      /** Counts connections; 2 and more means that one was lost before. */ readonly epoch: number;
    }
  | {
      readonly kind: 'lost';
      readonly attempt: number;
      /** Unix milliseconds. */ readonly nextTryAt: number;
      readonly reason: string;
    }
  | { readonly kind: 'reload' };

export interface Timers {
  now(): number;
  /** Calls once after the delay; the answer cancels. */
  after(millis: number, run: () => void): () => void;
}

export interface Connection {
  readonly state: ConnectionState;
  subscribe(listener: () => void): () => void;
  /** false: not open, nothing was sent. */
  send(bytes: Uint8Array): boolean;
  /** The engine's hello has come; a misfit ends this connection for good. */
  greeted(fits: boolean, app: string): void;
  retryNow(): void;
  close(): void;
}

interface ConnectionOptions {
  readonly connect: () => Promise<Pipe>;
  readonly timers: Timers;
  readonly hello: Uint8Array;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onOpen: () => void;
  /** `forGood`: there will be no other connection. */
  readonly onLost: (forGood: boolean) => void;
}

const delays = [250, 500, 1000, 2000, 5000] as const;

export function createConnection(options: ConnectionOptions): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { kind: 'connecting' };
  let pipe: Pipe | undefined;
  let attempt = 0;
  let epoch = 0;
  let cancelRetry: (() => void) | undefined;
  let ended = false;

  const become = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };

  const lost = (reason: string): void => {
    pipe = undefined;
    options.onLost(ended);
    if (ended) return;
    const delay = delays[Math.min(attempt, delays.length - 1)] ?? 5000;
    attempt += 1;
    become({ kind: 'lost', attempt, nextTryAt: options.timers.now() + delay, reason });
    cancelRetry = options.timers.after(delay, open);
  };

  function open(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    options.connect().then(
      (opened) => {
        if (ended) return opened.close();
        pipe = opened;
        opened.send(options.hello);
        opened.onMessage((bytes) => {
          if (opened === pipe) options.onBytes(bytes);
        });
        opened.onClose(() => {
          if (opened === pipe) lost('closed');
        });
      },
      (cause: unknown) => lost(cause instanceof Error ? cause.message : String(cause)),
    );
  }

  open();
  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(bytes) {
      if (pipe === undefined || state.kind !== 'open') return false;
      pipe.send(bytes);
      return true;
    },
    greeted(fits, app) {
      if (!fits) {
        ended = true;
        pipe?.close();
        pipe = undefined;
        become({ kind: 'reload' });
        options.onLost(true);
        return;
      }
      attempt = 0;
      epoch += 1;
      become({ kind: 'open', app, epoch });
      options.onOpen();
    },
    retryNow() {
      if (state.kind === 'lost') open();
    },
    close() {
      ended = true;
      cancelRetry?.();
      pipe?.close();
    },
  };
}
