// The window's client against a real session over a memory pipe; time, connections and visibility are moved by hand.
import { decodeFrame, type Frame } from '../../../../src/contract/frames.ts';
import type { Pipe } from '../../../../src/contract/pipe.ts';
import { createLive, type Live } from '../../../../src/main/live/live.ts';
import type { Asker } from '../../../../src/main/serve/asker.ts';
import { memoryPipe } from '../../../support/memory-pipe.ts';
// The session loads them with its first call; here that would take longer than `settle` waits.
import '../../../../src/main/serve/schemas/request-schemas.ts';
import { serveSession } from '../../../../src/main/serve/session.ts';
import { createClient, type Client } from '../../../../src/renderer/data/client.ts';
import { handClock, type HandClock } from '../../live/hand-clock.ts';

export interface EngineKit {
  readonly client: Client;
  readonly live: Live;
  readonly engineClock: HandClock;
  readonly timers: HandTimers;
  /** Frames the window sent, over all connections. */
  readonly sent: Frame[];
  connections(): number;
  /** Cuts the present connection. */
  cut(): void;
  /** While true, new connections are refused. */
  down(value: boolean): void;
  show(visible: boolean): void;
}

export interface HandTimers {
  now(): number;
  after(millis: number, run: () => void): () => void;
  advance(millis: number): void;
}

export function handTimers(): HandTimers {
  let now = 0;
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(millis, run) {
      const entry = { at: now + millis, run };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    advance(millis) {
      now += millis;
      const due = [...waiting].filter((entry) => entry.at <= now);
      for (const entry of due) {
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}

export function engineKit(ask: Asker): EngineKit {
  const engineClock = handClock();
  const live = createLive(engineClock);
  const timers = handTimers();
  const sent: Frame[] = [];
  const listeners = new Set<() => void>();
  let visible = true;
  let isDown = false;
  let connections = 0;
  let present: Pipe | undefined;
  const connect = (): Promise<Pipe> => {
    if (isDown) return Promise.reject(new Error('nobody there'));
    connections += 1;
    const [server, window] = memoryPipe();
    serveSession(server, { ask, live, app: '1.2.3', onBug: () => undefined });
    present = server;
    return Promise.resolve({
      ...window,
      queued: 0,
      close: () => window.close(),
      send(bytes) {
        sent.push(decodeFrame(bytes));
        window.send(bytes);
      },
    });
  };
  const client = createClient({
    connect,
    timers,
    app: 'test',
    visibility: {
      get visible() {
        return visible;
      },
      subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    },
  });
  return {
    client,
    live,
    engineClock,
    timers,
    sent,
    connections: () => connections,
    cut: () => present?.close(),
    down: (value) => void (isDown = value),
    show(value) {
      visible = value;
      for (const listener of listeners) listener();
    },
  };
}

/** Lets everything that is under way in this process arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
