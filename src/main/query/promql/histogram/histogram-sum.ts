// The sum of many histograms with compensated rounding, as the aggregations build it. The one mutable thing here:
// buckets are added in place as long as the layout stays, which is the common case.
import { reduceBuckets, sameIndexes, unionOfIndexes } from './buckets.ts';
import { bucketsOfMapped, mapInto, mappedCounts, sameBounds, sharedBounds } from './custom-bounds.ts';
import {
  type Buckets,
  type CounterResetHint,
  type FloatHistogram,
  noBounds,
  usesCustomBounds,
} from './float-histogram.ts';
import { kahanLow } from './kahan.ts';
import { combinedHint } from './reset-hint.ts';
import { bucketsBeginningWithin, bucketsWithin, widenedZeroBucket } from './zero-bucket.ts';

export type AddOutcome = 'added' | 'bounds-reconciled' | 'incompatible';

/** Buckets of one sign with the low parts of their counts. */
interface Sums {
  indexes: Int32Array;
  counts: Float64Array;
  lows: Float64Array;
}

export class HistogramSum {
  #hint: CounterResetHint;
  #schema: number;
  #zeroThreshold: number;
  #customValues: Float64Array;
  #zeroCount: number;
  #zeroLow = 0;
  #count: number;
  #countLow = 0;
  #sum: number;
  #sumLow = 0;
  #positive: Sums;
  #negative: Sums;

  constructor(first: FloatHistogram) {
    this.#hint = first.hint;
    this.#schema = first.schema;
    this.#zeroThreshold = first.zeroThreshold;
    this.#customValues = first.customValues;
    this.#zeroCount = first.zeroCount;
    this.#count = first.count;
    this.#sum = first.sum;
    this.#positive = sumsOf(first.positive.indexes, first.positive.counts);
    this.#negative = sumsOf(first.negative.indexes, first.negative.counts);
  }

  /** Adds one more. What is incompatible (exponential with custom bounds) leaves the sum as it was. */
  add(other: FloatHistogram): AddOutcome {
    const custom = this.#customSchema();
    if (custom !== usesCustomBounds(other)) return 'incompatible';
    this.#hint = combinedHint(this.#hint, other.hint);
    if (!custom) this.#addZero(other);
    this.#countLow = kahanLow(other.count, this.#count, this.#countLow);
    this.#count += other.count;
    this.#sumLow = kahanLow(other.sum, this.#sum, this.#sumLow);
    this.#sum += other.sum;
    if (custom) return this.#addCustom(other);
    if (other.schema < this.#schema) this.#reduceTo(other.schema);
    const steps = other.schema - this.#schema;
    this.#addSide(this.#positive, other.positive, steps);
    this.#addSide(this.#negative, other.negative, steps);
    return 'added';
  }

  #addSide(own: Sums, buckets: Buckets, steps: number): void {
    if (buckets.counts.length === 0) return;
    const reduced = reduceBuckets(buckets, steps);
    addInto(own, reduced.indexes, reduced.counts, bucketsWithin(reduced, this.#schema, this.#zeroThreshold));
  }

  /** All counts and the sum times a factor. */
  scale(factor: number): void {
    this.#each((value) => value * factor);
  }

  /** All counts and the sum divided by a positive number. */
  divide(divisor: number): void {
    this.#each((value) => value / divisor);
  }

  /** The sum with the low parts. It need not be compact. */
  result(): FloatHistogram {
    return {
      hint: this.#hint,
      schema: this.#schema,
      zeroThreshold: this.#zeroThreshold,
      zeroCount: this.#zeroCount + this.#zeroLow,
      count: this.#count + this.#countLow,
      sum: this.#sum + this.#sumLow,
      positive: totals(this.#positive),
      negative: totals(this.#negative),
      customValues: this.#customValues,
    };
  }

  /** Whether a count or the sum has become infinite. */
  hasOverflow(): boolean {
    return (
      isInfinite(this.#zeroCount) ||
      isInfinite(this.#count) ||
      isInfinite(this.#sum) ||
      this.#positive.counts.some(isInfinite) ||
      this.#negative.counts.some(isInfinite)
    );
  }

  /** An independent copy. */
  copy(): HistogramSum {
    const copy = new HistogramSum({
      hint: this.#hint,
      schema: this.#schema,
      zeroThreshold: this.#zeroThreshold,
      zeroCount: this.#zeroCount,
      count: this.#count,
      sum: this.#sum,
      positive: this.#positive,
      negative: this.#negative,
      customValues: this.#customValues,
    });
    copy.#zeroLow = this.#zeroLow;
    copy.#countLow = this.#countLow;
    copy.#sumLow = this.#sumLow;
    copy.#positive.lows.set(this.#positive.lows);
    copy.#negative.lows.set(this.#negative.lows);
    return copy;
  }

  #customSchema(): boolean {
    return usesCustomBounds({ schema: this.#schema });
  }

  #addZero(other: FloatHistogram): void {
    let threshold = other.zeroThreshold;
    let count = other.zeroCount;
    let low = 0;
    while (threshold !== this.#zeroThreshold) {
      if (this.#zeroThreshold > threshold) ({ threshold, count, low } = widenedZeroBucket(other, this.#zeroThreshold));
      if (threshold > this.#zeroThreshold) this.#widenZero(threshold);
    }
    this.#addToZero(count);
    this.#addToZero(low);
  }

  #addToZero(value: number): void {
    this.#zeroLow = kahanLow(value, this.#zeroCount, this.#zeroLow);
    this.#zeroCount += value;
  }

  #widenZero(least: number): void {
    const own = {
      schema: this.#schema,
      zeroThreshold: this.#zeroThreshold,
      zeroCount: this.#zeroCount,
      positive: this.#positive,
      negative: this.#negative,
    };
    const lows = { zero: this.#zeroLow, positive: this.#positive.lows, negative: this.#negative.lows };
    const zero = widenedZeroBucket(own, least, lows);
    this.#zeroThreshold = zero.threshold;
    this.#zeroCount = zero.count;
    this.#zeroLow = zero.low;
    for (const sums of [this.#positive, this.#negative]) {
      const first = bucketsBeginningWithin(sums, this.#schema, zero.threshold);
      sums.indexes = sums.indexes.subarray(first);
      sums.counts = sums.counts.subarray(first);
      sums.lows = sums.lows.subarray(first);
    }
  }

  #addCustom(other: FloatHistogram): AddOutcome {
    if (sameBounds(this.#customValues, other.customValues)) {
      addInto(this.#positive, other.positive.indexes, other.positive.counts, 0);
      return 'added';
    }
    const target = sharedBounds(this.#customValues, other.customValues);
    const mapped = mappedCounts(target);
    mapInto(mapped, target, this.#positive, this.#customValues, 1, this.#positive.lows);
    mapInto(mapped, target, other.positive, other.customValues, 1);
    const { buckets, lows } = bucketsOfMapped(mapped);
    this.#positive = { indexes: buckets.indexes, counts: buckets.counts, lows };
    this.#customValues = target;
    return 'bounds-reconciled';
  }

  #reduceTo(schema: number): void {
    const steps = this.#schema - schema;
    for (const sums of [this.#positive, this.#negative]) {
      const reduced = sumsOf(reduceBuckets(sums, steps).indexes, noBounds);
      reduced.counts = new Float64Array(reduced.indexes.length);
      reduced.lows = new Float64Array(reduced.indexes.length);
      let to = 0;
      for (let i = 0; i < sums.counts.length; i++) {
        while (reduced.indexes[to] !== (((sums.indexes[i] as number) - 1) >> steps) + 1) to++;
        addAt(reduced, to, sums.counts[i] as number);
        addAt(reduced, to, sums.lows[i] as number);
      }
      Object.assign(sums, reduced);
    }
    this.#schema = schema;
  }

  #each(change: (value: number) => number): void {
    this.#zeroCount = change(this.#zeroCount);
    this.#zeroLow = change(this.#zeroLow);
    this.#count = change(this.#count);
    this.#countLow = change(this.#countLow);
    this.#sum = change(this.#sum);
    this.#sumLow = change(this.#sumLow);
    for (const { counts, lows } of [this.#positive, this.#negative]) {
      for (let i = 0; i < counts.length; i++) {
        counts[i] = change(counts[i] as number);
        lows[i] = change(lows[i] as number);
      }
    }
  }
}

function sumsOf(indexes: Int32Array, counts: Float64Array): Sums {
  return { indexes, counts: counts.slice(), lows: new Float64Array(counts.length) };
}

function totals(sums: Sums): { readonly indexes: Int32Array; readonly counts: Float64Array } {
  const counts = sums.counts.slice();
  for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) + (sums.lows[i] as number);
  return { indexes: sums.indexes, counts };
}

function addAt(sums: Sums, at: number, value: number): void {
  const sum = sums.counts[at] as number;
  sums.lows[at] = kahanLow(value, sum, sums.lows[at] as number);
  sums.counts[at] = sum + value;
}

function addInto(sums: Sums, indexes: Int32Array, counts: Float64Array, skip: number): void {
  if (counts.length <= skip) return;
  if (skip === 0 && sameIndexes(sums.indexes, indexes)) {
    addAll(sums.counts, sums.lows, counts);
    return;
  }
  spread(sums, unionOfIndexes(sums.indexes, indexes, skip));
  let to = 0;
  for (let i = skip; i < counts.length; i++) {
    while (sums.indexes[to] !== indexes[i]) to++;
    addAt(sums, to, counts[i] as number);
  }
}

function addAll(sums: Float64Array, lows: Float64Array, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const sum = sums[i] as number;
    const value = values[i] as number;
    lows[i] = kahanLow(value, sum, lows[i] as number);
    sums[i] = sum + value;
  }
}

/** Makes room for the buckets of a wider layout, which contains the present one. */
function spread(sums: Sums, indexes: Int32Array): void {
  if (indexes.length === sums.indexes.length) return;
  const counts = new Float64Array(indexes.length);
  const lows = new Float64Array(indexes.length);
  let to = 0;
  for (let i = 0; i < sums.indexes.length; i++) {
    while (indexes[to] !== sums.indexes[i]) to++;
    counts[to] = sums.counts[i] as number;
    lows[to] = sums.lows[i] as number;
  }
  sums.indexes = indexes;
  sums.counts = counts;
  sums.lows = lows;
}

function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}
