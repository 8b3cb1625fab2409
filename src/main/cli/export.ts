// `otterscope export`: a run, a trace or a search result as a file or on stdout. The engine that owns the data folder
// does the work where it can be asked over HTTP; otherwise the run file is read here, live or not.
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportOptions } from './export-arguments.ts';
import { defaultDataFolder } from '../../contract/default-data-folder.ts';
import { ContractError } from '../../contract/errors.ts';
import type { ExportOrder } from '../../contract/exports.ts';
import { exportPieces } from '../engine/export-pieces.ts';
import { previewRedaction } from '../engine/export-preview.ts';
import { findRun, type FoundRun } from '../engine/find-run.ts';
import { publishedAddress } from '../engine/lock-file.ts';
import { writeStream } from '../engine/write-stream.ts';
import { terminalText } from './terminal-text.ts';

/** Longer rules do not fit into the head of a request; then the file is read here. */
const longestRules = 6000;

/** Resolves to the exit status. What went wrong is told on stderr. */
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
    const dataFolder = resolve(options.data ?? defaultDataFolder(process.platform, homedir(), process.env));
    const redact = options.rules === undefined ? '' : readFileSync(options.rules, 'utf8');
    const found = runOf(dataFolder, options);
    const order: ExportOrder = { ...asked, redact, run: found.id };
    if (options.preview) return preview(order, found.path, alive);
    const bytes =
      (await askEngine(dataFolder, options, found, redact)) ??
      piecesOf(
        exportPieces({ order, path: found.path, workFolder: join(tmpdir(), `otterscope-${process.pid}`) }, alive),
      );
    if (options.output === '-') await pipeline(Readable.from(guarded(bytes, alive)), process.stdout);
    else await writeStream(resolve(options.output), guarded(bytes, alive));
    return 0;
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

function runOf(dataFolder: string, { run, request }: ExportOptions): FoundRun {
  const { what } = request.order;
  const traceId = what.kind === 'spans' ? what.traceId : what.kind === 'traces' ? what.traceIds[0] : undefined;
  return findRun(dataFolder, run, traceId);
}

/** `undefined` where no engine can be asked. Throws ContractError with its words when it refuses. */
async function askEngine(
  dataFolder: string,
  { segments, query }: ExportOptions,
  run: FoundRun,
  redact: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const engine = publishedAddress(dataFolder);
  if (engine === undefined || !run.own || redact.length > longestRules) return undefined;
  const [kind, id] = segments;
  const parameters = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]));
  if (kind === 'trace') parameters.set('run', run.id);
  if (redact !== '') parameters.set('redact', redact);
  const path = kind === 'run' ? `run/${encodeURIComponent(run.id)}` : `trace/${id}`;
  const answer = await fetch(`http://${engine.ui}/api/export/${path}?${parameters}`, {
    headers: { Authorization: `Bearer ${engine.token}` },
  }).catch(() => undefined);
  // A killed engine leaves its address behind; whoever listens there now may be somebody else.
  if (answer === undefined || answer.status === 401 || answer.status === 404) return undefined;
  if (!answer.ok || answer.body === null) throw new ContractError('bad-request', await refusal(answer));
  return answer.body;
}

async function refusal(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text;
  } catch {
    return text;
  }
}

async function* piecesOf(chunks: AsyncIterable<{ readonly bytes: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of chunks) if (bytes.length > 0) yield bytes;
}

async function* guarded(bytes: AsyncIterable<Uint8Array>, alive: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    alive();
    yield piece;
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
  process.stdout.write(`${items} spans and log records looked at\n`);
  return 0;
}

function isExpected(error: unknown): error is Error {
  return error instanceof ContractError || (error instanceof Error && 'code' in error && error.code === 'ENOENT');
}
