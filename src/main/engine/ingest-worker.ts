// Entry of the ingest worker: sockets, decoding and the only writer, away from everything else.
import { parentPort, workerData } from 'node:worker_threads';
import { startIngestCore, type IngestCore } from './ingest-core.ts';
import type { FromIngest, IngestData, ToIngest } from './ingest-messages.ts';
import { packError } from './packed-error.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromIngest): void => port.postMessage(message);

const data: IngestData = workerData;
startIngestCore(data, send).then(
  (core) => port.on('message', (message: ToIngest) => void answer(core, message)),
  (error: unknown) => send({ kind: 'unable', error: packError(error) }),
);

async function answer({ handlers }: IngestCore, { id, call, request }: ToIngest): Promise<void> {
  try {
    // The pair of call and request was checked where it was sent.
    const handler = handlers[call] as (request: unknown) => unknown;
    send({ kind: 'answer', id, answer: await handler(request) });
  } catch (error) {
    send({ kind: 'failed', id, error: packError(error) });
  }
}
