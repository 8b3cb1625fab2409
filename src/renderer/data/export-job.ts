// The one export that this window has under way, and how it ended. It goes on when the dialog is closed.
import { create } from 'zustand';
import { ContractError } from '../../contract/errors.ts';
import type { ExportCounts, ExportOrder, ExportStarted } from '../../contract/exports.ts';
import type { ProfileFileOrder } from '../../contract/profiles/files.ts';
import type { Host } from '../host/host.ts';
import type { Client } from './client.ts';

/** What items are: rows of the table of traces, or of that of a query, nothing that counts; else spans, log records and samples. */
type ExportedRows = 'traces' | 'query' | 'profile' | 'records';

export type ExportJob =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      readonly name: string;
      readonly items: number;
      readonly bytes: number;
      readonly expected: number | undefined;
    }
  | ({
      readonly kind: 'done';
      readonly name: string;
      readonly rows: ExportedRows;
      readonly bytes: number;
    } & ExportCounts)
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly cancelled: boolean };

interface JobState {
  readonly job: ExportJob;
  readonly abort: AbortController | undefined;
}

export const useExportJob = create<JobState>(() => ({ job: { kind: 'none' }, abort: undefined }));

export function cancelExport(): void {
  useExportJob.getState().abort?.abort();
}

/** Before another one is set up. */
export function forgetExport(): void {
  if (useExportJob.getState().job.kind !== 'running')
    useExportJob.setState({ job: { kind: 'none' }, abort: undefined });
}

/** Milliseconds between two looks at an export that the engine writes. */
const lookMillis = 200;
/** Pieces are put into a Blob in such portions, which the browser may keep on disk. */
const portionBytes = 8 << 20;

/** Resolves when it ended, however; the store says how. */
export function runExport(client: Client, host: Host, order: ExportOrder): Promise<void> {
  return follow(client, host, rowsOf(order), (signal) => client.call('export.start', order, signal));
}

/** A file made of a view of a profile; as `runExport`. */
export function runProfileExport(client: Client, host: Host, order: ProfileFileOrder): Promise<void> {
  return follow(client, host, 'profile', (signal) => client.call('profiles.export', order, signal));
}

async function follow(
  client: Client,
  host: Host,
  rows: ExportedRows,
  start: (signal: AbortSignal) => Promise<ExportStarted>,
): Promise<void> {
  if (useExportJob.getState().job.kind === 'running') return;
  const abort = new AbortController();
  const show = (job: ExportJob): void => useExportJob.setState({ job, abort });
  show({ kind: 'running', name: '', items: 0, bytes: 0, expected: undefined });
  let started: ExportStarted | undefined;
  try {
    started = await start(abort.signal);
    const progress = reporter(started, show);
    const saved =
      host.saveExport === undefined
        ? await download(client, host, started, progress, abort.signal)
        : await written(client, started, await host.saveExport(started.export, started.name), progress, abort.signal);
    if (saved === undefined) throw new ContractError('cancelled', '');
    show({ kind: 'done', name: started.name, rows, ...saved });
  } catch (error) {
    const cancelled = error instanceof ContractError && error.code === 'cancelled';
    const message = error instanceof Error ? error.message : String(error);
    show({ kind: 'failed', name: started?.name ?? '', message, cancelled });
    if (started !== undefined) void client.call('export.cancel', { export: started.export }).catch(() => undefined);
  }
}

function rowsOf({ what, table }: ExportOrder): ExportedRows {
  if (what.kind === 'query') return 'query';
  return table === 'traces' ? 'traces' : 'records';
}

interface Progress extends ExportCounts {
  readonly bytes: number;
}

function reporter({ name, expected }: ExportStarted, show: (job: ExportJob) => void): (progress: Progress) => void {
  return ({ items, bytes }) => show({ kind: 'running', name, items, bytes, expected });
}

async function download(
  client: Client,
  host: Host,
  started: ExportStarted,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Progress | undefined> {
  const parts: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let portion = 0;
  let [items, logs, samples, bytes] = [0, 0, 0, 0];
  const put = (): void => {
    parts.push(new Blob(waiting));
    waiting = [];
    portion = 0;
  };
  for (;;) {
    const piece = await client.call('export.piece', { export: started.export }, signal);
    waiting.push(new Uint8Array(piece.bytes));
    portion += piece.bytes.length;
    items += piece.items;
    logs += piece.logs;
    samples += piece.samples;
    bytes += piece.bytes.length;
    if (portion >= portionBytes) put();
    progress({ items, logs, samples, bytes });
    if (piece.last) break;
  }
  put();
  const saved = await host.save(started.name, new Blob(parts, { type: started.mediaType }));
  return saved ? { items, logs, samples, bytes } : undefined;
}

/** Follows what the engine writes into the file that the user chose. */
async function written(
  client: Client,
  started: ExportStarted,
  chosen: boolean,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Progress | undefined> {
  if (!chosen) return undefined;
  for (;;) {
    const state = await client.call('export.state', { export: started.export }, signal);
    if (state.kind === 'done') return state;
    if (state.kind === 'failed') throw new Error(state.message);
    progress(state);
    await new Promise((wake) => setTimeout(wake, lookMillis));
  }
}
