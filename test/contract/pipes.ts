// Opens a session over each kind of pipe the product has, all of them served by the same asker and the same topics.
import { MessageChannel } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { Pipe } from '../../src/contract/pipe.ts';
import type { Live } from '../../src/main/live/live.ts';
import type { Asker } from '../../src/main/serve/asker.ts';
import { startHttpSurface, type HttpSurface } from '../../src/main/serve/http/http-surface.ts';
import { memoryPipe } from '../support/memory-pipe.ts';
import { portPipe } from '../../src/main/serve/port-pipe.ts';
import { serveSession } from '../../src/main/serve/session.ts';
import { socketPipe } from '../../src/main/serve/socket-pipe.ts';

export const pipeKinds = ['memory', 'MessagePort', 'WebSocket'] as const;
export type PipeKind = (typeof pipeKinds)[number];

export interface Windows {
  open(kind: PipeKind): Promise<Pipe>;
  close(): Promise<void>;
}

const token = 'contract-suite-token';

export async function startWindows(ask: Asker, live: Live): Promise<Windows> {
  const bugs: unknown[] = [];
  const serve = (pipe: Pipe): void =>
    serveSession(pipe, { ask, live, app: 'test', onBug: (_where, error) => bugs.push(error) });
  const surface: HttpSurface = await startHttpSurface({
    host: '127.0.0.1',
    port: 0,
    token,
    allowHosts: [],
    onPipe: serve,
    onBug: (_where, error) => bugs.push(error),
    sources: {
      health: () => ({}),
      ready: () => ({ ready: true, reasons: [] }),
      metrics: () => Promise.resolve([]),
      remoteWrite: () => Promise.reject(new Error('not asked here')),
      jaeger: () => Promise.resolve({ status: 404, body: '' }),
      prometheus: () => Promise.resolve({ status: 404, body: '' }),
      sessions: () => Promise.resolve({ status: 404, body: '' }),
      exports: () => Promise.resolve({ kind: 'failed', status: 404, message: '' }),
      pages: undefined,
    },
  });
  const opened: Pipe[] = [];

  async function open(kind: PipeKind): Promise<Pipe> {
    switch (kind) {
      case 'memory': {
        const [near, far] = memoryPipe();
        serve(far);
        return near;
      }
      case 'MessagePort': {
        const { port1, port2 } = new MessageChannel();
        serve(portPipe(port2));
        return portPipe(port1);
      }
      case 'WebSocket': {
        const socket = new WebSocket(`ws://127.0.0.1:${surface.port}/pipe`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        const pipe = socketPipe(socket);
        // The greeting may come with the handshake: nobody may miss it.
        const early: Uint8Array[] = [];
        let listener: ((bytes: Uint8Array) => void) | undefined;
        pipe.onMessage((bytes) => (listener === undefined ? early.push(bytes) : listener(bytes)));
        await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
        return {
          ...pipe,
          queued: 0,
          onMessage(next) {
            listener = next;
            for (const bytes of early.splice(0)) next(bytes);
          },
        };
      }
    }
  }

  return {
    async open(kind) {
      const pipe = await open(kind);
      opened.push(pipe);
      return pipe;
    },
    async close() {
      for (const one of opened) one.close();
      await surface.close();
      if (bugs.length > 0) throw new AggregateError(bugs, 'bugs were reported');
    },
  };
}
