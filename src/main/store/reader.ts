// The read-only door to a run file (reader-face.ts): sealed blocks, the journal's tail, and a connection for plain SQL.
// Everything between two `refresh` calls is one snapshot: one read transaction that begins with the refresh.
import type { Database, Statement } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { ColumnSource } from './attribute-set.ts';
import { StoredSummary, selectBlocks } from './block-summary.ts';
import { ByteCache } from './byte-cache.ts';
import { blobOf, columnStatement, soundFilter, storedColumns } from './stored-columns.ts';
import { damageOf } from './file-damage.ts';
import { type HeadTail, logTail, spanTail } from './head-tail.ts';
import { JournalReader } from './journal.ts';
import type { LogBlock } from './log-block.ts';
import { openLogBlock } from './open-log-block.ts';
import { openSpanBlock } from './open-span-block.ts';
import type { Alive, DecodeJournal, RunReader } from './reader-face.ts';
import { openForReading } from './run-database.ts';
import { SampleReader } from './sample-reader.ts';
import { RunDirectory } from './run-directory.ts';
import type { BlockSummary, ResourceRow, ScopeRow, SpanBlock } from './span-block.ts';
import { readError } from './store-error.ts';
import { BlockStrings } from './string-table.ts';
import { TextSearch } from './text-search.ts';

export interface RunReaderOptions {
  readonly decodeJournal: DecodeJournal;
  /** Bound of the memory for opened blocks. Default 48 MiB. */
  readonly cacheBytes?: number;
  /** Called by the SQL function `alive()` every time it is evaluated. */
  readonly alive?: Alive;
  /** A snapshot that nobody refreshed for so long is let go, so that the writer's WAL can shrink. Default 200 ms. */
  readonly holdMillis?: number;
}

/** What the store knows beyond the agreed face: letting go of a snapshot. */
export interface StoreReader extends RunReader {
  /** Ends the snapshot of the last refresh; the next question must begin with another. */
  release(): void;
}

/** Opens a run file. Throws ContractError `not-found`, `not-a-run`, `run-newer`, `run-corrupt`, `run-locked`, `disk-error`. */
export function openRunReader(path: string, options: RunReaderOptions): StoreReader {
  const db = openForReading(path);
  try {
    return new Reader(path, db, options);
  } catch (cause) {
    db.close();
    throw readError(cause, path);
  }
}

class Reader implements StoreReader {
  readonly path: string;
  readonly db: Database;
  readonly metrics: SampleReader;
  readonly #directory: RunDirectory;
  readonly #search: TextSearch;
  readonly #spanBlocks: ByteCache<number, SpanBlock>;
  readonly #logBlocks: ByteCache<number, LogBlock>;
  readonly #filters: ByteCache<number, Uint8Array>;
  readonly #textFilters: ByteCache<number, { readonly bits: Uint8Array | undefined }>;
  readonly #longFilters: ByteCache<number, { readonly bits: Uint8Array | undefined }>;
  readonly #groupBits: ByteCache<number, { readonly bits: Uint8Array | undefined }>;
  readonly #traceFilters: ByteCache<number, { readonly bits: Uint8Array | undefined }>;
  readonly #bodyFilters: ByteCache<number, { readonly bits: Uint8Array | undefined }>;
  readonly #strings: ByteCache<number, { readonly strings: BlockStrings; readonly blobs: boolean }>;
  readonly #headSpans: HeadTail<SpanBlock>;
  readonly #headLogs: HeadTail<LogBlock>;
  readonly #sql: Record<'facts' | 'blocks' | 'kept' | 'column' | 'blocksOfTrace', Statement>;
  readonly #hold: number;
  #summaries: StoredSummary[] = [];
  #byTime: { readonly traces: readonly StoredSummary[]; readonly logs: readonly StoredSummary[] } = {
    traces: [],
    logs: [],
  };
  #cursor = -1;
  #firstHead: { readonly traces: number; readonly logs: number } = { traces: 0, logs: 0 };
  #evicted = 0;
  /** Looked for once. */
  #damage: { readonly found: string | undefined } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, db: Database, options: RunReaderOptions) {
    this.path = path;
    this.db = db;
    this.#hold = options.holdMillis ?? 200;
    const alive = options.alive;
    db.function('alive', { varargs: false }, () => {
      alive?.();
      return 1;
    });
    const bytes = options.cacheBytes ?? 48 << 20;
    this.#spanBlocks = new ByteCache(bytes, (block) => block.heldBytes);
    this.#logBlocks = new ByteCache(bytes / 2, (block) => block.heldBytes);
    this.#filters = new ByteCache(bytes / 4, (filter) => filter.length);
    this.#textFilters = new ByteCache(bytes / 4, ({ bits }) => bits?.length ?? 0);
    this.#longFilters = new ByteCache(bytes / 4, ({ bits }) => bits?.length ?? 0);
    this.#groupBits = new ByteCache(bytes / 8, ({ bits }) => bits?.length ?? 0);
    this.#traceFilters = new ByteCache(bytes / 8, ({ bits }) => bits?.length ?? 0);
    this.#bodyFilters = new ByteCache(bytes / 8, ({ bits }) => bits?.length ?? 0);
    this.#strings = new ByteCache(bytes / 4, ({ strings }) => strings.heldBytes);
    this.metrics = new SampleReader(db, path, bytes);
    this.#directory = new RunDirectory(db);
    this.#search = new TextSearch(this.#directory, {
      filter: (block) => this.#textFilters.get(block, () => ({ bits: this.#filterColumn(block, 'text-filter') })).bits,
      longFilter: (block) =>
        this.#longFilters.get(block, () => ({ bits: this.#filterColumn(block, 'long-text-filter') })).bits,
      groupBits: (block) =>
        this.#groupBits.get(block, () => ({ bits: this.#column(block)('severity-text-filter') })).bits,
      texts: (block) => this.#texts(block),
    });
    const journal = new JournalReader(db, path);
    const numbersOf = this.#directory.numbersOf.bind(this.#directory);
    this.#headSpans = spanTail(journal, options.decodeJournal, numbersOf);
    this.#headLogs = logTail(journal, options.decodeJournal, numbersOf);
    this.#sql = {
      facts: db
        .prepare(
          `SELECT ${['cursor', 'evicted_blocks', 'evicted_spans', 'evicted_logs'].map((key) => `(SELECT value FROM run WHERE key = '${key}')`).join(', ')}`,
        )
        .raw(),
      blocks: selectBlocks(db),
      kept: db.prepare('SELECT block FROM blocks').pluck(),
      column: columnStatement(db),
      blocksOfTrace: db
        .prepare('SELECT block FROM trace_blocks WHERE trace_no = (SELECT trace_no FROM traces WHERE trace_id = ?)')
        .pluck(),
    };
    this.refresh();
  }

  refresh(): number {
    return this.#guard(() => {
      this.#endSnapshot();
      this.db.exec('BEGIN');
      const [cursor, evicted, spans, logs] = this.#sql.facts.get() as (number | null)[];
      this.#rearm();
      if (this.#cursor !== (cursor ?? 0)) {
        this.#readBlocks(evicted ?? 0);
        this.#number({ traces: spans ?? 0, logs: logs ?? 0 });
      }
      this.#cursor = cursor ?? 0;
      this.metrics.refreshed(this.#cursor);
      return this.#cursor;
    });
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#endSnapshot();
  }

  spanBlocks(): readonly BlockSummary[] {
    return this.#byTime.traces;
  }

  logBlocks(): readonly BlockSummary[] {
    return this.#byTime.logs;
  }

  openSpanBlock(block: number): SpanBlock {
    return this.#guard(() =>
      this.#spanBlocks.get(block, () =>
        openSpanBlock(this.#countOf(block), this.#column(block), () => this.#texts(block).strings),
      ),
    );
  }

  openLogBlock(block: number): LogBlock {
    return this.#guard(() => this.#logBlocks.get(block, () => openLogBlock(this.#countOf(block), this.#column(block))));
  }

  headSpans(): SpanBlock {
    return this.#guard(() => this.#headSpans.block());
  }

  headLogs(): LogBlock {
    return this.#guard(() => this.#headLogs.block());
  }

  get firstHeadSpan(): number {
    return this.#firstHead.traces;
  }

  get firstHeadLog(): number {
    return this.#firstHead.logs;
  }

  blocksOfTrace(traceId: Uint8Array): readonly number[] {
    return this.#guard(
      () => this.#sql.blocksOfTrace.all(Buffer.from(traceId.buffer, traceId.byteOffset, 16)) as number[],
    );
  }

  resource(number: number): ResourceRow {
    return this.#directory.resource(number);
  }

  scope(number: number): ScopeRow {
    return this.#directory.scope(number);
  }

  serviceNumber(name: string): number {
    return this.#guard(() => this.#directory.serviceNumber(name));
  }

  serviceName(number: number): string {
    return this.#directory.serviceName(number);
  }

  operationNumbers(name: string, service?: string): readonly number[] {
    return this.#guard(() => this.#directory.operationNumbers(name, service));
  }

  serviceOfResource(resource: number): number {
    return this.#directory.serviceOfResource(resource);
  }

  failure(cause: unknown): unknown {
    const error = readError(cause, this.path);
    if (error instanceof ContractError) return error;
    // A cell that holds something else than its column promises fails anywhere.
    this.#damage ??= { found: damageOf(this.db) };
    const damage = this.#damage.found;
    if (damage === undefined) return error;
    return new ContractError('run-corrupt', `${this.path} is damaged: ${damage}.`, { path: this.path });
  }

  close(): void {
    this.release();
    this.db.close();
  }

  #endSnapshot(): void {
    if (!this.db.open || !this.db.inTransaction) return;
    try {
      this.db.exec('COMMIT');
    } catch {
      // A damaged file can refuse even that. Nothing was written, so nothing is lost by giving up.
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    }
  }

  /** New blocks join the list, evicted ones leave it; a new block of a signal means that its head began anew. */
  #readBlocks(evicted: number): void {
    const last = this.#summaries.at(-1)?.block ?? 0;
    const added = this.#sql.blocks.all(last).map((row) => new StoredSummary(row, this.#source));
    // A block may have been sealed and evicted since the last refresh: then only the eviction tells.
    if (evicted !== this.#evicted || added.some(({ signal }) => signal === 'traces')) this.#headSpans.reset();
    if (evicted !== this.#evicted || added.some(({ signal }) => signal === 'logs')) this.#headLogs.reset();
    if (evicted !== this.#evicted) {
      const kept = new Set(this.#sql.kept.all() as number[]);
      for (const { block } of this.#summaries) {
        if (kept.has(block)) continue;
        for (const cache of [
          this.#spanBlocks,
          this.#logBlocks,
          this.#filters,
          this.#textFilters,
          this.#longFilters,
          this.#groupBits,
          this.#traceFilters,
          this.#bodyFilters,
          this.#strings,
        ])
          cache.drop(block);
      }
      this.#summaries = this.#summaries.filter(({ block }) => kept.has(block));
    }
    if (added.length === 0 && evicted === this.#evicted) return;
    this.#evicted = evicted;
    this.#summaries.push(...added);
    const newest = (signal: 'traces' | 'logs'): StoredSummary[] =>
      this.#summaries
        .filter((summary) => summary.signal === signal)
        .sort((a, b) => (a.maxStart === b.maxStart ? b.block - a.block : a.maxStart < b.maxStart ? 1 : -1));
    this.#byTime = { traces: newest('traces'), logs: newest('logs') };
  }

  /** Blocks are sealed, and evicted, in the order in which their items came. */
  #number(next: { traces: number; logs: number }): void {
    for (const summary of this.#summaries) {
      summary.first = next[summary.signal];
      next[summary.signal] += summary.count;
    }
    this.#firstHead = next;
  }

  readonly #source = {
    filter: (block: number): Uint8Array =>
      this.#guard(() =>
        this.#filters.get(block, () => {
          const bits = this.#sql.column.get(block, 'filter');
          return bits === undefined ? new Uint8Array(0) : soundFilter(blobOf(bits, 'filter'), 64, 1 << 28);
        }),
      ),
    textMayContain: (summary: StoredSummary, needle: string, severities: number | undefined): boolean =>
      this.#guard(() => this.#search.mayContain(summary, needle, severities)),
    textMayBe: (summary: StoredSummary, text: string): boolean =>
      this.#guard(() => this.#search.mayHave(summary, text)),
    severities: (block: number): Uint8Array | undefined => this.#guard(() => this.#column(block)('severities')),
    bodyFilter: (block: number): Uint8Array | undefined =>
      this.#guard(() => this.#bodyFilters.get(block, () => ({ bits: this.#filterColumn(block, 'body-filter') })).bits),
    traceFilter: (block: number): Uint8Array | undefined =>
      this.#guard(
        () => this.#traceFilters.get(block, () => ({ bits: this.#filterColumn(block, 'trace-filter') })).bits,
      ),
  };

  #filterColumn(block: number, name: string): Uint8Array | undefined {
    const bits = this.#column(block)(name);
    return bits === undefined ? undefined : soundFilter(bits, 64, 1 << 20);
  }

  /** Of a block that is looked through for a text, and of that block when it is opened. */
  #texts(block: number): { readonly strings: BlockStrings; readonly blobs: boolean } {
    return this.#strings.get(block, () => ({
      strings: new BlockStrings(this.#column(block)('strings')),
      blobs: this.#column(block)('blobs') !== undefined,
    }));
  }

  #column(block: number): ColumnSource {
    return storedColumns(this.db, block, this.#sql.column);
  }

  #countOf(block: number): number {
    const summary = this.#summaries.find((candidate) => candidate.block === block);
    if (summary === undefined)
      throw new ContractError('not-found', `There is no block ${block}: it may have been evicted.`);
    return summary.count;
  }

  #rearm(): void {
    if (this.#timer !== undefined) this.#timer.refresh();
    else {
      this.#timer = setTimeout(() => this.release(), this.#hold);
      this.#timer.unref();
    }
  }

  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      throw readError(cause, this.path);
    }
  }
}
