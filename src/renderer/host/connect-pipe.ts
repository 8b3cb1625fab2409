// Opens the way to the engine: a port brokered by the desktop shell, or a WebSocket to the server of this page.
import type { HostBridge } from '../../contract/host.ts';
import type { Pipe } from '../../contract/pipe.ts';
import { portPipe } from './port-pipe.ts';
import { openSocketPipe } from './socket-pipe.ts';

/** How long the shell may take to hand over a port, milliseconds; the engine may be restarting. */
const portWait = 15_000;

export function connectPipe(bridge: HostBridge | undefined): Promise<Pipe> {
  if (bridge !== undefined) return requestPort(bridge);
  return openSocketPipe(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/pipe`);
}

function requestPort(bridge: HostBridge): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      window.removeEventListener('message', onMessage);
      clearTimeout(timer);
    };
    const onMessage = (event: MessageEvent<unknown>): void => {
      // only this window itself (its preload) may hand over a port
      if (event.source !== window || event.origin !== location.origin || !isPortMessage(event.data)) return;
      const port = event.ports[0];
      if (port === undefined) return;
      stop();
      resolve(portPipe(port));
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('The engine did not answer.'));
    }, portWait);
    window.addEventListener('message', onMessage);
    bridge.requestPort();
  });
}

function isPortMessage(data: unknown): boolean {
  return (
    data === 'otterscope:port' ||
    (typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'otterscope:port')
  );
}
