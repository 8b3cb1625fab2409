// The read-only door to a run file: what query/ may use of the store.
// One reader belongs to one thread. `refresh` makes what was committed since visible; nothing else moves.
import type { Database } from 'better-sqlite3';
import type { LogBlock } from './log-block.ts';
import type { MetricsReader } from './sample-face.ts';
import type { BlockSummary, ResourceRow, ScopeRow, SpanBlock } from './span-block.ts';
import type { LogBatch } from '../../contract/log-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';

export type {
  ExemplarRow,
  MetricRow,
  MetricsReader,
  SampleBlock,
  SampleSegment,
  SampleSlot,
  StoredHistogram,
  StreamLayout,
  StreamRow,
  TimeRange,
} from './sample-face.ts';

/** A journal row given back to the decoder that first read it; engine/ supplies the function. */
export interface JournalPayload {
  readonly signal: 'traces' | 'logs';
  readonly encoding: 'protobuf' | 'json';
  readonly bytes: Uint8Array;
}
export type DecodeJournal = (payload: JournalPayload) => SpanBatch | LogBatch | undefined;

/** Throws ContractError `cancelled` once the caller has given up; cheap, call it every few thousand rows. */
export type Alive = () => void;

export interface RunReader {
  readonly path: string;
  /** Read-only connection. Has the SQL function `alive()` that throws when the question was cancelled. */
  readonly db: Database;
  /** Sees what was committed; answers the commit cursor. */
  refresh(): number;
  /** Sealed span blocks, newest (by maxStart) first. */
  spanBlocks(): readonly BlockSummary[];
  /** Cached; the cache is bounded in bytes. */
  openSpanBlock(block: number): SpanBlock;
  /** Spans that are still only in the journal. */
  headSpans(): SpanBlock;
  /** How many spans the run received before those of `headSpans`, evicted ones included. */
  readonly firstHeadSpan: number;
  /** Sealed log blocks, newest first. */
  logBlocks(): readonly BlockSummary[];
  /** Cached as span blocks are. */
  openLogBlock(block: number): LogBlock;
  /** Log records that are still only in the journal. */
  headLogs(): LogBlock;
  /** How many log records the run received before those of `headLogs`, evicted ones included. */
  readonly firstHeadLog: number;
  /** Samples of metrics. */
  readonly metrics: MetricsReader;
  /** Numbers of sealed blocks that hold spans of the trace (16 bytes). */
  blocksOfTrace(traceId: Uint8Array): readonly number[];
  resource(number: number): ResourceRow;
  scope(number: number): ScopeRow;
  /** Number of a service name in this run, or -1. */
  serviceNumber(name: string): number;
  serviceName(number: number): string;
  /** Numbers of operations (service and span name) with this span name, of one service or of all. */
  operationNumbers(name: string, service?: string): readonly number[];
  /** Service number of a resource, without building its attributes. */
  serviceOfResource(resource: number): number;
  /** What a failed question throws: a ContractError where the file or the disk is to blame, else the cause itself. */
  failure(cause: unknown): unknown;
  close(): void;
}

/** What of it questions about metrics need; an export may see less of a run's attributes. */
export type MetricsSource = Pick<RunReader, 'db' | 'refresh' | 'resource' | 'metrics'>;

/** What of it the rows of a block refer to; a block that is in no run (batch-block.ts) has this much as well. */
export type BlockOwners = Pick<RunReader, 'resource' | 'scope' | 'serviceNumber' | 'serviceName' | 'serviceOfResource'>;
