// Entry of the collect worker: connections to services that do not send by themselves, away from receiving and answering.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Payload, Receipt } from '../../contract/ingest.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import { createCaptures } from '../collect/captures/captures.ts';
import { createCollectors } from '../collect/collectors.ts';
import { collectorKinds } from '../collect/kinds.ts';
import { createLlamaStackCollector } from '../collect/llama-stack/collect-llama-stack.ts';
import { LlamaStackRecords } from '../decode/foreign/llama-stack-records.ts';
import { openKeptPlaces } from '../collect/kept-places.ts';
import { createCollectLogFiles } from '../collect/log-files/collect-log-files.ts';
import { createPlaces } from '../collect/log-files/places.ts';
import { createLineReader } from '../decode/log-lines/line-reader.ts';
import type { CollectData, FromCollect, StoredProfile, ToCollect } from './collect-messages.ts';
import { createCollectStore } from './collect-store.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromCollect): void => port.postMessage(message);
const now = () => unixNanosOfMillis(performance.timeOrigin + performance.now());

const waiting = new Map<number, (receipt: Receipt) => void>();
let nextRequest = 1;
function sendLive(payload: Payload): Promise<Receipt> {
  const request = nextRequest++;
  return new Promise((resolve) => {
    waiting.set(request, resolve);
    send({ kind: 'request', request, payload });
  });
}

/** Milliseconds between two messages of statuses; rates fall also while nothing happens. */
const pace = 100;
const slowPace = 1000;
let told = '';
let timer: NodeJS.Timeout | undefined;
let captureTimer: NodeJS.Timeout | undefined;
function tell(): void {
  timer = undefined;
  const { statuses } = collectors;
  const text = JSON.stringify(statuses);
  if (text !== told) send({ kind: 'statuses', statuses });
  told = text;
}
setInterval(tell, slowPace).unref();

const keeping = new Map<number, (stored: StoredProfile) => void>();
const captures = createCaptures({
  async store(profile, signal) {
    const request = nextRequest++;
    const cancel = (): void => send({ kind: 'profileCancelled', request });
    const answer = await new Promise<StoredProfile>((resolve) => {
      keeping.set(request, resolve);
      send({ kind: 'profile', request, profile });
      signal.addEventListener('abort', cancel, { once: true });
    });
    signal.removeEventListener('abort', cancel);
    if (answer.kind === 'failed') throw new Error(answer.why);
    return { run: answer.run, profile: answer.profile };
  },
  now,
  onStatus() {
    captureTimer ??= setTimeout(tellCaptures, pace);
  },
});
function tellCaptures(): void {
  captureTimer = undefined;
  send({ kind: 'captures', captures: captures.statuses });
}

const { folder, life }: CollectData = workerData;
const logFiles = createCollectLogFiles({ createReader: createLineReader, places: createPlaces(folder) });
const llamaStack = createLlamaStackCollector((nameless) => new LlamaStackRecords(nameless));
const places = openKeptPlaces(
  join(folder, 'places.json'),
  (message) =>
    send({ kind: 'problem', problem: { code: 'collect-failed', severity: 'warning', subject: 'places', message } }),
  life,
);
const collectors = createCollectors(
  { ...collectorKinds, 'log-files': logFiles, 'llama-stack': llamaStack },
  {
    store: createCollectStore(sendLive, now),
    report: (problem) => send({ kind: 'problem', problem }),
    now,
    onStatus() {
      timer ??= setTimeout(tell, pace);
    },
  },
  places,
);

port.on('message', (message: ToCollect) => {
  switch (message.kind) {
    case 'use':
      void collectors.use(message.collectors);
      return;
    case 'retry':
      return collectors.retry(message.id);
    case 'try':
      void collectors.try(message.collector).then((outcome) => send({ kind: 'trial', trial: message.trial, outcome }));
      return;
    case 'receipt':
      waiting.get(message.request)?.(message.receipt);
      waiting.delete(message.request);
      return;
    case 'capture':
      return captures.start(message.id, message.order);
    case 'cancelCapture':
      return captures.cancel(message.id);
    case 'clearCaptures':
      return captures.clear();
    case 'profileStored':
      keeping.get(message.request)?.(message.stored);
      keeping.delete(message.request);
      return;
    case 'close':
      void Promise.all([collectors.close(), captures.close()]).then(() => {
        clearTimeout(timer);
        clearTimeout(captureTimer);
        send({ kind: 'closed' });
      });
      return;
  }
});
