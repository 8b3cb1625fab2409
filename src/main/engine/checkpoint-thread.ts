// The ingest worker's end of the checkpoint worker: started with the first checkpoint, which only a busy
// run needs, and ended when there was none for a while: a thread costs memory.
import { Worker } from 'node:worker_threads';
import { workerUrl } from './program-files.ts';

export interface CheckpointThread {
  /** Resolves when the WAL of the run file was moved as far as possible; rejects when it could not be. */
  checkpoint(path: string): Promise<void>;
  /** Rejects what is still to be done. */
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  /** In the order in which the worker answers. */
  readonly asked: { readonly resolve: () => void; readonly reject: (error: Error) => void }[];
}

const idleMillis = 2000;

/** @param idle milliseconds without a checkpoint after which the thread ends */
export function createCheckpointThread(
  idle: number = idleMillis,
  start: () => Worker = startCheckpointWorker,
): CheckpointThread {
  let thread: Thread | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    const { worker } = thread ?? {};
    thread = undefined;
    await worker?.terminate();
  }

  function begin(): Thread {
    const begun: Thread = { worker: start(), asked: [] };
    let reason = 'the checkpoint worker ended';
    begun.worker.unref();
    begun.worker.on('message', (failure: string | undefined) => {
      const asker = begun.asked.shift();
      if (failure === undefined) asker?.resolve();
      else asker?.reject(new Error(failure));
      if (begun.asked.length === 0 && thread === begun) timer = setTimeout(() => void end(), idle).unref();
    });
    // It may die at any time, between two checkpoints too; the next one starts another.
    begun.worker.on('error', (cause) => {
      reason = String(cause);
    });
    begun.worker.on('exit', () => {
      if (thread === begun) thread = undefined;
      for (const { reject } of begun.asked.splice(0)) reject(new Error(reason));
    });
    return begun;
  }

  return {
    checkpoint(path) {
      clearTimeout(timer);
      const { worker, asked } = (thread ??= begin());
      return new Promise((resolve, reject) => {
        asked.push({ resolve, reject });
        worker.postMessage(path);
      });
    },
    close: end,
  };
}

function startCheckpointWorker(): Worker {
  return new Worker(workerUrl('checkpoint-worker'), {
    name: 'otterscope-checkpoint',
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  });
}
