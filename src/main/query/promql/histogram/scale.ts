// A histogram times or divided by a number: all counts and the sum; the layout stays.
import { type Buckets, type FloatHistogram, noBuckets, usesCustomBounds } from './float-histogram.ts';

/** Times a factor. A negative one makes a gauge of it. */
export function multiplyHistogram(histogram: FloatHistogram, factor: number): FloatHistogram {
  return {
    hint: factor < 0 ? 'gauge' : histogram.hint,
    schema: histogram.schema,
    zeroThreshold: histogram.zeroThreshold,
    // 0 times infinity would be something where there is no zero bucket.
    zeroCount: usesCustomBounds(histogram) ? 0 : histogram.zeroCount * factor,
    count: histogram.count * factor,
    sum: histogram.sum * factor,
    positive: multiplied(histogram.positive, factor),
    negative: multiplied(histogram.negative, factor),
    customValues: histogram.customValues,
  };
}

/** Divided by a number. After division by zero there are no buckets, only an infinite (or undefined) count and sum. */
export function divideHistogram(histogram: FloatHistogram, divisor: number): FloatHistogram {
  return {
    hint: divisor < 0 ? 'gauge' : histogram.hint,
    schema: histogram.schema,
    zeroThreshold: histogram.zeroThreshold,
    zeroCount: usesCustomBounds(histogram) ? 0 : histogram.zeroCount / divisor,
    count: histogram.count / divisor,
    sum: histogram.sum / divisor,
    positive: divided(histogram.positive, divisor),
    negative: divided(histogram.negative, divisor),
    customValues: histogram.customValues,
  };
}

function multiplied({ indexes, counts }: Buckets, factor: number): Buckets {
  if (counts.length === 0) return noBuckets;
  const products = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) products[i] = (counts[i] as number) * factor;
  return { indexes, counts: products };
}

function divided({ indexes, counts }: Buckets, divisor: number): Buckets {
  if (counts.length === 0 || divisor === 0) return noBuckets;
  const quotients = new Float64Array(counts.length);
  for (let i = 0; i < counts.length; i++) quotients[i] = (counts[i] as number) / divisor;
  return { indexes, counts: quotients };
}
