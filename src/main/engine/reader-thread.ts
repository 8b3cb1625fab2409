// The engine's end of one reader worker: one question at a time, so that a question still waiting can be dropped
// without the worker ever hearing of it.
import { Worker } from 'node:worker_threads';
import { packError, unpackError } from './packed-error.ts';
import type { FromReader, Question, ReaderData, ToReader } from './reader-messages.ts';
import { workerUrl } from './program-files.ts';
import { ContractError } from '../../contract/errors.ts';

export interface ReaderThread {
  /** Resolves when it has started: from then on a question takes what it takes. Never, when it dies before. */
  readonly ready: Promise<void>;
  /** One at a time. Rejects with ContractError `cancelled` soon after the signal fired, and with `internal` when the worker dies. */
  ask(question: Question, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

export function startReaderThread(onDeath: (reason: string) => void): ReaderThread {
  const cancel = new SharedArrayBuffer(4);
  const flag = new Int32Array(cancel);
  const worker = new Worker(workerUrl('reader-worker'), {
    workerData: { cancel } satisfies ReaderData,
    name: 'otterscope-reader',
    // A bound makes V8 collect earlier. Only a query over all series of a run that has as many as it may needs as much.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 768 },
  });
  let current:
    | { readonly id: number; readonly resolve: (answer: unknown) => void; readonly reject: (error: unknown) => void }
    | undefined;
  const ready = Promise.withResolvers<void>();
  let nextId = 1;
  let closing = false;
  let lastError = '';

  worker.on('message', (message: FromReader) => {
    if (message.kind === 'ready') return ready.resolve();
    if (message.id !== current?.id) return;
    const { resolve, reject } = current;
    current = undefined;
    if (message.kind === 'answer') resolve(message.answer);
    else reject(unpackError(message.error));
  });
  worker.on('error', (error: unknown) => {
    lastError = packError(error).message;
  });
  worker.on('exit', (code) => {
    if (closing) return;
    const reason = lastError === '' ? `exit code ${code}` : lastError;
    onDeath(reason);
    current?.reject(new ContractError('internal', `the reader stopped: ${reason}`));
    current = undefined;
  });

  return {
    ready: ready.promise,
    async ask(question, signal) {
      const id = nextId++;
      const giveUp = (): void => {
        Atomics.store(flag, 0, id);
      };
      signal?.addEventListener('abort', giveUp);
      try {
        return await new Promise((resolve, reject) => {
          current = { id, resolve, reject };
          worker.postMessage({ id, question } satisfies ToReader);
        });
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    async close() {
      closing = true;
      await worker.terminate();
      current?.reject(new ContractError('disconnected', 'the engine is closing'));
    },
  };
}
