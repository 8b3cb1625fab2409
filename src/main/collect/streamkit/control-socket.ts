// The envelope of StreamKit's control plane: requests with a correlation id and their responses, and events in between.
//   {"type":"request"|"response"|"event","correlation_id":string?,"payload":{"action"|"event":...}}
import { randomUUID } from 'node:crypto';
import { CollectFailure } from '../collector.ts';
import type { SourceSocket } from '../web-socket.ts';

export type Payload = Readonly<Record<string, unknown>>;

export interface ControlSocket {
  /** Resolves with the payload of the response. Rejects with CollectFailure on `error`, or after five seconds. */
  ask(action: string, fields?: Payload): Promise<Payload>;
  /** Reads until the other side closes; each event is handed on before the next frame is read. */
  run(listener: ControlListener): Promise<void>;
}

export interface ControlListener {
  /** `size`: UTF-16 units of its frame. */
  event(name: string, payload: Payload, size: number): Promise<void> | void;
  /** A frame that could not be understood. */
  garbage(why: string): void;
  /** The server complains without having been asked. */
  complaint(words: string): void;
}

const patience = 5000;

export function controlSocket(socket: SourceSocket): ControlSocket {
  const asked = new Map<
    string,
    { readonly resolve: (payload: Payload) => void; readonly reject: (error: Error) => void }
  >();

  return {
    ask(action, fields = {}) {
      const id = randomUUID();
      return new Promise<Payload>((resolve, reject) => {
        const timer = setTimeout(() => {
          asked.delete(id);
          reject(new CollectFailure(`it did not answer ${action} within ${patience / 1000} s`));
        }, patience);
        const done = (settle: () => void): void => {
          clearTimeout(timer);
          asked.delete(id);
          settle();
        };
        asked.set(id, {
          resolve: (payload) => done(() => resolve(payload)),
          reject: (error) => done(() => reject(error)),
        });
        socket.send(JSON.stringify({ type: 'request', correlation_id: id, payload: { action, ...fields } }));
      });
    },
    async run(listener) {
      try {
        for await (const frame of socket.frames()) {
          const message = messageOf(frame);
          const event = message?.type === 'event' ? message.payload['event'] : undefined;
          if (typeof event === 'string') await listener.event(event, message?.payload ?? {}, frame.length);
          else if (message?.type === 'response') answer(message.id, message.payload, listener);
          else listener.garbage(`a frame is no message of the control plane: ${frame.slice(0, 80)}`);
        }
      } finally {
        for (const { reject } of asked.values()) reject(new CollectFailure('the connection was closed'));
      }
    },
  };

  function answer(id: string, payload: Payload, listener: ControlListener): void {
    const waiting = asked.get(id);
    if (payload['action'] !== 'error') return waiting?.resolve(payload);
    const { message } = payload;
    const words = `it answered: ${typeof message === 'string' ? message : 'an error without words'}`;
    if (waiting === undefined) listener.complaint(words);
    else waiting.reject(new CollectFailure(words));
  }
}

function messageOf(
  frame: string,
): { readonly type: string; readonly id: string; readonly payload: Payload } | undefined {
  let found: unknown;
  try {
    found = JSON.parse(frame);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null || !('type' in found) || !('payload' in found)) return undefined;
  const { type, payload } = found;
  if (typeof type !== 'string' || typeof payload !== 'object' || payload === null) return undefined;
  const id = 'correlation_id' in found && typeof found.correlation_id === 'string' ? found.correlation_id : '';
  return { type, id, payload: payload as Payload };
}
