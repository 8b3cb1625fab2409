// The face of the only writer of a run file (writer.ts), and what it is given.
import type { Database } from 'better-sqlite3';
import type { RunId } from '../../contract/ids.ts';
import type { Commit, Payload } from '../../contract/ingest.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type { SampleOutcome, SampleSink } from '../../contract/sample-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import type { UnixNanos } from '../../contract/time.ts';
import type { Evicted } from './eviction.ts';
import type { ProfileWriter } from './new-profile.ts';
import type { DecodeJournal } from './reader-face.ts';
import type { Durability } from './run-database.ts';

/** What a new file says of itself. */
export interface NewRun {
  readonly id: RunId;
  readonly name: string;
  readonly startedAt: UnixNanos;
  readonly host: string;
  readonly appVersion: string;
}

export interface RunWriterOptions {
  /** Makes the file where there is none; an existing one keeps its own identity. Without it the file must exist. */
  readonly create?: NewRun;
  readonly durability: Durability;
  /** Bytes of the file above which the oldest blocks go; 0 is no limit. */
  readonly maxRunBytes: number;
  /** Reads the journal of a file that was not closed. */
  readonly decodeJournal: DecodeJournal;
  /** How long a request waits for company at least, milliseconds. Default 3; longer while commits are slow, at most 16. */
  readonly groupMillis?: number;
  /** How long nothing must have arrived before the WAL is moved into the file, milliseconds. Default 1000. */
  readonly quietMillis?: number;
  /** The writer's own connection, before anything is stored: for limits that only SQLite can set. */
  readonly onOpened?: (db: Database) => void;
  /**
   * Moves most of the WAL into the file on another thread (`checkpointRun`), so that no commit has to wait for the disk.
   * Without it SQLite does so inside a commit, every 32 MiB.
   */
  readonly checkpoint?: () => Promise<void>;
  readonly onCommit?: (commit: Commit) => void;
  readonly onEvicted?: (evicted: Evicted) => void;
  /** Bytes of the samples' journal below which no sample block is sealed. Default 8 MiB. */
  readonly sampleJournalBytes?: number;
  /** Series that the run takes. Default `MOST_SERIES`. */
  readonly mostSeries?: number;
}

export interface RunWriter extends SampleSink {
  readonly path: string;
  readonly id: RunId;
  readonly cursor: number;
  readonly profiles: ProfileWriter;
  /** Requests and bytes that wait for their commit. */
  readonly waiting: { readonly requests: number; readonly bytes: number };
  /**
   * Stores a decoded request. The batch is copied before this returns; `payload.bytes` must stay as they are until the
   * promise settles. Resolves after COMMIT; rejects with ContractError `disk-full` or `disk-error` after ROLLBACK.
   */
  append(payload: Payload, batch: SpanBatch | LogBatch): Promise<void>;
  /**
   * Stores the points of a decoded request, as `append` does. Not all of them need be stored: the outcome counts those
   * that came too late, twice, or beyond a limit.
   */
  appendPoints(payload: Payload, batch: MetricBatch): Promise<SampleOutcome>;
  /** Commits what waits, now. */
  flush(): void;
  rename(name: string): void;
  setMaxRunBytes(bytes: number): void;
  /** From the next commit on. */
  setDurability(durability: Durability): void;
  /** Resolves when no other thread moves the WAL of this run. */
  checkpointed(): Promise<void>;
  /** Seals everything and leaves one plain file behind, unless somebody else has it open. Safe to call twice. */
  close(): void;
}
