// Exports that are under way: started by a window, a program or the command line, read piece by piece or written into a
// file. Each has a thread of its own; one that nobody asks for is given up.
import { randomUUID } from 'node:crypto';
import type { ExportTask } from './export-messages.ts';
import { exportMediaType, exportName } from './export-name.ts';
import { rulesOf } from './export-pieces.ts';
import { checkOrder, signalsOf, tableOf } from './export-signals.ts';
import { profileFileName } from './profile-file-name.ts';
import { startExportThread, type ExportThread } from './export-thread.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { RunShelf } from './run-shelf.ts';
import { writeStream } from './write-stream.ts';
import { ContractError } from '../../contract/errors.ts';
import type {
  ExportEstimate,
  ExportOrder,
  ExportPiece,
  ExportStarted,
  ExportState,
  RedactionPreview,
} from '../../contract/exports.ts';
import type { ProfileFileOrder } from '../../contract/profiles/files.ts';

export interface ExportStream {
  readonly name: string;
  readonly mediaType: string;
  /** Ends the export when it is left. Throws ContractError. */
  readonly pieces: AsyncGenerator<Uint8Array>;
}

export interface ExportService {
  start(order: ExportOrder): Promise<ExportStarted>;
  /** Followed, written and cancelled as all others. */
  startProfile(order: ProfileFileOrder): ExportStarted;
  piece(id: string): Promise<ExportPiece>;
  state(id: string): ExportState;
  cancel(id: string): Promise<void>;
  /** Writes a started export into a file; what comes of it stands in its state. */
  write(id: string, path: string): void;
  stream(order: ExportOrder, signal: AbortSignal): ExportStream;
  preview(
    order: Pick<ExportOrder, 'run' | 'what' | 'signal' | 'table' | 'redact'>,
    signal: AbortSignal,
  ): Promise<RedactionPreview>;
  /** A sample is read, in a thread that ends with it. */
  estimate(order: ExportOrder, signal: AbortSignal): Promise<ExportEstimate>;
  close(): Promise<void>;
}

export interface ExportServiceParts {
  readonly shelf: Pick<RunShelf, 'find'>;
  readonly pool: Pick<ReaderPool, 'ask'>;
  /** Folder for files that are being made; emptied at every start. */
  readonly workFolder: string;
}

interface Open {
  readonly task: ExportTask;
  thread: ExportThread | undefined;
  kind: ExportState['kind'];
  /** A file is not done before it has its name. */
  writing: boolean;
  items: number;
  logs: number;
  samples: number;
  bytes: number;
  message: string;
  /** Nobody asked for so long: it is given up; one that is over is forgotten. */
  timer: NodeJS.Timeout | undefined;
}

const mostOpen = 6;
const idleMillis = 60_000;
/** Somebody may take their time to choose a file. */
const choosingMillis = 15 * 60_000;

export function createExportService({ shelf, pool, workFolder }: ExportServiceParts): ExportService {
  const exports = new Map<string, Open>();

  /** An order that can be, and the file of its run. */
  function checked(order: ExportOrder): string {
    rulesOf(order);
    checkOrder(order);
    return shelf.find(order.run).path;
  }

  function open(task: ExportTask): [string, Open] {
    if ([...exports.values()].filter((one) => one.kind === 'waiting' || one.kind === 'running').length >= mostOpen)
      throw new ContractError('busy', 'Too many exports are under way; wait for one to end, or cancel it.');
    const id = randomUUID();
    const opened: Open = {
      task,
      thread: undefined,
      kind: 'waiting',
      writing: false,
      items: 0,
      logs: 0,
      samples: 0,
      bytes: 0,
      message: '',
      timer: undefined,
    };
    exports.set(id, opened);
    rearm(id, opened);
    return [id, opened];
  }

  function rearm(id: string, one: Open): void {
    clearTimeout(one.timer);
    const patience = one.kind === 'waiting' ? choosingMillis : idleMillis;
    one.timer = setTimeout(() => void forget(id), patience).unref();
  }

  async function forget(id: string): Promise<void> {
    const one = exports.get(id);
    exports.delete(id);
    clearTimeout(one?.timer);
    await one?.thread?.end();
  }

  function known(id: string): Open {
    const one = exports.get(id);
    if (one === undefined) throw new ContractError('not-found', 'There is no such export any more.');
    return one;
  }

  async function next(id: string, one: Open): Promise<ExportPiece> {
    if (one.kind === 'done') throw new ContractError('bad-request', 'The last piece of this export was given out.');
    if (one.kind === 'failed') throw new ContractError('cancelled', one.message);
    clearTimeout(one.timer);
    one.thread ??= startExportThread(one.task);
    one.kind = 'running';
    try {
      const answer = await one.thread.next();
      if (answer.kind !== 'piece') throw new TypeError('an export answers pieces');
      one.items += answer.piece.items;
      one.logs += answer.piece.logs;
      one.samples += answer.piece.samples;
      one.bytes += answer.piece.bytes.length;
      if (answer.piece.last) await end(one, 'done', '');
      return answer.piece;
    } catch (error) {
      await end(one, 'failed', error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      if (exports.has(id)) rearm(id, one);
    }
  }

  async function end(one: Open, kind: 'done' | 'failed', message: string): Promise<void> {
    one.kind = kind;
    one.message = message;
    await one.thread?.end();
  }

  async function* piecesOf(id: string, one: Open): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { bytes, last } = await next(id, one);
        if (bytes.length > 0) yield bytes;
        if (last) return;
      }
    } finally {
      if (one.kind === 'running' || one.kind === 'waiting') await end(one, 'failed', 'The export was cancelled.');
    }
  }

  return {
    async start(order) {
      const path = checked(order);
      const [id] = open({ kind: 'export', order, path, workFolder });
      try {
        return {
          export: id,
          name: exportName(order, path),
          mediaType: exportMediaType(order),
          expected: await expectedOf(order, path, pool),
        };
      } catch (error) {
        await forget(id);
        throw error;
      }
    },
    startProfile(order) {
      const { view } = order;
      const runs = [view, ...(view.base === undefined ? [] : [view.base])].map(({ run }) => shelf.find(run));
      const [id] = open({
        kind: 'profile',
        order,
        runs: runs.map(({ id: run, path }) => ({ id: run, path })),
      });
      return { export: id, ...profileFileName(order), expected: undefined };
    },
    piece: (id) => next(id, known(id)),
    state(id) {
      const { kind, writing, items, logs, samples, bytes, message } = known(id);
      return { kind: writing && kind === 'done' ? 'running' : kind, items, logs, samples, bytes, message };
    },
    async cancel(id) {
      const one = exports.get(id);
      if (one === undefined || one.kind === 'done' || one.kind === 'failed') return;
      await end(one, 'failed', 'The export was cancelled.');
    },
    write(id, path) {
      const one = known(id);
      if (one.kind !== 'waiting') throw new ContractError('bad-request', 'This export is under way already.');
      clearTimeout(one.timer);
      one.kind = 'running';
      one.writing = true;
      writeStream(path, piecesOf(id, one))
        .catch((error: unknown) => {
          one.kind = 'failed';
          one.message = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          one.writing = false;
        });
    },
    stream(order, signal) {
      const path = checked(order);
      const [id, one] = open({ kind: 'export', order, path, workFolder });
      const giveUp = (): void => void end(one, 'failed', 'The export was cancelled.');
      signal.addEventListener('abort', giveUp, { once: true });
      return { name: exportName(order, path), mediaType: exportMediaType(order), pieces: streamOf(id, one) };

      async function* streamOf(...stream: Parameters<typeof piecesOf>): AsyncGenerator<Uint8Array> {
        try {
          yield* piecesOf(...stream);
        } finally {
          signal.removeEventListener('abort', giveUp);
          await forget(id);
        }
      }
    },
    async preview(order, signal) {
      rulesOf(order);
      const { path } = shelf.find(order.run);
      const answer = await answerOf({ kind: 'preview', order, path }, signal);
      if (answer.kind !== 'preview') throw new TypeError('a preview was asked for');
      return answer.preview;
    },
    async estimate(order, signal) {
      rulesOf(order);
      checkOrder(order);
      const { path } = shelf.find(order.run);
      const answer = await answerOf({ kind: 'estimate', order, path }, signal);
      if (answer.kind !== 'estimate') throw new TypeError('an estimate was asked for');
      return answer.estimate;
    },
    async close() {
      await Promise.all([...exports.keys()].map(forget));
    },
  };
}

/** The one answer of a thread of its own. */
async function answerOf(task: ExportTask, signal: AbortSignal): ReturnType<ExportThread['next']> {
  const thread = startExportThread(task);
  const giveUp = (): void => void thread.end();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await thread.next();
  } finally {
    signal.removeEventListener('abort', giveUp);
    await thread.end();
  }
}

/** Of a whole run its counters tell; of a selection nothing is known before it is read. */
async function expectedOf(
  order: ExportOrder,
  path: string,
  pool: Pick<ReaderPool, 'ask'>,
): Promise<number | undefined> {
  const { what, format } = order;
  const ofTraces = format === 'csv' && tableOf(order) === 'traces';
  if (what.kind !== 'run') return what.kind === 'traces' && ofTraces ? what.traceIds.length : undefined;
  const { traces, spans, logs, samples, evicted } = await pool.ask({ kind: 'describe', path });
  if (ofTraces) return traces;
  const stored = { traces: spans - evicted.spans, logs: logs - evicted.logs, metrics: samples - evicted.samples };
  return signalsOf(order).reduce((sum, signal) => sum + stored[signal], 0);
}
