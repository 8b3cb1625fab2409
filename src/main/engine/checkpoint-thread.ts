// The ingest worker's end of the checkpoint worker: started with the first checkpoint, which only a busy
// run needs, and ended when there was none for a while: a thread costs memory.
import { Worker } from 'node:worker_threads';
import { workerUrl } from './program-files.ts';

export interface CheckpointThread {
  /** Resolves when the WAL of the run file was moved as far as possible; rejects when it could not be. One at a time. */
  checkpoint(path: string): Promise<void>;
  close(): Promise<void>;
}

const idleMillis = 2000;

/** @param idle milliseconds without a checkpoint after which the thread ends */
export function createCheckpointThread(idle: number = idleMillis): CheckpointThread {
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(timer);
    const thread = worker;
    worker = undefined;
    await thread?.terminate();
  }

  function started(): Worker {
    const thread = new Worker(workerUrl('checkpoint-worker'), {
      name: 'otterscope-checkpoint',
      resourceLimits: { maxYoungGenerationSizeMb: 2 },
    });
    thread.unref();
    thread.on('exit', () => {
      if (worker === thread) worker = undefined;
    });
    return thread;
  }

  return {
    checkpoint(path) {
      clearTimeout(timer);
      const thread = (worker ??= started());
      return new Promise((resolve, reject) => {
        const settle = (failure?: string): void => {
          thread.off('message', settle).off('error', fail).off('exit', gone);
          timer = setTimeout(() => void end(), idle).unref();
          if (failure === undefined) resolve();
          else reject(new Error(failure));
        };
        const fail = (cause: unknown): void => settle(String(cause));
        const gone = (): void => settle('the checkpoint worker ended');
        thread.on('message', settle).on('error', fail).on('exit', gone);
        thread.postMessage(path);
      });
    },
    close: end,
  };
}
