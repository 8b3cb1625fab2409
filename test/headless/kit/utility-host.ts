// Runs the engine process' entry in a worker whose own port stands in for Electron's `process.parentPort`.
import { parentPort } from 'node:worker_threads';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
Object.assign(process, {
  parentPort: {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (_: 'message', listener: (event: unknown) => void) =>
      port.on('message', (message: { data: unknown; ports: unknown }) => listener(message)),
  },
});
await import('../../../src/main/engine/engine-process.ts');
