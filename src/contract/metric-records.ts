// Metrics as plain records, in OpenTelemetry's terms, beside the spans and log records of otlp-records.ts.
import type { SpanId, TraceId } from './ids.ts';
import type { UnixNanos } from './time.ts';
import type { Attribute } from './values.ts';

export interface ExemplarRecord {
  readonly time: UnixNanos;
  readonly value: number;
  readonly traceId: TraceId | undefined;
  readonly spanId: SpanId | undefined;
  readonly attributes: readonly Attribute[];
}

export interface PointRecord {
  /** One array for all points of a stream. */
  readonly attributes: readonly Attribute[];
  /** 0 where it is not known. */
  readonly start: UnixNanos;
  readonly time: UnixNanos;
  /** False: the stream exists and has no value now; the numbers mean nothing. */
  readonly recorded: boolean;
  readonly exemplars: readonly ExemplarRecord[];
}

export interface NumberPoint extends PointRecord {
  readonly value: number;
}

interface CountedPoint extends PointRecord {
  readonly count: number;
  readonly sum: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface HistogramPoint extends CountedPoint {
  /** Upper bounds without +Inf. */
  readonly bounds: Float64Array;
  /** Observations in each bucket: one more than bounds, or none where there are no bounds. */
  readonly buckets: Float64Array;
}

/** Buckets of one sign: bucket `offset + i` is (base^(offset + i), base^(offset + i + 1)]. */
export interface ExponentialBuckets {
  readonly offset: number;
  readonly counts: readonly number[];
}

export interface ExponentialPoint extends CountedPoint {
  readonly scale: number;
  readonly zeroCount: number;
  readonly zeroThreshold: number;
  readonly positive: ExponentialBuckets;
  readonly negative: ExponentialBuckets;
}

export interface SummaryPoint extends PointRecord {
  readonly count: number;
  readonly sum: number;
  readonly quantiles: readonly (readonly [quantile: number, value: number])[];
}

export type MetricPoints =
  | { readonly kind: 'gauge'; readonly points: readonly NumberPoint[] }
  | {
      readonly kind: 'sum';
      /** AggregationTemporality of OTLP. */
      readonly temporality: number;
      readonly monotonic: boolean;
      readonly points: readonly NumberPoint[];
    }
  | { readonly kind: 'histogram'; readonly temporality: number; readonly points: readonly HistogramPoint[] }
  | {
      readonly kind: 'exponentialHistogram';
      readonly temporality: number;
      readonly points: readonly ExponentialPoint[];
    }
  | { readonly kind: 'summary'; readonly points: readonly SummaryPoint[] };

export type MetricRecord = {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
} & MetricPoints;
