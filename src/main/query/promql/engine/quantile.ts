// The quantile of plain numbers: linear between the two nearest ranks.

/**
 * The value at rank q·(n-1) of the sorted numbers, NaN sorting first. NaN for no numbers or q NaN, -Inf for q < 0, +Inf
 * for q > 1.
 */
export function quantileOf(q: number, values: Float64Array): number {
  // NaN comes last here.
  const sorted = values.toSorted();
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  return quantileOfSorted(q, sorted, count, sorted.length - count);
}

/** Of the first `count` numbers, which rise, and of `nans` that are none. */
export function quantileOfSorted(q: number, sorted: Float64Array, count: number, nans: number): number {
  const all = count + nans;
  if (all === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const rank = q * (all - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(all - 1, lower + 1);
  if (lower < nans) return Number.NaN;
  const weight = rank - lower;
  return (sorted[lower - nans] as number) * (1 - weight) + (sorted[upper - nans] as number) * weight;
}
