// One export from a run file to bytes: read out (query/), redacted and written (encode/), a bounded piece at a time.
// Runs wherever it is called; export-worker.ts gives it a thread of its own.
import { gzipSync } from 'node:zlib';
import { createJournalDecoder } from './decode-journal.ts';
import { otterPieces } from './export-otter.ts';
import { type ChooseParts, countsOf, recordsOf } from './export-records.ts';
import { seriesPieces } from './export-series.ts';
import { checkOrder, signalsOf, tableOf, type StoredSignal } from './export-signals.ts';
import { exportCacheBytes } from './export-cache.ts';
import { createInterruptible } from './interruptible.ts';
import type { ExportCounts, ExportOrder } from '../../contract/exports.ts';
import { ContractError } from '../../contract/errors.ts';
import { parseRedaction, type RedactionRule } from '../../contract/redaction.ts';
import { csvTraceRow, csvTracesHeader, redactedTrace } from '../encode/csv-traces.ts';
import { recordFormat } from '../encode/record-format.ts';
import { Redactor } from '../encode/redactor.ts';
import { readJaeger, readTraceRows, RecordOwners } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader, type StoreReader } from '../store/reader.ts';

/** Counts what came with these bytes; a chunk without bytes only tells of progress. */
export interface ExportChunk extends ExportCounts {
  readonly bytes: Uint8Array;
}

export interface ExportJob {
  readonly order: ExportOrder;
  /** File of the run. */
  readonly path: string;
  /** Folder for the file of an `.otter` export while it is written. */
  readonly workFolder: string;
}

export interface TextPiece {
  readonly content: string | Uint8Array;
  readonly items: number;
  /** Those of the items that are; default 0. */
  readonly logs?: number;
  readonly samples?: number;
}

const pieceBytes = 256 << 10;

/** Throws ContractError: `bad-request` for an order that cannot be, and as reading the run does. */
export async function* exportPieces(job: ExportJob, alive: Alive): AsyncGenerator<ExportChunk> {
  const rules = rulesOf(job.order);
  checkOrder(job.order);
  if (job.order.format === 'otter') {
    yield* job.order.gzip ? gzipped(otterPieces(job, rules, alive)) : otterPieces(job, rules, alive);
    return;
  }
  const reader = openRunReader(job.path, {
    decodeJournal: createJournalDecoder(),
    alive,
    cacheBytes: exportCacheBytes,
  });
  try {
    const pieces = gathered(textPieces(reader, job.order, rules, alive));
    yield* job.order.gzip ? gzipped(pieces) : pieces;
  } catch (cause) {
    throw reader.failure(cause);
  } finally {
    reader.close();
  }
}

/** Throws ContractError `bad-request` with what is wrong with the rules. */
export function rulesOf({ redact }: Pick<ExportOrder, 'redact'>): readonly RedactionRule[] {
  const { rules, mistakes } = parseRedaction(redact);
  if (mistakes.length === 0) return rules;
  const words = mistakes.map(({ line, message }) => `line ${line}: ${message}`).join(' ');
  throw new ContractError('bad-request', `The redaction rules cannot be used: ${words}`);
}

const ofSeries: ReadonlySet<ExportOrder['table']> = new Set(['samples', 'long', 'wide'] as const);

/** Everything but `.otter`. */
export function textPieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
  choose: ChooseParts = {},
): Generator<TextPiece> {
  if (order.format === 'jaeger') return jaegerPieces(reader, order, rules, alive);
  if (order.format === 'openmetrics' || (order.format === 'csv' && ofSeries.has(tableOf(order))))
    return seriesPieces(reader, order, rules, alive);
  if (order.format === 'csv' && tableOf(order) === 'traces') return tracePieces(reader, order, rules, alive);
  return recordPieces(reader, order, rules, alive, choose);
}

function* recordPieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
  choose: ChooseParts,
): Generator<TextPiece> {
  const { format } = order;
  if (format === 'jaeger' || format === 'otter' || format === 'openmetrics')
    throw new TypeError(`${format} is not written from records`);
  const signals = signalsOf(order);
  const redactor = rules.length === 0 ? undefined : new Redactor(rules);
  const writer = recordFormat(format, signals.length === 1 ? (signals[0] as StoredSignal) : 'all', order.columns ?? []);
  yield { content: writer.before, items: 0 };
  let first = true;
  for (const signal of signals) {
    for (const stored of recordsOf(reader, new RecordOwners(reader), order, signal, alive, choose)) {
      const groups = redactor === undefined ? stored : stored.map((group) => redactor.group(group));
      if (!first) yield { content: writer.between, items: 0 };
      first = false;
      yield { content: writer.piece(groups), ...countsOf(groups) };
    }
  }
  yield { content: writer.after, items: 0 };
}

function* jaegerPieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
): Generator<TextPiece> {
  const redactor = new Redactor(rules);
  const change: Parameters<typeof readJaeger>[2] =
    rules.length === 0
      ? (span) => span
      : (span) => {
          const { resource, scope } = redactor.group({
            signal: 'traces',
            resource: span.resource,
            scope: span.scope,
            items: [],
          });
          const service = resource.attributes.find(({ key }) => key === 'service.name')?.value;
          return {
            ...redactor.span(span),
            resource: { ...span.resource, ...resource, service: typeof service === 'string' ? service : '' },
            scope: { ...span.scope, ...scope },
          };
        };
  yield { content: '{"data":[', items: 0 };
  let count = 0;
  for (const trace of readJaeger(reader, order.what, change, alive, createInterruptible()))
    yield { content: `${count++ === 0 ? '' : ','}${JSON.stringify(trace)}`, items: trace.spans.length };
  yield { content: `],"total":${count},"limit":0,"offset":0,"errors":null}\n`, items: 0 };
}

function* tracePieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
): Generator<TextPiece> {
  const redactor = rules.length === 0 ? undefined : new Redactor(rules);
  yield { content: csvTracesHeader, items: 0 };
  for (const row of readTraceRows(reader, order.what, alive, createInterruptible()))
    yield { content: csvTraceRow(redactor === undefined ? row : redactedTrace(row, redactor)), items: 1 };
}

/** Small texts together, so that a piece is worth its way. */
async function* gathered(pieces: Generator<TextPiece>): AsyncGenerator<ExportChunk> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let [items, logs, samples] = [0, 0, 0];
  const take = (): ExportChunk => {
    const chunk = { bytes: Buffer.concat(waiting), items, logs, samples };
    waiting = [];
    size = items = logs = samples = 0;
    return chunk;
  };
  for (const { content, items: more, logs: moreLogs = 0, samples: moreSamples = 0 } of pieces) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    waiting.push(bytes);
    size += bytes.length;
    items += more;
    logs += moreLogs;
    samples += moreSamples;
    if (size >= pieceBytes) yield take();
  }
  if (size > 0) yield take();
}

/** Every piece is a gzip member of its own; members one after the other are one file (RFC 1952). */
async function* gzipped(pieces: AsyncGenerator<ExportChunk>): AsyncGenerator<ExportChunk> {
  let wrote = false;
  for await (const piece of pieces) {
    wrote ||= piece.bytes.length > 0;
    yield piece.bytes.length === 0 ? piece : { ...piece, bytes: gzipSync(piece.bytes) };
  }
  if (!wrote) yield { bytes: gzipSync(new Uint8Array(0)), items: 0, logs: 0, samples: 0 };
}
