// Entry of the import worker: files are read and decoded here, so that neither receiving nor answering waits for them.
import { parentPort } from 'node:worker_threads';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import { importFile } from './import-file.ts';
import type { FromImport, ImportOrder, ImportProgress, ToImport } from './import-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromImport): void => port.postMessage(message);

const running = new Map<number, AbortController>();
const waiting = new Map<number, (receipt: Receipt) => void>();
let nextRequest = 1;
/** Least milliseconds between two messages of progress of one import. */
const pace = 100;

function sendLive(payload: Payload): Promise<Receipt> {
  const request = nextRequest++;
  return new Promise((resolve) => {
    waiting.set(request, resolve);
    send({ kind: 'request', request, payload });
  });
}

async function run(job: number, order: ImportOrder): Promise<void> {
  const abort = new AbortController();
  running.set(job, abort);
  let toldAt = -Infinity;
  const onProgress = (progress: ImportProgress): void => {
    const now = performance.now();
    if (now - toldAt < pace) return;
    toldAt = now;
    send({ kind: 'progress', job, progress });
  };
  const outcome = await importFile(order, { sendLive, signal: abort.signal, onProgress });
  running.delete(job);
  send({ kind: 'outcome', job, outcome });
}

port.on('message', (message: ToImport) => {
  switch (message.kind) {
    case 'import':
      void run(message.job, message.order);
      return;
    case 'cancel':
      running.get(message.job)?.abort();
      return;
    case 'receipt':
      waiting.get(message.request)?.(message.receipt);
      waiting.delete(message.request);
      return;
  }
});
