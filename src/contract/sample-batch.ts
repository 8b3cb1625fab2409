// Samples that come as labels and numbers: scraped from a target or sent by remote write. Whoever collects them asks for
// a reference of each series once and hands over columns from then on. OTLP points come as metric-batch.ts instead.
import type { RunId } from './ids.ts';

/** Types of Prometheus' metadata. */
export type SeriesType =
  | 'unknown'
  | 'counter'
  | 'gauge'
  | 'histogram'
  | 'summary'
  | 'gaugehistogram'
  | 'stateset'
  | 'info';

/** Numbers of scraped metrics' kinds in a run file; those of OTLP (`MetricKind`) are below 16. */
export const ScrapedKind: Readonly<Record<SeriesType, number>> = {
  unknown: 16,
  counter: 17,
  gauge: 18,
  histogram: 19,
  summary: 20,
  gaugehistogram: 21,
  stateset: 22,
  info: 23,
};

export interface SeriesMeta {
  /** Name of the metric family: `http_request_duration_seconds` of `http_request_duration_seconds_bucket`. */
  readonly family: string;
  readonly type: SeriesType;
  readonly unit: string;
  /** The latest is kept. */
  readonly help: string;
  /** Series of one target are stored together: their samples have one time. Any text that names the target. */
  readonly target: string;
}

/** Labels with `__name__`, in any order; an empty value is as good as none. */
export type SeriesLabels = readonly (readonly [name: string, value: string])[];

/** A reference is good for the run that gave it, until that ends; a number of its own, not the row of a table. */
export type SeriesReference =
  | { readonly kind: 'ok'; readonly reference: number }
  /** Too many series in the run, too many labels, or a value that is too long. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Buckets of one sign of a native histogram, by rising index; counts are absolute, not differences. */
export interface SampleBuckets {
  readonly indexes: Int32Array;
  readonly counts: Float64Array;
}

/**
 * A native histogram as Prometheus has it: index i of schema s is (2^((i-1)/2^s), 2^(i/2^s)]; schema -53 has the buckets
 * of `customValues` (upper bounds without +Inf).
 */
export interface SampleHistogram {
  readonly schema: number;
  /** May go down at any time. */
  readonly gauge: boolean;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly count: number;
  readonly sum: number;
  readonly positive: SampleBuckets;
  readonly negative: SampleBuckets;
  readonly customValues: Float64Array;
}

export interface SampleExemplar {
  /** Which sample of the batch it belongs to. */
  readonly sample: number;
  readonly value: number;
  /** Unix milliseconds. */
  readonly time: number;
  /** `trace_id` and `span_id` among them, in hex, become the link to the trace. */
  readonly labels: SeriesLabels;
}

/** An exemplar that came without the sample it belongs to, as in remote write. */
export interface SeriesExemplar extends Omit<SampleExemplar, 'sample'> {
  readonly reference: number;
}

/** All columns have `count` entries. The store copies what it needs before `append` returns. */
export interface SampleBatch {
  readonly count: number;
  readonly references: Uint32Array;
  /** Unix milliseconds: one for all samples, or one for each. */
  readonly times: number | Float64Array;
  /** Without meaning where the sample is stale or a histogram. */
  readonly values: Float64Array;
  /** 1: the series ended here (staleness marker). Absent when none is. */
  readonly stale?: Uint8Array;
  /** Unix milliseconds since when a cumulative sample counts; 0 where unknown. Absent when all are. */
  readonly starts?: Float64Array;
  /** Native histograms by the number of their sample. */
  readonly histograms?: ReadonlyMap<number, SampleHistogram>;
  readonly exemplars?: readonly SampleExemplar[];
  readonly seriesExemplars?: readonly SeriesExemplar[];
}

/** What became of a batch or of a request's points: items, each counted once. */
export interface SampleOutcome {
  readonly stored: number;
  /** Same time and same value as the series' last: as good as stored. */
  readonly repeated: number;
  /** Same time and another value: the first one stays. */
  readonly duplicates: number;
  /** Older than the series' last. */
  readonly outOfOrder: number;
  /** Too many series, too many attributes, a value that is too long. */
  readonly overLimit: number;
  /** The first of what was refused, in words; empty when all is well. */
  readonly message: string;
}

export interface SampleSink {
  /** Another run means other references. */
  readonly run: RunId;
  /** The reference of a series; equal labels give equal references. */
  seriesOf(labels: SeriesLabels, meta: SeriesMeta): SeriesReference;
  /** Resolves after COMMIT; rejects with ContractError `disk-full` or `disk-error`, and then nothing of it is stored. */
  appendSamples(batch: SampleBatch): Promise<SampleOutcome>;
}
