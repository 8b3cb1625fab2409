// The engine's end of the worker of one export.
import { Worker } from 'node:worker_threads';
import type { ExportTask, ExportWorkerData, FromExport, ToExport } from './export-messages.ts';
import { unpackError } from './packed-error.ts';
import { workerUrl } from './program-files.ts';
import { ContractError } from '../../contract/errors.ts';

export interface ExportThread {
  /** One at a time. Rejects with ContractError `cancelled` after `end`, else as the export fails. */
  next(): Promise<Exclude<FromExport, { readonly kind: 'failed' }>>;
  /** Stops what runs, removes what was written on the way, ends the thread. Safe to call twice. */
  end(): Promise<void>;
}

/** How long a cancelled export may take to clean up; a copy of a large run is one step of SQLite. */
const endMillis = 5000;

export function startExportThread(task: ExportTask): ExportThread {
  const cancel = new SharedArrayBuffer(4);
  const flag = new Int32Array(cancel);
  const worker = new Worker(workerUrl('export-worker'), {
    workerData: { task, cancel } satisfies ExportWorkerData,
    name: 'otterscope-export',
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: task.kind === 'profile' ? 2048 : 384 },
  });
  let waiting: PromiseWithResolvers<Exclude<FromExport, { readonly kind: 'failed' }>> | undefined;
  let reason = 'it ended by itself';
  let over = false;
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      over = true;
      waiting?.reject(stopped());
      waiting = undefined;
      resolve();
    });
  });

  const stopped = (): ContractError =>
    Atomics.load(flag, 0) === 1
      ? new ContractError('cancelled', 'The export was cancelled.')
      : new ContractError('internal', `the export stopped: ${reason}`);

  worker.on('message', (message: FromExport) => {
    const asker = waiting;
    waiting = undefined;
    if (message.kind === 'failed') asker?.reject(unpackError(message.error));
    else asker?.resolve(message);
  });
  worker.on('error', (error: unknown) => {
    reason = String(error);
  });
  const send = (message: ToExport): void => worker.postMessage(message);

  return {
    next() {
      if (over || Atomics.load(flag, 0) === 1) return Promise.reject(stopped());
      if (waiting !== undefined) return Promise.reject(new ContractError('bad-request', 'one piece at a time'));
      waiting = Promise.withResolvers();
      send('next');
      return waiting.promise;
    },
    async end() {
      Atomics.store(flag, 0, 1);
      if (over) return;
      send('end');
      const timer = setTimeout(() => void worker.terminate(), endMillis);
      await exited;
      clearTimeout(timer);
    },
  };
}
