// Entry of the worker of one export: makes the next piece when it is asked for one, and holds nothing else meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import type { ExportWorkerData, FromExport, ToExport } from './export-messages.ts';
import { estimateExport } from './export-estimate.ts';
import { exportPieces } from './export-pieces.ts';
import { previewRedaction } from './export-preview.ts';
import { packError } from './packed-error.ts';
import { profilePieces } from './profile-pieces.ts';
import { ContractError } from '../../contract/errors.ts';

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker');
const { task, cancel }: ExportWorkerData = workerData;
const flag = new Int32Array(cancel);
const alive = (): void => {
  if (Atomics.load(flag, 0) !== 0) throw new ContractError('cancelled', 'The export was cancelled.');
};
const pieces =
  task.kind === 'export' ? exportPieces(task, alive) : task.kind === 'profile' ? profilePieces(task, alive) : undefined;

async function answer(): Promise<FromExport> {
  try {
    if (task.kind === 'preview') return { kind: 'preview', preview: previewRedaction(task.order, task.path, alive) };
    if (task.kind === 'estimate') return { kind: 'estimate', estimate: estimateExport(task.order, task.path, alive) };
    const next = await pieces?.next();
    if (next === undefined || next.done === true)
      return { kind: 'piece', piece: { bytes: new Uint8Array(0), items: 0, logs: 0, samples: 0, last: true } };
    return { kind: 'piece', piece: { ...next.value, last: false } };
  } catch (error) {
    return { kind: 'failed', error: packError(error) };
  }
}

port.on('message', (message: ToExport) => {
  if (message === 'next') void answer().then((one) => port.postMessage(one));
  // A finished generator answers at once; a waiting one removes its file.
  else void pieces?.return(undefined).finally(() => port.close());
  if (message === 'end' && pieces === undefined) port.close();
});
