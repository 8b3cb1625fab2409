// The axis of a distribution: bins of durations (contract/duration-bins.ts) along x, shares of the whole along y. Pure.
import type { Distribution } from '../../../contract/compare.ts';
import { binOf } from '../../../contract/duration-bins.ts';

export interface DistributionScale {
  /** First and last bin that is drawn. */
  readonly first: number;
  readonly last: number;
  /** The largest share of one column, 0 to 1. */
  readonly most: number;
  /** Bins drawn as one column. */
  readonly step: number;
}

/** Columns at most, so that a column is wide enough to be seen. */
const mostColumns = 160;

/** `undefined` when both are empty. */
export function distributionScale(all: readonly Distribution[]): DistributionScale | undefined {
  const filled = all.filter(({ counts }) => counts.length > 0);
  if (filled.length === 0) return undefined;
  const first = Math.max(0, Math.min(...filled.map((one) => one.first)) - 4);
  const last = Math.max(...filled.map((one) => one.first + one.counts.length - 1)) + 4;
  const step = Math.ceil((last - first + 1) / mostColumns);
  const scale = { first, last, most: 1, step };
  return { ...scale, most: Math.max(...filled.flatMap((one) => columnShares(one, scale))) };
}

/** Share of the whole per column, from the scale's first bin on. */
export function columnShares({ first, counts }: Distribution, scale: DistributionScale): number[] {
  const columns = Array.from({ length: Math.ceil((scale.last - scale.first + 1) / scale.step) }, () => 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return columns;
  counts.forEach((count, i) => {
    const column = Math.floor((first + i - scale.first) / scale.step);
    columns[column] = (columns[column] ?? 0) + count / total;
  });
  return columns;
}

/** Durations in nanoseconds at which the axis has a tick: powers of ten, and halves between while there are few. */
export function durationTicks({
  first,
  last,
}: DistributionScale): readonly { readonly nanos: number; readonly bin: number }[] {
  const ticks: { nanos: number; bin: number }[] = [];
  const factors = last - first > 200 ? [1] : last - first > 90 ? [1, 3] : [1, 2, 5];
  for (let power = 0; power < 20; power++) {
    for (const factor of factors) {
      const nanos = factor * 10 ** power;
      const bin = binOf(nanos);
      if (bin >= first && bin <= last) ticks.push({ nanos, bin });
    }
  }
  return ticks;
}
