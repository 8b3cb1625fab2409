// The figures of a series that a legend gives: over the times that are shown, gaps left out.

export interface SeriesFigures {
  /** The newest value; NaN for all of them when there is none. */
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sum: number;
  /** How many values there are. */
  readonly count: number;
}

export function seriesFigures(values: readonly (number | null)[]): SeriesFigures {
  let last = Number.NaN;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null || Number.isNaN(value)) continue;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  if (count === 0) return { last, min: last, max: last, mean: last, sum: 0, count };
  return { last, min, max, mean: sum / count, sum, count };
}
