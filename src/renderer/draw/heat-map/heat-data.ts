// A distribution over time as cells: buckets between bounds, counted per step. Bounds are rows of equal height, so that
// classic buckets of any widths and exponential ones are read alike. A bucket wider than a row fills several.
import type { HistogramCells } from '../../../contract/metrics.ts';

export interface HeatData {
  /** Unix milliseconds of the first column and between two; a cell shows the time before its own. */
  readonly start: number;
  readonly step: number;
  readonly steps: number;
  /** Rising; row i lies between bounds[i] and bounds[i + 1]. May begin with -Infinity and end with Infinity. */
  readonly bounds: readonly number[];
  /** counts[step * rows + row]; the count of a wide bucket is divided among the rows it fills. */
  readonly counts: Float64Array;
}

interface Bucket {
  readonly step: number;
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

interface Times {
  readonly start: number;
  readonly step: number;
  readonly steps: number;
}

/** From native histograms of an answer, all of its series added up. */
export function heatOfHistograms(cells: HistogramCells, times: Times): HeatData {
  const buckets: Bucket[] = [];
  for (let at = 0; at < cells.count; at++) {
    const end = cells.bucketStart[at + 1] ?? 0;
    for (let bucket = cells.bucketStart[at] ?? 0; bucket < end; bucket++) {
      const lower = cells.lower[bucket] ?? 0;
      const upper = cells.upper[bucket] ?? 0;
      // The first of custom bounds reaches down without end; where bounds are positive, what is counted is too.
      const floor = lower === Number.NEGATIVE_INFINITY && upper > 0 ? 0 : lower;
      buckets.push({ step: cells.step[at] ?? 0, lower: floor, upper, count: cells.bucketCount[bucket] ?? 0 });
    }
  }
  return heatOf(buckets, times);
}

/** One series of cumulative counts per bound: `upper` is its `le`. */
export interface ClassicSeries {
  readonly upper: number;
  readonly values: readonly (number | null)[];
}

/** From classic buckets: what each has more than the one below. */
export function heatOfClassic(series: readonly ClassicSeries[], times: Times): HeatData {
  const rising = series.toSorted((a, b) => a.upper - b.upper);
  const buckets: Bucket[] = [];
  for (let step = 0; step < times.steps; step++) {
    let below = 0;
    let lower = (rising[0]?.upper ?? 0) > 0 ? 0 : Number.NEGATIVE_INFINITY;
    for (const { upper, values } of rising) {
      const value = values[step];
      if (value === null || value === undefined) continue;
      buckets.push({ step, lower, upper, count: Math.max(0, value - below) });
      below = Math.max(below, value);
      lower = upper;
    }
  }
  return heatOf(buckets, times);
}

/** Counts of one bucket, one per step. */
export interface CountedBucket {
  readonly lower: number;
  readonly upper: number;
  readonly counts: readonly (number | undefined)[];
}

/** From buckets that are counted already. */
export function heatOfCounts(counted: readonly CountedBucket[], times: Times): HeatData {
  const buckets = counted.flatMap(({ lower, upper, counts }) =>
    counts.flatMap((count, step): readonly Bucket[] =>
      count === undefined || Number.isNaN(count) ? [] : [{ step, lower, upper, count: Math.max(0, count) }],
    ),
  );
  return heatOf(buckets, times);
}

function heatOf(buckets: readonly Bucket[], times: Times): HeatData {
  // Bounds beyond the outermost that hold something only cost room; one more on each side shows that nothing is there.
  const all = [...new Set(buckets.flatMap(({ lower, upper }) => [lower, upper]))].sort((a, b) => a - b);
  const held = buckets.filter(({ count }) => count > 0);
  const least = held.reduce((low, { lower }) => Math.min(low, lower), Number.POSITIVE_INFINITY);
  const most = held.reduce((high, { upper }) => Math.max(high, upper), Number.NEGATIVE_INFINITY);
  const first = Math.max(0, all.indexOf(least) - 1);
  const last = Math.min(all.length - 1, all.indexOf(most) + 1);
  const bounds = held.length === 0 ? all : all.slice(first, last + 1);
  const rows = Math.max(0, bounds.length - 1);
  const rowOf = new Map(bounds.map((bound, row) => [bound, row]));
  const counts = new Float64Array(rows * times.steps);
  for (const { step, lower, upper, count } of held) {
    const from = rowOf.get(lower) ?? 0;
    const to = rowOf.get(upper) ?? rows;
    for (let row = from; row < to; row++) {
      const cell = step * rows + row;
      counts[cell] = (counts[cell] as number) + count / (to - from);
    }
  }
  return { ...times, bounds, counts };
}

export interface BucketSum {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** Each row over all steps, lowest first. */
export function bucketSums({ bounds, counts, steps }: HeatData): readonly BucketSum[] {
  const rows = Math.max(0, bounds.length - 1);
  return Array.from({ length: rows }, (_, row) => {
    let count = 0;
    for (let step = 0; step < steps; step++) count += counts[step * rows + row] as number;
    return { lower: bounds[row] as number, upper: bounds[row + 1] as number, count };
  });
}

/**
 * The bucket that holds (nearly) everything, undefined where the mass is spread: a percentile inside of it would only be
 * the line between its bounds. Narrow buckets (upper at most 1.5 times lower) tell enough by themselves.
 */
export function onlyBucket(sums: readonly BucketSum[]): BucketSum | undefined {
  const total = sums.reduce((sum, { count }) => sum + count, 0);
  const fullest = sums.find(({ count }) => total > 0 && count >= total * 0.98);
  if (fullest === undefined) return undefined;
  const narrow = fullest.lower > 0 && Number.isFinite(fullest.upper) && fullest.upper <= fullest.lower * 1.5;
  return narrow ? undefined : fullest;
}
