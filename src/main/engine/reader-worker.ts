// Entry of a reader worker: read-only connections and every question to a run file, one after the other.
// The engine cancels by writing the question's id into shared memory, which a running statement looks at.
import { parentPort, workerData } from 'node:worker_threads';
import { packError } from './packed-error.ts';
import { createReaderCore } from './reader-core.ts';
import type { FromReader, ReaderData, ToReader } from './reader-messages.ts';
import { ContractError } from '../../contract/errors.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const send = (message: FromReader): void => port.postMessage(message);

const { cancel }: ReaderData = workerData;
const flag = new Int32Array(cancel);
const now = { running: 0 };
const answer = createReaderCore(() => {
  if (Atomics.load(flag, 0) === now.running) throw new ContractError('cancelled', 'the call was cancelled');
});

send({ kind: 'ready' });
port.on('message', ({ id, question }: ToReader) => {
  now.running = id;
  try {
    send({ id, kind: 'answer', answer: answer(question) });
  } catch (error) {
    send({ id, kind: 'failed', error: packError(error) });
  }
});
