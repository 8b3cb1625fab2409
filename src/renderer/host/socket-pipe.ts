// A WebSocket to the engine as a pipe (browser). Answers once the socket is open.
import type { Pipe } from '../../contract/pipe.ts';

export function openSocketPipe(url: string): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    const early: Uint8Array[] = [];
    let deliver = (bytes: Uint8Array): void => void early.push(bytes);
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.data instanceof ArrayBuffer) deliver(new Uint8Array(event.data));
    });
    socket.addEventListener('close', () => reject(new Error('The engine cannot be reached.')), { once: true });
    socket.addEventListener(
      'open',
      () =>
        resolve({
          get queued() {
            return socket.bufferedAmount;
          },
          send(bytes) {
            // a view over a shared buffer is not what msgpack makes
            if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>);
          },
          onMessage(listener) {
            deliver = listener;
            for (const bytes of early.splice(0)) listener(bytes);
          },
          onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
          close: () => socket.close(),
        }),
      { once: true },
    );
  });
}
