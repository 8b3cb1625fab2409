// `otterscope export`: a run, a trace or a search result as a file or on stdout. The engine that owns the data folder
// does the work where it can be asked; otherwise the run file is read here, live or not.
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connectEngine, type EngineClient } from './engine-client.ts';
import type { ExportOptions } from './export-arguments.ts';
import { emptyWords, writtenWords } from './export-text.ts';
import { searchTrouble } from './search-trouble.ts';
import { terminalText } from './terminal-text.ts';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ExportOrder } from '../../contract/exports.ts';
import { describeRun } from '../engine/describe-run.ts';
import { ExitCode } from '../engine/engine-failure.ts';
import { exportPieces, type ExportChunk } from '../engine/export-pieces.ts';
import { signalsOf } from '../engine/export-signals.ts';
import { previewRedaction } from '../engine/export-preview.ts';
import { findRun, type FoundRun } from '../engine/find-run.ts';
import { writeStream } from '../engine/write-stream.ts';

/** Resolves to the exit status: 0 also when nothing was there to write, which is told on stderr like all that went wrong. */
export async function exportRun(options: ExportOptions): Promise<number> {
  const cancelled = { now: false };
  const onSignal = (): void => {
    cancelled.now = true;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const alive = (): void => {
    if (cancelled.now) throw new ContractError('cancelled', 'The export was cancelled.');
  };
  try {
    const { order: asked } = options.request;
    const binary = asked.format === 'otter' || asked.format === 'otlp-protobuf' || asked.gzip;
    if (options.output === '-' && binary && !options.preview && process.stdout.isTTY)
      throw new ContractError(
        'bad-request',
        `${asked.format} is no text: name a file with -o, or redirect the output.`,
      );
    const trouble = whereTrouble(asked);
    if (trouble !== undefined) {
      process.stderr.write(`${trouble}\nSee otterscope --help.\n`);
      return ExitCode.usage;
    }
    const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
    const redact = options.rules === undefined ? '' : readFileSync(options.rules, 'utf8');
    const found = runOf(dataFolder, options);
    const order: ExportOrder = { ...asked, redact, run: found.id };
    if (options.preview) return preview(order, found.path, alive);
    return await write(order, found, dataFolder, options.output, alive);
  } catch (error) {
    // A reader such as `head` that has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return cancelled.now ? 130 : 1;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

/** A search text selects traces by their spans, log records by themselves, or both. */
function whereTrouble(order: Omit<ExportOrder, 'run'>): string | undefined {
  if (order.what.kind !== 'search') return undefined;
  const { where } = order.what;
  const signals = signalsOf(order);
  const ofSpans = signals.includes('traces') ? searchTrouble('--where', where, 'spans') : undefined;
  return ofSpans ?? (signals.includes('logs') ? searchTrouble('--where', where, 'logs') : undefined);
}

function runOf(dataFolder: string, { run, request }: ExportOptions): FoundRun {
  const { what } = request.order;
  const traceId = what.kind === 'spans' ? what.traceId : what.kind === 'traces' ? what.traceIds[0] : undefined;
  return findRun(dataFolder, run, traceId);
}

async function write(
  order: ExportOrder,
  run: FoundRun,
  dataFolder: string,
  output: string,
  alive: () => void,
): Promise<number> {
  const workFolder = join(tmpdir(), `otterscope-${process.pid}`);
  const counts = { items: 0, logs: 0, samples: 0, bytes: 0 };
  const asked = await askEngine(dataFolder, order, run);
  try {
    const chunks = asked?.chunks ?? exportPieces({ order, path: run.path, workFolder }, alive);
    const bytes = counted(chunks, counts, alive);
    if (output === '-') await pipeline(Readable.from(bytes), process.stdout);
    else await writeStream(resolve(output), bytes);
  } finally {
    await asked?.close();
  }
  if (counts.items === 0) process.stderr.write(emptyWords(order, describeRun(run.path), output));
  else if (output !== '-') process.stderr.write(writtenWords(order, counts, output));
  return 0;
}

interface Asked {
  readonly chunks: AsyncGenerator<ExportChunk>;
  /** Ends what is under way, and the connection. */
  close(): Promise<void>;
}

/** `undefined` where no engine can be asked, or where it does not know the run. Throws ContractError with its words when it refuses. */
async function askEngine(dataFolder: string, order: ExportOrder, run: FoundRun): Promise<Asked | undefined> {
  const engine = run.own ? await connectEngine(dataFolder) : undefined;
  if (engine === undefined) return undefined;
  try {
    const started = await engine.call('export.start', order);
    return {
      chunks: pulled(engine, started.export),
      async close() {
        await engine.call('export.cancel', { export: started.export }).catch(() => undefined);
        await engine.close();
      },
    };
  } catch (error) {
    await engine.close();
    if (error instanceof ContractError && (error.code === 'not-found' || error.code === 'disconnected'))
      return undefined;
    throw error;
  }
}

async function* pulled(engine: EngineClient, id: string): AsyncGenerator<ExportChunk> {
  for (let last = false; !last;) {
    const piece = await engine.call('export.piece', { export: id });
    ({ last } = piece);
    yield piece;
  }
}

async function* counted(
  chunks: AsyncIterable<ExportChunk>,
  counts: { items: number; logs: number; samples: number; bytes: number },
  alive: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const { bytes, items, logs, samples } of chunks) {
    alive();
    counts.items += items;
    counts.logs += logs;
    counts.samples += samples;
    counts.bytes += bytes.length;
    if (bytes.length > 0) yield bytes;
  }
}

function preview(order: ExportOrder, path: string, alive: () => void): number {
  const { rows, more, items } = previewRedaction(order, path, alive);
  const lines = rows.map(
    ({ line, action, owner, key, count, examples }) =>
      `line ${line}\t${action}\t${owner}\t${terminalText(key)}\t${count}\t${examples.map((one) => terminalText(JSON.stringify(one))).join(' ')}\n`,
  );
  process.stdout.write(lines.join(''));
  if (more > 0) process.stdout.write(`and ${more} more values\n`);
  process.stdout.write(
    `${items} ${order.table === 'traces' ? 'traces' : 'spans, log records and samples'} looked at\n`,
  );
  return 0;
}

function isExpected(error: unknown): error is Error {
  return error instanceof ContractError || (error instanceof Error && 'code' in error && error.code === 'ENOENT');
}
