// `otterscope tail`: prints log records or spans of the live run as they arrive, until it is interrupted or the engine ends.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import type { RequestOf } from '../../contract/methods.ts';
import { connectEngine, type EngineClient } from './engine-client.ts';
import type { TailOptions } from './tail-arguments.ts';
import { logJson, logLine } from './tail-log-text.ts';
import { spanJson, spanLine } from './tail-span-text.ts';

/** How long it waits while little comes, and while much does. */
const calmMillis = 250;
const busyMillis = 50;
const busyRows = 100;
/** Turns after which it is looked whether another run is live now. */
const runTurns = 8;
const most = 1000;

/** Resolves to the exit status: 0 when it was interrupted, 1 when there is no engine or it ended. */
export async function tail(options: TailOptions): Promise<number> {
  const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
  const engine = await connectEngine(dataFolder);
  if (engine === undefined) {
    process.stderr.write(
      `No engine serves ${dataFolder}. Start one with: otterscope serve\n` +
        `(The desktop app cannot be asked by other programs; its ${options.signal === 'logs' ? 'Logs' : 'Traces'} page follows live.)\n`,
    );
    return 1;
  }
  const interrupted = new AbortController();
  const onSignal = (): void => interrupted.abort();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.stdout.on('error', onSignal);
  try {
    await follow(engine, options, interrupted.signal);
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 0;
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await engine.close();
  }
}

interface Arrived {
  readonly rows: number;
  readonly text: (row: number) => string;
  readonly next: number;
  /** What is not among the rows, in words. */
  readonly left: readonly string[];
}

type Question = RequestOf<'logs.tail' | 'spans.tail'>;

async function arrivedLogs(engine: EngineClient, request: Question, json: boolean): Promise<Arrived> {
  const answer = await engine.call('logs.tail', request);
  const line = json ? logJson : logLine;
  const left = answer.skipped > 0 ? [`${answer.skipped} records came too fast and are left out`] : [];
  return { rows: answer.rows, text: (row) => line(answer, row), next: answer.next, left };
}

async function arrivedSpans(engine: EngineClient, request: Question, json: boolean): Promise<Arrived> {
  const answer = await engine.call('spans.tail', request);
  const line = json ? spanJson : spanLine;
  const left = answer.skipped > 0 ? [`${answer.skipped} spans came too fast and are left out`] : [];
  if (answer.evicted > 0) left.push(`${answer.evicted} spans were evicted before they could be read`);
  return { rows: answer.rows, text: (row) => line(answer, row), next: answer.next, left };
}

async function follow(
  engine: EngineClient,
  { signal, where, json, lines }: TailOptions,
  stop: AbortSignal,
): Promise<void> {
  const ask = signal === 'logs' ? arrivedLogs : arrivedSpans;
  let run: RunId | undefined;
  let after: number | undefined;
  /** Answers how many there were. */
  const print = async (): Promise<number> => {
    if (run === undefined) return 0;
    const first = after === undefined;
    const answer = await ask(engine, { run, where, after, limit: first ? Math.max(1, lines) : most }, json);
    after = answer.next;
    for (const words of answer.left) process.stderr.write(`${words}\n`);
    let text = '';
    for (let row = 0; row < answer.rows && !(first && lines === 0); row++) text += answer.text(row);
    if (text !== '' && !process.stdout.write(text)) await drained(stop);
    return answer.rows;
  };
  for (let turn = 0; !stop.aborted; turn++) {
    if (turn % runTurns === 0) {
      const live = (await engine.call('runs.list', {})).find(({ state }) => state === 'live')?.id;
      if (run !== undefined && live !== run) {
        // What came to the last run until its end; it may be deleted by now.
        await print().catch(() => undefined);
        // Of a run that begins while we look on, everything is new.
        after = 0;
      }
      run = live;
    }
    const rows = await print();
    await pause(rows > busyRows ? busyMillis : calmMillis, stop);
  }
}

/** Waits until whoever reads has taken what was written. */
function drained(stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    function end(): void {
      process.stdout.off('drain', end);
      stop.removeEventListener('abort', end);
      done();
    }
    process.stdout.once('drain', end);
    stop.addEventListener('abort', end, { once: true });
  });
}

function pause(millis: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(end, millis);
    function end(): void {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      done();
    }
    stop.addEventListener('abort', end);
  });
}
