// What the writer needs of a signal's half of the store. Traces and logs each have one: span-store.ts, log-store.ts.
import type { LogBatch } from '../../contract/log-batch.ts';
import type { SpanBatch } from '../../contract/span-batch.ts';
import type { StoredSignal } from './schema.ts';

/** A block is sealed when it has this many items, */
export const BLOCK_ITEMS = 8192;
/** or when its texts, nested values, attributes, events and links take about this many bytes. */
export const BLOCK_BYTES = 32 << 20;

export interface SignalStore<Batch extends SpanBatch | LogBatch> {
  readonly signal: StoredSignal;
  /** Items in the head, committed or not; and those that are not committed yet. */
  readonly count: number;
  readonly uncommitted: number;
  readonly full: boolean;
  /** Copies the batch into the head. */
  append(batch: Batch, sender: string): void;
  /** Inside the transaction: brings summaries up to date with the uncommitted items. Answers how many traces are new. */
  summarise(version: number): number;
  /** Inside the transaction, after `summarise`: writes all items as the given block. */
  seal(block: number): void;
  /** After COMMIT (or after items came from the journal, whose summaries are in the file already). */
  committed(sealed: boolean): void;
  /** After ROLLBACK: the head is again as it was at the last commit. */
  rolledBack(): void;
}
