// The only writer of a run file. Requests that arrive within a few milliseconds share one transaction; its COMMIT is
// their acknowledgement. What a request holds lives in the head columns and in the journal until a block is sealed.
import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { Payload } from '../../contract/ingest.ts';
import type { RunId } from '../../contract/ids.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type {
  SampleBatch,
  SampleOutcome,
  SeriesLabels,
  SeriesMeta,
  SeriesReference,
} from '../../contract/sample-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import { FilterBuilder } from './block-filter.ts';
import { ColumnWriter } from './column-codec.ts';
import { CommitWindow } from './commit-window.ts';
import { type Evicted, evictDown } from './eviction.ts';
import { JournalReader, JournalWriter } from './journal.ts';
import { LogStore } from './log-store.ts';
import { lockRun, type OwnerLock } from './owner-lock.ts';
import { ProfileStore } from './profile-store.ts';
import { RunCounters } from './run-counters.ts';
import { type Durability, noFile, openForWriting, setDurability } from './run-database.ts';
import { identifyRun, nextBlock } from './run-identity.ts';
import { RunRegistry } from './run-registry.ts';
import { noSamples } from './sample-outcome.ts';
import { SampleStore } from './sample-store.ts';
import type { StoredSignal } from './schema.ts';
import type { SignalStore } from './signal-store.ts';
import { SpanStore } from './span-store.ts';
import { storeError } from './store-error.ts';
import { WalCheckpoints } from './wal-checkpoints.ts';
import type { RunWriter, RunWriterOptions } from './writer-face.ts';

interface Waiting {
  /** What the journal keeps of it; samples have a row together. */
  readonly request: { readonly payload: Payload; readonly signal: StoredSignal; readonly items: number } | undefined;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Waiting bytes at which a commit does not wait any longer. */
const GROUP_BYTES = 2 << 20;
/** Opens or creates a run for writing. Throws ContractError as `openForWriting` and `lockRun` do. */
export function openRunWriter(path: string, options: RunWriterOptions): RunWriter {
  const create = options.create !== undefined;
  // Before the lock, which would leave its file beside nothing.
  if (!create && !existsSync(path)) throw noFile(path);
  const lock = lockRun(path);
  try {
    const db = openForWriting(path, { create, durability: options.durability });
    try {
      return new Writer(path, db, lock, options);
    } catch (cause) {
      db.close();
      throw storeError(cause, path);
    }
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

class Writer implements RunWriter {
  readonly path: string;
  readonly id: RunId;
  readonly #db: Database;
  readonly #lock: OwnerLock;
  readonly #options: RunWriterOptions;
  readonly #counters: RunCounters;
  readonly #registry: RunRegistry;
  readonly #journal: JournalWriter;
  readonly #spans: SpanStore;
  readonly #logs: LogStore;
  readonly #samples: SampleStore;
  readonly profiles: ProfileStore;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #nextBlock: number;
  #maxRunBytes: number;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #window: CommitWindow;
  readonly #checkpoints: WalCheckpoints;

  constructor(path: string, db: Database, lock: OwnerLock, options: RunWriterOptions) {
    this.path = path;
    this.#db = db;
    this.#lock = lock;
    this.#options = options;
    this.#maxRunBytes = options.maxRunBytes;
    this.#window = new CommitWindow(options.groupMillis ?? 3);
    this.#counters = new RunCounters(db);
    this.#registry = new RunRegistry(db);
    this.#journal = new JournalWriter(db);
    const columns = new ColumnWriter();
    const filter = new FilterBuilder();
    this.#spans = new SpanStore(db, this.#registry, columns, filter);
    this.#logs = new LogStore(db, this.#registry, columns, filter);
    this.#samples = new SampleStore(db, this.#registry, this.#counters, this.#journal, new JournalReader(db, path), {
      journalBytes: options.sampleJournalBytes,
      series: options.mostSeries,
    });
    this.profiles = new ProfileStore({
      db,
      path,
      counters: this.#counters,
      written: (bytes) => this.#checkpoints.committed(bytes),
      transact: (change) => this.#transact(change, 1),
      nextBlock: () => this.#nextBlock,
    });
    this.#nextBlock = nextBlock(db, this.#counters);
    this.#checkpoints = new WalCheckpoints(db, options);
    options.onOpened?.(db);
    this.id = identifyRun(db, this.#counters, path, options.create);
    this.#restore();
  }

  get run(): RunId {
    return this.id;
  }

  get cursor(): number {
    return this.#counters.get('cursor');
  }

  get waiting(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#waiting.length, bytes: this.#waitingBytes };
  }

  append(payload: Payload, batch: SpanBatch | LogBatch): Promise<void> {
    if (this.#closed) return Promise.reject(new ContractError('disk-error', `${this.path} is closed.`));
    if (batch.count === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      try {
        this.#storeOf(batch.signal).append(batch as never, payload.sender.id);
      } catch (cause) {
        // Part of the batch may be in the head; everything uncommitted goes, so that the rest stays whole.
        this.#rollBack(cause);
        reject(storeError(cause, this.path));
        return;
      }
      const request = { payload, signal: batch.signal, items: batch.count };
      this.#waiting.push({ request, resolve, reject });
      this.#waitingBytes += payload.bytes.length;
      if (this.#waitingBytes >= GROUP_BYTES || this.#storeOf(batch.signal).full) this.flush();
      else this.#timer ??= setTimeout(() => this.flush(), this.#window.millis);
    });
  }

  appendPoints(payload: Payload, batch: MetricBatch): Promise<SampleOutcome> {
    return this.#appendSamples(batch.count, () => this.#samples.appendPoints(batch, payload));
  }

  appendSamples(batch: SampleBatch): Promise<SampleOutcome> {
    const items = batch.count + (batch.seriesExemplars?.length ?? 0);
    return this.#appendSamples(items, () => this.#samples.appendSamples(batch));
  }

  seriesOf(labels: SeriesLabels, meta: SeriesMeta): SeriesReference {
    return this.#samples.seriesOf(labels, meta);
  }

  #appendSamples(count: number, append: () => SampleOutcome): Promise<SampleOutcome> {
    if (this.#closed) return Promise.reject(new ContractError('disk-error', `${this.path} is closed.`));
    if (count === 0) return Promise.resolve(noSamples);
    return new Promise((resolve, reject) => {
      const before = this.#samples.pendingBytes;
      try {
        const outcome = append();
        this.#waiting.push({ request: undefined, resolve: () => resolve(outcome), reject });
      } catch (cause) {
        this.#rollBack(cause);
        reject(storeError(cause, this.path));
        return;
      }
      this.#waitingBytes += this.#samples.pendingBytes - before;
      if (this.#waitingBytes >= GROUP_BYTES) this.flush();
      else this.#timer ??= setTimeout(() => this.flush(), this.#window.millis);
    });
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0)
      this.#commit(
        this.#stores.filter((store) => store.full),
        this.#samples.full,
      );
  }

  rename(name: string): void {
    this.#transact(() => this.#counters.setText('name', name), 0);
  }

  /** A change beside the requests, in a transaction of its own. */
  #transact(change: () => void, profiles: number): void {
    if (this.#closed) throw new ContractError('disk-error', `${this.path} is closed.`);
    this.flush();
    let evicted: Evicted | undefined;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      // A profile's bytes are there before it is: what makes room for it is older.
      evicted = evictDown(this.#db, this.#counters, this.#maxRunBytes, profiles * 8);
      change();
      this.#counters.add('cursor', 1);
      this.#counters.write();
      this.#db.exec('COMMIT');
    } catch (cause) {
      this.#rollBack(cause);
      throw storeError(cause, this.path);
    }
    const nothing = { spans: 0, logs: 0, samples: 0, blocks: 0 };
    this.#options.onCommit?.({ run: this.id, cursor: this.cursor, ...nothing, profiles });
    this.#tellEvicted(evicted);
    this.#checkpoints.committed(0);
  }

  #tellEvicted(evicted: Evicted | undefined): void {
    if (evicted === undefined) return;
    this.#spans.forgetTraces();
    this.#options.onEvicted?.(evicted);
  }

  setMaxRunBytes(bytes: number): void {
    this.#maxRunBytes = bytes;
  }

  setDurability(durability: Durability): void {
    if (!this.#closed) setDurability(this.#db, durability);
  }

  checkpointed(): Promise<void> {
    return this.#checkpoints.done;
  }

  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    this.#checkpoints.end();
    try {
      // A reader may have the file open for long: then it stays a WAL file, which is as good, and nobody waits.
      this.#db.pragma('busy_timeout = 100');
      // A disk that has no room for what is committed gets no blocks on top of it.
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
      const left = this.#stores.filter((store) => store.count > 0);
      if (left.length > 0 || this.#samples.count > 0) this.#commit(left, this.#samples.count > 0);
      this.#db.pragma('incremental_vacuum');
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
      this.#db.pragma('journal_mode = DELETE');
    } catch (cause) {
      // The disk is full or fails: what is committed stays readable as it is.
      const error = storeError(cause, this.path);
      if (!(error instanceof ContractError)) throw error;
    } finally {
      this.#checkpoints.end();
      this.#db.close();
      this.#lock.release();
    }
  }

  get #stores(): readonly SignalStore<never>[] {
    return [this.#spans, this.#logs];
  }

  #storeOf(signal: StoredSignal): SignalStore<never> {
    return signal === 'traces' ? this.#spans : this.#logs;
  }

  /** One transaction: what waits, and the sealing of `full` heads. Settles every waiting request. */
  #commit(full: readonly SignalStore<never>[], sealSamples: boolean): void {
    const group = this.#waiting;
    const version = this.cursor + 1;
    const spans = this.#spans.uncommitted;
    const logs = this.#logs.uncommitted;
    const samples = this.#samples.uncommitted;
    let blocks = full.length;
    let evicted: Evicted | undefined;
    const begun = performance.now();
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      this.#registry.flush();
      for (const store of this.#stores) this.#counters.add('traces', store.summarise(version));
      // A request that goes into a block at once needs no journal row.
      for (const { request } of group)
        if (request !== undefined && !full.some((store) => store.signal === request.signal))
          this.#journal.add(request.signal, request.payload, request.items);
      this.#samples.flush(sealSamples);
      for (const store of full) {
        store.seal(this.#nextBlock);
        this.#nextBlock += 1;
        this.#journal.clear(store.signal);
      }
      if (sealSamples) {
        const sealed = this.#samples.seal(this.#nextBlock, this.#closed);
        this.#nextBlock += sealed;
        blocks += sealed;
      }
      if (blocks > 0) evicted = evictDown(this.#db, this.#counters, this.#maxRunBytes, blocks + 1);
      this.#counters.add('cursor', 1);
      this.#counters.add('spans', spans);
      this.#counters.add('logs', logs);
      this.#counters.write();
      this.#db.exec('COMMIT');
    } catch (cause) {
      this.#rollBack(cause);
      return;
    }
    this.#window.record(begun, performance.now(), blocks > 0);
    const bytes = this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const store of this.#stores) store.committed(full.includes(store));
    this.#samples.committed();
    for (const { resolve } of group) resolve();
    this.#options.onCommit?.({ run: this.id, cursor: this.cursor, spans, logs, samples, blocks, profiles: 0 });
    this.#tellEvicted(evicted);
    // Indexes about double what the requests bring.
    this.#checkpoints.committed(2 * bytes);
  }

  /** Undoes everything that is not committed and rejects who waits for it. */
  #rollBack(cause: unknown): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const error = storeError(cause, this.path);
    try {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      for (const store of this.#stores) store.rolledBack();
      this.#registry.reset();
      this.#counters.reset();
      this.#samples.rolledBack();
      this.#nextBlock = nextBlock(this.#db, this.#counters);
    } finally {
      for (const { reject } of group) reject(error);
    }
  }

  /** Fills the heads from the journal; its summaries were committed together with it. */
  #restore(): void {
    const journal = new JournalReader(this.#db, this.path);
    for (const store of this.#stores) {
      for (const row of journal.rows(store.signal, 0)) {
        const batch = this.#options.decodeJournal({ signal: store.signal, encoding: row.encoding, bytes: row.bytes });
        if (batch?.signal !== store.signal || batch.count !== row.items) {
          throw new ContractError('run-corrupt', `${this.path} is damaged: journal row ${row.id} does not decode.`, {
            path: this.path,
          });
        }
        store.append(batch as never, row.sender);
      }
      store.committed(false);
    }
    this.#samples.restore();
  }
}
