// Entry of the checkpoint worker: moves the live run's WAL into its file, so that no commit has to wait for the disk.
import { parentPort } from 'node:worker_threads';
import { checkpointRun } from '../store/checkpoint.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');

port.on('message', (path: string) => {
  let failure: string | undefined;
  try {
    checkpointRun(path);
  } catch (cause) {
    failure = String(cause);
  }
  port.postMessage(failure);
});
