// The quantile of plain numbers: linear between the two nearest ranks.

/**
 * The value at rank q·(n-1) of the sorted numbers, NaN sorting first. NaN for no numbers or q NaN, -Inf for q < 0, +Inf
 * for q > 1.
 */
export function quantileOf(q: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN;
  if (q < 0) return Number.NEGATIVE_INFINITY;
  if (q > 1) return Number.POSITIVE_INFINITY;
  const sorted = values.toSorted();
  // They come last here and first in PromQL.
  const nans = countNaN(sorted);
  const at = (place: number) => (place < nans ? Number.NaN : (sorted[place - nans] as number));
  const rank = q * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return at(lower) * (1 - weight) + at(upper) * weight;
}

function countNaN(sorted: Float64Array): number {
  let count = 0;
  while (count < sorted.length && Number.isNaN(sorted[sorted.length - 1 - count])) count++;
  return count;
}
