// A MessagePort to the engine as a pipe (desktop).
import type { Pipe } from '../../contract/pipe.ts';

export function portPipe(port: MessagePort): Pipe {
  const closeListeners = new Set<() => void>();
  let open = true;
  const closed = (): void => {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener();
  };
  port.addEventListener('close', closed);
  return {
    queued: 0,
    send(bytes) {
      if (open) port.postMessage(bytes);
    },
    onMessage(listener) {
      port.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof Uint8Array) listener(event.data);
        else if (event.data instanceof ArrayBuffer) listener(new Uint8Array(event.data));
      });
      port.start();
    },
    onClose: (listener) => void closeListeners.add(listener),
    close() {
      port.close();
      closed();
    },
  };
}
