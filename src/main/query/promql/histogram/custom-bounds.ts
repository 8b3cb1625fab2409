// Histograms with custom bounds (NHCB) that do not agree: both are mapped to the bounds that they share.
import { type Buckets, noBounds, noBuckets } from './float-histogram.ts';
import { kahanLow } from './kahan.ts';

export function sameBounds(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The bounds that are in both, rising. */
export function sharedBounds(a: Float64Array, b: Float64Array): Float64Array {
  const shared: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) shared.push(left);
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return shared.length === 0 ? noBounds : Float64Array.from(shared);
}

/** Dense sums, one per target bound and one above all of them, with the low parts that rounding lost. */
export interface MappedCounts {
  readonly sums: Float64Array;
  readonly lows: Float64Array;
}

export function mappedCounts(target: Float64Array): MappedCounts {
  return { sums: new Float64Array(target.length + 1), lows: new Float64Array(target.length + 1) };
}

/** Adds factor·buckets (of `bounds`) to counts by target bounds, which must be a subset of `bounds`. */
export function mapInto(
  mapped: MappedCounts,
  target: Float64Array,
  buckets: Buckets,
  bounds: Float64Array,
  factor: 1 | -1,
  lows?: Float64Array,
): void {
  let to = 0;
  for (let i = 0; i < buckets.counts.length; i++) {
    const bound = bounds[buckets.indexes[i] as number];
    if (bound === undefined) to = target.length;
    else while (to < target.length && (target[to] as number) < bound) to++;
    addAt(mapped, to, factor * (buckets.counts[i] as number));
    if (lows !== undefined) addAt(mapped, to, lows[i] as number);
  }
}

function addAt(mapped: MappedCounts, at: number, value: number): void {
  const sum = mapped.sums[at] as number;
  mapped.lows[at] = kahanLow(value, sum, mapped.lows[at] as number);
  mapped.sums[at] = sum + value;
}

/** The buckets of dense sums, and their low parts; those without observations are left out. */
export function bucketsOfMapped(mapped: MappedCounts): { readonly buckets: Buckets; readonly lows: Float64Array } {
  const indexes: number[] = [];
  mapped.sums.forEach((sum, i) => {
    if (sum !== 0 || mapped.lows[i] !== 0) indexes.push(i);
  });
  if (indexes.length === 0) return { buckets: noBuckets, lows: noBounds };
  return {
    buckets: { indexes: Int32Array.from(indexes), counts: Float64Array.from(indexes, (i) => mapped.sums[i] as number) },
    lows: Float64Array.from(indexes, (i) => mapped.lows[i] as number),
  };
}
