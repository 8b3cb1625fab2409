// A session with a scripted asker at one end of a memory pipe, and a plain frame reader at the other.
import { decodeFrame, encodeFrame, type Frame } from '../../../src/contract/frames.ts';
import type { Pipe } from '../../../src/contract/pipe.ts';
import { createLive, type Live } from '../../../src/main/live/live.ts';
import type { Asker } from '../../../src/main/serve/asker.ts';
import { memoryPipe } from '../../support/memory-pipe.ts';
import { serveSession } from '../../../src/main/serve/session.ts';
import { handClock, type HandClock } from '../live/hand-clock.ts';

export interface SessionKit {
  readonly client: Pipe;
  readonly clock: HandClock;
  readonly live: Live;
  readonly bugs: string[];
  readonly frames: Frame[];
  send(frame: Frame): void;
  /** The first frame, past or future, that fits. */
  frame<K extends Frame['kind']>(kind: K, id?: number): Promise<Extract<Frame, { kind: K }>>;
  closed(): boolean;
}

export function sessionKit(ask: Asker, wrap: (pipe: Pipe) => Pipe = (pipe) => pipe): SessionKit {
  const [server, client] = memoryPipe();
  const clock = handClock();
  const live = createLive(clock);
  const bugs: string[] = [];
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let closed = false;
  client.onClose(() => (closed = true));
  client.onMessage((bytes) => {
    frames.push(decodeFrame(bytes));
    for (const one of waiting) one();
  });
  serveSession(wrap(server), { ask, live, app: '1.2.3', onBug: (where) => bugs.push(where) });
  return {
    client,
    clock,
    live,
    bugs,
    frames,
    send: (frame) => client.send(encodeFrame(frame)),
    frame: (kind, id) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = frames.find((one) => one.kind === kind && (id === undefined || ('id' in one && one.id === id)));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        look();
      }),
    closed: () => closed,
  };
}
