// A pipe over a WebSocket (`ws`), one binary message per frame. Text messages break the protocol and end it.
import { WebSocket, type RawData } from 'ws';
import type { Pipe } from '../../contract/pipe.ts';

export function socketPipe(socket: WebSocket): Pipe {
  // `ws` reports a broken message or connection as an error and then closes; the close is what matters here.
  socket.on('error', () => undefined);
  return {
    get queued() {
      return socket.bufferedAmount;
    },
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes, { binary: true });
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) listener(flat(data));
        else socket.close(1003, 'binary messages only');
      });
    },
    onClose(listener) {
      socket.once('close', listener);
    },
    close() {
      socket.close(1000);
    },
  };
}

function flat(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
