// What an OTLP metrics decoder hands to the store: one request as columns over its own bytes. Conventions as in
// span-batch.ts. An item is a data point; all kinds of points share the columns, and those that a kind does not have are 0.
// Source: opentelemetry-proto metrics/v1/metrics.proto.
import type { AttributeColumns, Rejection, ResourceColumns, ScopeColumns } from './span-batch.ts';

/** Numbers of the kinds of metrics, as stored. */
export const MetricKind = { gauge: 1, sum: 2, histogram: 3, exponentialHistogram: 4, summary: 5 } as const;

/** AggregationTemporality of OTLP. */
export const Temporality = { unspecified: 0, delta: 1, cumulative: 2 } as const;

/** Bits of `has`: which optional numbers of a histogram's point were sent. */
export const Has = { sum: 1, min: 2, max: 4, buckets: 8 } as const;

/** DataPointFlags bit 0: the stream exists and has no value now. */
export const NO_RECORDED_VALUE = 1;

/** One per Metric message, in the order of arrival. */
export interface MetricColumns {
  count: number;
  /** Index into `resources` and `scopes`. */
  resource: Uint32Array;
  scope: Uint32Array;
  nameStart: Uint32Array;
  nameLength: Uint32Array;
  unitStart: Uint32Array;
  unitLength: Uint32Array;
  descriptionStart: Uint32Array;
  descriptionLength: Uint32Array;
  /** MetricKind. */
  kind: Uint8Array;
  /** Temporality; unspecified for kinds without one. */
  temporality: Uint8Array;
  /** 1 for a monotonic sum. */
  monotonic: Uint8Array;
}

export interface ExemplarColumns {
  count: number;
  timeWords: Uint32Array;
  /** ValueKind: empty, int or double; words as an attribute's. */
  valueKind: Uint8Array;
  valueWords: Uint32Array;
  /** 16 and 8 bytes, or NONE. */
  traceIdStart: Uint32Array;
  spanIdStart: Uint32Array;
  /** Filtered attributes. */
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
}

/** Numbers of which points have many: bounds, bucket counts, quantiles. */
export interface NumberColumn {
  count: number;
  values: Float64Array;
}

export interface MetricBatch {
  readonly signal: 'metrics';
  bytes: Uint8Array;
  /** Data points that were accepted. */
  count: number;
  attributes: AttributeColumns;
  resources: ResourceColumns;
  scopes: ScopeColumns;
  metrics: MetricColumns;
  /** Index into `metrics`; ascending. */
  metric: Uint32Array;
  /** Unix nanoseconds in two words; 0 where the sender gave none. */
  startWords: Uint32Array;
  timeWords: Uint32Array;
  /** DataPointFlags. */
  flags: Uint32Array;
  attributeStart: Uint32Array;
  attributeCount: Uint32Array;
  /** Of gauges and sums. ValueKind: empty, int or double; words as an attribute's. */
  valueKind: Uint8Array;
  valueWords: Uint32Array;
  /** Of histograms, exponential histograms and summaries; beyond 2^53 rounded. */
  total: Float64Array;
  has: Uint8Array;
  sum: Float64Array;
  min: Float64Array;
  max: Float64Array;
  /** Ranges of `numbers`. Histograms: explicit bounds. Summaries: quantile and value in turn. */
  boundsStart: Uint32Array;
  boundsCount: Uint32Array;
  /** Bucket counts: of a histogram, and the positive ones of an exponential histogram. */
  bucketsStart: Uint32Array;
  bucketsCount: Uint32Array;
  /** Of exponential histograms. */
  scale: Int32Array;
  zeroCount: Float64Array;
  zeroThreshold: Float64Array;
  positiveOffset: Int32Array;
  negativeOffset: Int32Array;
  negativeStart: Uint32Array;
  negativeCount: Uint32Array;
  numbers: NumberColumn;
  exemplarStart: Uint32Array;
  exemplarCount: Uint32Array;
  exemplars: ExemplarColumns;
  /** Points that were left out, and why; the rest of the batch is good. */
  rejections: Rejection[];
  rejectedCount: number;
}
