// Entry of the import worker: files are read and decoded here, so that neither receiving nor answering waits for them.
import { parentPort } from 'node:worker_threads';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import type { AddedProfile } from '../store/new-profile.ts';
import { importFile } from './import-file.ts';
import type { FromImport, ImportOrder, ImportProgress, ProfileAsk, ToImport } from './import-messages.ts';
import { unpackError } from './packed-error.ts';
import type { InspectedProfile } from './profile-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromImport): void => port.postMessage(message);

const running = new Map<number, AbortController>();
const waiting = new Map<number, (receipt: Receipt) => void>();
const asking = new Map<number, PromiseWithResolvers<unknown>>();
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

function askProfiles(job: number, ask: ProfileAsk): Promise<unknown> {
  const request = nextRequest++;
  const answer = Promise.withResolvers<unknown>();
  asking.set(request, answer);
  send({ kind: 'profile', job, request, ask });
  return answer.promise;
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
  const outcome = await importFile(order, {
    sendLive,
    inspectProfile: async (file) => (await askProfiles(job, { kind: 'inspect', file })) as InspectedProfile,
    sendProfile: async (profile) => (await askProfiles(job, { kind: 'store', profile })) as AddedProfile,
    signal: abort.signal,
    onProgress,
  });
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
    case 'profileAnswer':
      asking.get(message.request)?.resolve(message.answer);
      asking.delete(message.request);
      return;
    case 'profileFailed':
      asking.get(message.request)?.reject(unpackError(message.error));
      asking.delete(message.request);
      return;
    case 'receipt':
      waiting.get(message.request)?.(message.receipt);
      waiting.delete(message.request);
      return;
  }
});
