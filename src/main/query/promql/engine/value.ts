// What expressions evaluate to, as columns. Labels are kept once per series, not per step; columns are never changed
// after whoever made them has handed them on, so that they may be shared.
import type { FloatHistogram } from '../histogram/float-histogram.ts';
import { Labels, metricName } from './labels.ts';

/** Kinds of a sample in `StepSeries.kinds`. */
export const absentSample = 0;
export const floatSample = 1;
export const histogramSample = 2;

/** One series with at most one sample per step. */
export interface StepSeries {
  readonly labels: Labels;
  /** Meaningful where `kinds` says float. */
  readonly values: Float64Array;
  /** One byte per step: `absentSample`, `floatSample` or `histogramSample`. */
  readonly kinds: Uint8Array;
  /** By step; undefined when the series has no histogram at all. */
  readonly histograms: readonly (FloatHistogram | undefined)[] | undefined;
  /** The metric's name (with type and unit) is to go, at the latest when the evaluation ends. */
  readonly dropName: boolean;
}

/** The samples of one series at times of their own, floats and histograms apart, without staleness markers. */
export interface RangeSeries {
  readonly labels: Labels;
  readonly dropName: boolean;
  /** Unix milliseconds, rising. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Of the floats; 0 where unknown. */
  readonly startTimes: Float64Array | undefined;
  readonly histogramTimes: Float64Array;
  readonly histograms: readonly FloatHistogram[];
  readonly histogramStartTimes: Float64Array | undefined;
}

export type Value =
  | { readonly kind: 'scalar'; readonly values: Float64Array }
  | { readonly kind: 'vector'; readonly series: readonly StepSeries[] }
  | { readonly kind: 'ranges'; readonly series: readonly RangeSeries[] }
  | { readonly kind: 'string'; readonly value: string };

export const noTimes = new Float64Array(0);

/** Labels that say what a metric is; they go with its name when a value is no longer the metric's. */
const metadataNames = [metricName, '__type__', '__unit__'];

export function withoutMetadata(labels: Labels): Labels {
  return labels.without(metadataNames);
}

/** A vector of one series without labels and with a float at each step. */
export function constantSeries(values: Float64Array): StepSeries {
  const kinds = new Uint8Array(values.length).fill(floatSample);
  return { labels: Labels.empty, values, kinds, histograms: undefined, dropName: false };
}

/** How many samples a series has, a histogram counted by its size. */
export function sampleCount({ kinds, histograms }: StepSeries): number {
  let count = 0;
  for (let step = 0; step < kinds.length; step++) if (kinds[step] !== absentSample) count++;
  if (histograms !== undefined) {
    for (const histogram of histograms) if (histogram !== undefined) count += histogramWeight(histogram) - 1;
  }
  return count;
}

/** The memory of a histogram, in floats with their times. */
export function histogramWeight(histogram: FloatHistogram): number {
  const columns = [histogram.positive.counts, histogram.negative.counts, histogram.customValues];
  let bytes = 176;
  for (const column of columns) bytes += column.length * 8;
  return Math.floor(bytes / 16);
}
