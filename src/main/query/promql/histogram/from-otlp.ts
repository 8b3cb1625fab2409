// Histogram points of OpenTelemetry as Prometheus keeps them. A point without a recorded value is a staleness marker:
// that is for the caller, who must not ask for a histogram then.
import { compactBuckets } from './buckets.ts';
import { type Buckets, customSchema, type FloatHistogram, floatHistogram, noBuckets } from './float-histogram.ts';

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

function denseBuckets(first: number, counts: ArrayLike<number>): Buckets {
  if (counts.length === 0) return noBuckets;
  return compactBuckets({
    indexes: Int32Array.from({ length: counts.length }, (_, i) => first + i),
    counts: Float64Array.from(counts),
  });
}
