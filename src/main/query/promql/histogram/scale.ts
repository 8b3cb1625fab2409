// A histogram times or divided by a number: all counts and the sum; the layout stays.
import { scaleBuckets } from './buckets.ts';
import { type Buckets, type FloatHistogram, noBuckets } from './float-histogram.ts';

/** Times a factor. A negative one makes a gauge of it. */
export function multiplyHistogram(histogram: FloatHistogram, factor: number): FloatHistogram {
  return scaled(
    histogram,
    factor,
    (value) => value * factor,
    (buckets) => scaleBuckets(buckets, factor),
  );
}

/** Divided by a number. After division by zero there are no buckets, only an infinite (or undefined) count and sum. */
export function divideHistogram(histogram: FloatHistogram, divisor: number): FloatHistogram {
  return scaled(
    histogram,
    divisor,
    (value) => value / divisor,
    ({ indexes, counts }) => (divisor === 0 ? noBuckets : { indexes, counts: counts.map((count) => count / divisor) }),
  );
}

function scaled(
  histogram: FloatHistogram,
  by: number,
  value: (value: number) => number,
  buckets: (buckets: Buckets) => Buckets,
): FloatHistogram {
  return {
    hint: by < 0 ? 'gauge' : histogram.hint,
    schema: histogram.schema,
    zeroThreshold: histogram.zeroThreshold,
    zeroCount: value(histogram.zeroCount),
    count: value(histogram.count),
    sum: value(histogram.sum),
    positive: buckets(histogram.positive),
    negative: buckets(histogram.negative),
    customValues: histogram.customValues,
  };
}
