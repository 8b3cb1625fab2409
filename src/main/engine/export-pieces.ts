// One export from a run file to bytes: read out (query/), redacted and written (encode/), a bounded piece at a time.
// Runs wherever it is called; export-worker.ts gives it a thread of its own.
import { gzipSync } from 'node:zlib';
import { createJournalDecoder } from './decode-journal.ts';
import { otterPieces } from './export-otter.ts';
import { exportCacheBytes } from './export-cache.ts';
import { createInterruptible } from './interruptible.ts';
import type { ExportOrder } from '../../contract/exports.ts';
import { ContractError } from '../../contract/errors.ts';
import { parseRedaction, type RedactionRule } from '../../contract/redaction.ts';
import { csvTraceRow, csvTracesHeader, redactedTrace } from '../encode/csv-traces.ts';
import { recordFormat } from '../encode/record-format.ts';
import { Redactor } from '../encode/redactor.ts';
import { readJaeger, readRecords, readTraceRows, readWhere, RecordOwners, type ChooseBlocks } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader, type StoreReader } from '../store/reader.ts';

export interface ExportChunk {
  readonly bytes: Uint8Array;
  /** Items that came with these bytes; a chunk without bytes only tells of progress. */
  readonly items: number;
  /** Those of the items that are log records. */
  readonly logs: number;
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
  /** Default 0. */
  readonly logs?: number;
}

const pieceBytes = 256 << 10;

/** Throws ContractError: `bad-request` for an order that cannot be, and as reading the run does. */
export async function* exportPieces(job: ExportJob, alive: Alive): AsyncGenerator<ExportChunk> {
  const rules = rulesOf(job.order);
  checkSearch(job.order);
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

/**
 * Throws ContractError `bad-request` for a search that cannot be asked of each signal of the order: otherwise that would show
 * only when the logs begin, with all traces written.
 */
export function checkSearch(order: ExportOrder): void {
  const { what } = order;
  if (what.kind !== 'search') return;
  const signal = signalOf(order);
  if (signal !== 'logs') readWhere(what.where, 'spans');
  if (signal !== 'traces') readWhere(what.where, 'logs');
}

/** Everything but `.otter`. `choose`: only some blocks of what is written from records. */
export function textPieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
  choose?: ChooseBlocks,
): Generator<TextPiece> {
  if (order.format === 'jaeger') return jaegerPieces(reader, order, rules, alive);
  if (order.format === 'csv' && tableOf(order) === 'traces') return tracePieces(reader, order, rules, alive);
  return recordPieces(reader, order, rules, alive, choose);
}

export function tableOf(order: Pick<ExportOrder, 'signal' | 'table'>): ExportOrder['table'] {
  return order.table ?? (order.signal === 'logs' ? 'logs' : 'spans');
}

/** A table says itself what it is about. */
export function signalOf(order: Pick<ExportOrder, 'format' | 'signal' | 'table'>): ExportOrder['signal'] {
  if (order.format !== 'csv') return order.signal;
  return tableOf(order) === 'logs' ? 'logs' : 'traces';
}

function* recordPieces(
  reader: StoreReader,
  order: ExportOrder,
  rules: readonly RedactionRule[],
  alive: Alive,
  choose: ChooseBlocks | undefined,
): Generator<TextPiece> {
  const { what, format } = order;
  if (format === 'jaeger' || format === 'otter') throw new TypeError(`${format} is not written from records`);
  const signal = signalOf(order);
  if (signal === 'all' && format !== 'otlp-jsonl')
    throw new ContractError('bad-request', `${format} holds either traces or logs: choose a signal.`);
  const redactor = rules.length === 0 ? undefined : new Redactor(rules);
  const writer = recordFormat(format, signal, order.columns ?? []);
  yield { content: writer.before, items: 0 };
  let first = true;
  for (const one of signal === 'all' ? (['traces', 'logs'] as const) : [signal]) {
    for (const stored of readRecords(
      reader,
      new RecordOwners(reader),
      what,
      one,
      alive,
      createInterruptible(),
      choose,
    )) {
      const groups = redactor === undefined ? stored : stored.map((group) => redactor.group(group));
      if (!first) yield { content: writer.between, items: 0 };
      first = false;
      const items = groups.reduce((sum, group) => sum + group.items.length, 0);
      yield { content: writer.piece(groups), items, logs: one === 'logs' ? items : 0 };
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
  if (order.signal !== 'traces') throw new ContractError('bad-request', 'Jaeger JSON holds traces only.');
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
  let [items, logs] = [0, 0];
  const take = (): ExportChunk => {
    const chunk = { bytes: Buffer.concat(waiting), items, logs };
    waiting = [];
    size = items = logs = 0;
    return chunk;
  };
  for (const { content, items: more, logs: moreLogs = 0 } of pieces) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    waiting.push(bytes);
    size += bytes.length;
    items += more;
    logs += moreLogs;
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
  if (!wrote) yield { bytes: gzipSync(new Uint8Array(0)), items: 0, logs: 0 };
}
