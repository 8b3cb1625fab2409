// What a timeline is made of before events are paired: one row per record or span, texts as numbers, times in nanoseconds
// since `base`. Rows [0, events) are log records, the rest spans.
import type { LogBlock } from '../../store/log-block.ts';
import type { SpanBlock } from '../../store/span-block.ts';
import { startOrder } from './start-order.ts';

export class ItemColumns {
  /** Unix nanoseconds; items may lie before it. */
  readonly base: bigint;
  count = 0;
  readonly at: Float64Array;
  /** Nanoseconds that it says it took; -1 where an event says nothing. */
  readonly took: Float64Array;
  readonly name: Uint32Array;
  readonly lane: Uint32Array;
  /** What a start and its end have in common; 0 for nothing. */
  readonly pair: Uint32Array;
  readonly preview: Uint32Array;
  readonly turn: Uint32Array;
  readonly correlation: Uint32Array;
  readonly flags: Uint8Array;
  readonly source: Uint8Array;
  /** LogSequence, or -1. */
  readonly sequence: Float64Array;
  /** Index into `blocks`, and the row there. */
  readonly part: Uint32Array;
  readonly row: Uint32Array;
  readonly blocks: (
    | Pick<SpanBlock, 'traceIds' | 'trace' | 'spanIds'>
    | Pick<LogBlock, 'traceIds' | 'trace' | 'spanIds'>
  )[] = [];

  constructor(base: bigint, capacity: number) {
    this.base = base;
    this.at = new Float64Array(capacity);
    this.took = new Float64Array(capacity);
    this.name = new Uint32Array(capacity);
    this.lane = new Uint32Array(capacity);
    this.pair = new Uint32Array(capacity);
    this.preview = new Uint32Array(capacity);
    this.turn = new Uint32Array(capacity);
    this.correlation = new Uint32Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.source = new Uint8Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.part = new Uint32Array(capacity);
    this.row = new Uint32Array(capacity);
  }

  /** Rows [0, events) in the order of their times, then of their arrival. */
  eventsInOrder(events: number): Uint32Array {
    return startOrder(this.at.subarray(0, events));
  }
}
