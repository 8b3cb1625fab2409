// The readers' door to metric samples: streams, the blocks of a stream in a time, and what is still in the journal.
import type { SampleHistogram } from '../../contract/sample-batch.ts';
import type { Attribute } from '../../contract/values.ts';

/** One row of the table `metrics`: a name with all that makes it another metric. */
export interface MetricRow {
  readonly number: number;
  /** As sent; the family of scraped series. */
  readonly name: string;
  readonly unit: string;
  /** `MetricKind`, or `ScrapedKind` from 16 on. */
  readonly kind: number;
  /** `Temporality`. */
  readonly temporality: number;
  readonly monotonic: boolean;
  readonly description: string;
}

/** What the slots of a stream are; see sample-stream.ts. */
export type StreamLayout =
  | { readonly kind: 'number' }
  | {
      readonly kind: 'histogram';
      readonly bounds: Float64Array;
      readonly sum: boolean;
      readonly min: boolean;
      readonly max: boolean;
    }
  | { readonly kind: 'summary'; readonly quantiles: Float64Array }
  | { readonly kind: 'native' };

export interface StreamRow {
  readonly number: number;
  readonly metric: number;
  /** 0 of scraped series, whose labels are all among the attributes. */
  readonly resource: number;
  readonly scope: number;
  readonly layout: StreamLayout;
  readonly attributes: readonly Attribute[];
}

/** A column of one slot. `cells`: 0 absent, 1 value, 2 stale; undefined when all are values. Not to be changed. */
export interface SampleSlot {
  readonly values: Float64Array;
  readonly cells: Uint8Array | undefined;
}

/** As stored: the scale may be beyond what Prometheus has (OTLP goes to 20), min and max are OTLP's. */
export interface StoredHistogram extends SampleHistogram {
  /** The sender gave no sum; `sum` is 0. */
  readonly withoutSum: boolean;
  min?: number;
  max?: number;
}

/** Rows of samples that share their times (Unix milliseconds, rising): a block of a group, or the tail of one stream. */
export interface SampleBlock {
  readonly rows: number;
  readonly times: Float64Array;
  slot(slot: number): SampleSlot;
  /** Row and start time in turn, where the start of the stream whose first slot this is changes. */
  starts(slot: number): readonly number[] | undefined;
  /** A start time holds until the next one is named. Otherwise (deltas) a sample without one begins at the sample before. */
  readonly startsHold: boolean;
  /** Of delta streams: what the slot added up to before the block, and since when. */
  sum(slot: number): number;
  since(slot: number): number;
  /** The same of a delta stream of native histograms, where there were any. */
  nativeSum(slot: number): StoredHistogram | undefined;
  /** Native histograms by row. */
  histograms(slot: number): readonly (StoredHistogram | undefined)[];
  readonly heldBytes: number;
}

/** Samples of one stream: its slot i is slot `first + i` of the block. */
export interface SampleSegment {
  readonly block: SampleBlock;
  readonly first: number;
}

export interface ExemplarRow {
  readonly stream: number;
  readonly time: number;
  readonly value: number;
  /** Empty where it has none. */
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly attributes: readonly Attribute[];
}

/** A stretch of time in which a resource (or a stream) has samples, Unix milliseconds. */
export type TimeRange = readonly [from: number, to: number];

export interface MetricsReader {
  /** The commit cursor of the last refresh. */
  readonly cursor: number;
  /** Streams numbered above `after`, ascending; numbers have no gaps. Read as they are asked for, some thousands at once. */
  streamsAfter(after: number): Iterable<StreamRow>;
  metric(number: number): MetricRow;
  metrics(): readonly MetricRow[];
  /** All that has samples with from <= time <= to, in time order; whole blocks, cached. */
  segments(stream: number, from: number, to: number): readonly SampleSegment[];
  /** Where the stream has samples between the two times, block by block. */
  ranges(stream: number, from: number, to: number): readonly TimeRange[];
  /** Unix milliseconds, no later than the oldest sample of the stream; Infinity where there is none. */
  firstTime(stream: number): number;
  /** Samples that were not taken because of a limit: series, labels, sizes. */
  refused(): number;
  /** Newest first, at most `limit`. */
  exemplars(stream: number, from: number, to: number, limit: number): readonly ExemplarRow[];
}
