// Stacked bars over time as numbers: which bucket lies where, how tall its parts are, what a pointer or a drag means.
// Positions are in buckets (a fraction of one is a place inside of it); only the ends of a selection become times. Pure.

export interface HistogramData {
  /** Start of the first bucket, Unix nanoseconds; and nanoseconds per bucket. */
  readonly start: bigint;
  readonly width: bigint;
  readonly buckets: number;
  /** Parts of each bucket from the bottom: counts[parts * bucket + part]. */
  readonly counts: Uint32Array;
  readonly parts: number;
}

export interface BarLayout {
  readonly data: HistogramData;
  /** CSS pixels of the plot. */
  readonly width: number;
  readonly height: number;
  /** Sum of the tallest bucket. */
  readonly tallest: number;
}

export function barLayout(data: HistogramData, width: number, height: number): BarLayout {
  let tallest = 0;
  for (let bucket = 0; bucket < data.buckets; bucket++) tallest = Math.max(tallest, bucketSum(data, bucket));
  return { data, width, height, tallest };
}

export function bucketSum({ counts, parts }: HistogramData, bucket: number): number {
  let sum = 0;
  for (let part = 0; part < parts; part++) sum += counts[parts * bucket + part] ?? 0;
  return sum;
}

export function pixelsPerBucket({ data, width }: BarLayout): number {
  return width / Math.max(1, data.buckets);
}

/** The bucket under a pixel, or -1. */
export function bucketAt(layout: BarLayout, x: number): number {
  const bucket = Math.floor(x / pixelsPerBucket(layout));
  return bucket >= 0 && bucket < layout.data.buckets ? bucket : -1;
}

/** Least movement that is meant as a selection, CSS pixels. */
export const leastDrag = 4;

/** Whole buckets that a drag touches; undefined when it is too short to be meant. */
export function draggedBuckets(
  layout: BarLayout,
  from: number,
  to: number,
): { readonly first: number; readonly last: number } | undefined {
  if (Math.abs(to - from) < leastDrag || layout.data.buckets === 0) return undefined;
  const clamp = (x: number): number =>
    Math.max(0, Math.min(layout.data.buckets - 1, Math.floor(x / pixelsPerBucket(layout))));
  return { first: clamp(Math.min(from, to)), last: clamp(Math.max(from, to)) };
}

/** First and last nanosecond of the buckets [first, last]. */
export function timesOfBuckets(
  { start, width }: HistogramData,
  first: number,
  last: number,
): { readonly from: bigint; readonly to: bigint } {
  return { from: start + width * BigInt(first), to: start + width * BigInt(last + 1) - 1n };
}
