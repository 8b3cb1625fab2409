// A pipe over a message port: worker_threads' MessagePort, or the MessagePortMain of an Electron utility process.
// The two differ in whether a listener gets the value or an event around it, and in whether buffers can move.
import type { Pipe } from '../../contract/pipe.ts';

/** What both kinds of port have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
  close(): void;
}

/** The returned pipe keeps the port alive. Anything but bytes that arrives is ignored. */
export function portPipe(port: PortLike): Pipe {
  let closed = false;
  return {
    queued: 0,
    send(bytes) {
      // A view of a shared pool would be cloned with its whole pool, so it gets a buffer of its own first.
      if (!closed) port.postMessage(bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes));
    },
    onMessage(listener) {
      port.on('message', (message) => {
        const bytes = bytesOf(message);
        if (bytes !== undefined) listener(bytes);
      });
      port.start?.();
    },
    onClose(listener) {
      port.on('close', () => {
        closed = true;
        listener();
      });
    },
    close() {
      closed = true;
      port.close();
    },
  };
}

function bytesOf(message: unknown): Uint8Array | undefined {
  if (message instanceof Uint8Array) return message;
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  // An event, as Electron's ports and the web's give it.
  return typeof message === 'object' && message !== null && 'data' in message ? bytesOf(message.data) : undefined;
}
