// Histogram points of OpenTelemetry as Prometheus keeps them. A point without a recorded value is a staleness marker:
// that is for the caller, who must not ask for a histogram then.
import { compactBuckets, reduceBuckets } from './buckets.ts';
import type { ClassicBucket } from './classic-buckets.ts';
import {
  type Buckets,
  customSchema,
  type FloatHistogram,
  floatHistogram,
  maxExponentialSchema,
  minExponentialSchema,
  noBuckets,
} from './float-histogram.ts';
import { goPlainFloat } from './go-float.ts';

/** A point with explicit bounds (upper bounds, inclusive). There is one bucket more than bounds, or none at all. */
export interface ExplicitPoint {
  readonly bounds: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  readonly count: number;
  /** Absent if the sender has none. */
  readonly sum?: number | undefined;
  /** The point counts since the point before it, so that sums over time have a meaning and resets have none. */
  readonly delta: boolean;
}

export interface ExponentialPoint {
  readonly scale: number;
  readonly zeroCount: number;
  /** 0 if the sender says nothing. */
  readonly zeroThreshold: number;
  readonly positiveOffset: number;
  readonly positiveCounts: ArrayLike<number>;
  readonly negativeOffset: number;
  readonly negativeCounts: ArrayLike<number>;
  readonly count: number;
  readonly sum?: number | undefined;
  readonly delta: boolean;
}

export type FromExponential =
  | { readonly kind: 'ok'; readonly histogram: FloatHistogram }
  | { readonly kind: 'wrong'; readonly message: string };

/** What Prometheus takes for the zero threshold where none is said. */
const usualZeroThreshold = 1e-128;

/** The buckets of a classic histogram (`_bucket` series); the one of +Inf has the point's count. */
export function classicFromExplicit(point: ExplicitPoint): readonly ClassicBucket[] {
  const buckets: ClassicBucket[] = [];
  let count = 0;
  for (let i = 0; i < point.bounds.length && i < point.counts.length; i++) {
    count += point.counts[i] as number;
    buckets.push({ upperBound: point.bounds[i] as number, count });
  }
  buckets.push({ upperBound: Number.POSITIVE_INFINITY, count: point.count });
  return buckets;
}

/** An upper bound as the `le` label of OTLP has it: plain decimals, "1" and not "1.0". */
export function otlpBucketLabel(upperBound: number): string {
  return goPlainFloat(upperBound);
}

/** A native histogram with the point's bounds (NHCB). */
export function customFromExplicit(point: ExplicitPoint): FloatHistogram {
  return floatHistogram({
    hint: point.delta ? 'gauge' : 'unknown',
    schema: customSchema,
    count: point.count,
    sum: point.sum ?? 0,
    positive: denseBuckets(0, point.counts),
    customValues: Float64Array.from(point.bounds),
  });
}

/** A native histogram; scales above 8 are reduced to 8, below -4 there is no schema. */
export function nativeFromExponential(point: ExponentialPoint): FromExponential {
  if (point.scale < minExponentialSchema) {
    const message = `cannot convert exponential to native histogram. Scale must be >= ${minExponentialSchema}, was ${point.scale}`;
    return { kind: 'wrong', message };
  }
  const past = Math.max(
    point.positiveOffset + point.positiveCounts.length,
    point.negativeOffset + point.negativeCounts.length,
  );
  if (past >= 2 ** 31 - 1) return { kind: 'wrong', message: 'bucket indexes out of range' };
  const schema = Math.min(point.scale, maxExponentialSchema);
  const steps = point.scale - schema;
  // OpenTelemetry's bucket 0 begins at 1, Prometheus' bucket 0 ends there.
  const buckets = (offset: number, counts: ArrayLike<number>): Buckets =>
    reduceBuckets(denseBuckets(offset + 1, counts), steps);
  const histogram = floatHistogram({
    hint: point.delta ? 'gauge' : 'unknown',
    schema,
    zeroThreshold: point.zeroThreshold > 0 ? point.zeroThreshold : usualZeroThreshold,
    zeroCount: point.zeroCount,
    count: point.count,
    sum: point.sum ?? 0,
    positive: buckets(point.positiveOffset, point.positiveCounts),
    negative: buckets(point.negativeOffset, point.negativeCounts),
  });
  return { kind: 'ok', histogram };
}

function denseBuckets(first: number, counts: ArrayLike<number>): Buckets {
  if (counts.length === 0) return noBuckets;
  return compactBuckets({
    indexes: Int32Array.from({ length: counts.length }, (_, i) => first + i),
    counts: Float64Array.from(counts),
  });
}
