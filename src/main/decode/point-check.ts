// What makes a data point unusable, and where the numbers of a good one go. Sources: the comments of
// opentelemetry-proto metrics.proto, and the data model's limits of exponential histograms.
import { Has, type MetricBatch, MetricKind, NO_RECORDED_VALUE } from '../../contract/metric-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { limits } from './limits.ts';
import { addNumbers } from './metric-batch.ts';
import { clearLists, type PointLists } from './number-list.ts';

/** At -11 one bucket holds all doubles; beyond 20 the number of a bucket would need more than 32 bits. */
const lowestScale = -11;
const highestScale = 20;

function isRecorded(batch: MetricBatch, row: number): boolean {
  return ((batch.flags[row] as number) & NO_RECORDED_VALUE) === 0;
}

/** Checks a point of a gauge or a sum; answers why it cannot be kept. */
function faultOfNumber(batch: MetricBatch, row: number): string | undefined {
  return batch.valueKind[row] === ValueKind.empty && isRecorded(batch, row) ? 'a point without a value' : undefined;
}

/** Checks a histogram's point and takes its lists over; answers why it cannot be kept. */
function keepHistogram(batch: MetricBatch, row: number, lists: PointLists): string | undefined {
  const fault = faultOfBounds(lists);
  if (fault !== undefined) {
    // What such a point says of its buckets is to be ignored.
    if (isRecorded(batch, row)) return fault;
    clearLists(lists);
  }
  const { bounds, buckets } = lists;
  batch.boundsStart[row] = addNumbers(batch, bounds);
  batch.boundsCount[row] = bounds.count;
  batch.bucketsStart[row] = addNumbers(batch, buckets);
  batch.bucketsCount[row] = buckets.count;
  if (buckets.count > 0) batch.has[row] = (batch.has[row] as number) | Has.buckets;
  return undefined;
}

function faultOfBounds({ bounds, buckets }: PointLists): string | undefined {
  if (bounds.overfull || buckets.overfull) return `a histogram with more than ${limits.buckets} buckets`;
  if (buckets.count !== bounds.count + 1 && (buckets.count !== 0 || bounds.count !== 0))
    return `a histogram with ${plural(buckets.count, 'bucket count')} for ${plural(bounds.count, 'bound')}; there is one more count than bounds, or neither`;
  const { values } = bounds;
  for (let i = 0; i < bounds.count; i++) {
    const bound = values[i] as number;
    if (!(bound > (i === 0 ? Number.NEGATIVE_INFINITY : (values[i - 1] as number))))
      return `the bounds of a histogram must rise; bound ${i} is ${bound}${i === 0 ? '' : ` after ${values[i - 1]}`}`;
    if (bound === Number.POSITIVE_INFINITY) return 'the last bucket of a histogram ends at infinity without a bound';
  }
  return undefined;
}

/** Checks an exponential histogram's point and takes its lists over; answers why it cannot be kept. */
function keepExponential(batch: MetricBatch, row: number, lists: PointLists): string | undefined {
  const fault = faultOfExponential(batch, row, lists);
  if (fault !== undefined) {
    if (isRecorded(batch, row)) return fault;
    clearLists(lists);
    batch.scale[row] = 0;
    batch.zeroThreshold[row] = 0;
  }
  const { buckets, negative } = lists;
  batch.bucketsStart[row] = addNumbers(batch, buckets);
  batch.bucketsCount[row] = buckets.count;
  batch.negativeStart[row] = addNumbers(batch, negative);
  batch.negativeCount[row] = negative.count;
  if (buckets.count + negative.count > 0) batch.has[row] = (batch.has[row] as number) | Has.buckets;
  return undefined;
}

function faultOfExponential(batch: MetricBatch, row: number, { buckets, negative }: PointLists): string | undefined {
  const scale = batch.scale[row] as number;
  if (scale < lowestScale || scale > highestScale)
    return `an exponential histogram of scale ${scale}; scales go from ${lowestScale} to ${highestScale}`;
  if (!((batch.zeroThreshold[row] as number) >= 0))
    return `an exponential histogram whose zero bucket is ${batch.zeroThreshold[row]} wide`;
  if (buckets.overfull || negative.overfull)
    return `an exponential histogram with more than ${limits.buckets} buckets of one sign`;
  return (
    faultOfOffset(batch.positiveOffset[row] as number, buckets.count) ??
    faultOfOffset(batch.negativeOffset[row] as number, negative.count)
  );
}

function faultOfOffset(offset: number, count: number): string | undefined {
  return offset + count < 0x7fff_ffff
    ? undefined
    : `an exponential histogram of ${plural(count, 'bucket')} from ${offset} on; their numbers do not fit into 32 bits`;
}

/** Checks a summary's point and takes its quantiles over; answers why it cannot be kept. */
function keepSummary(batch: MetricBatch, row: number, lists: PointLists): string | undefined {
  const { bounds } = lists;
  const fault = faultOfQuantiles(lists);
  if (fault !== undefined) {
    if (isRecorded(batch, row)) return fault;
    bounds.clear();
  }
  batch.boundsStart[row] = addNumbers(batch, bounds);
  batch.boundsCount[row] = bounds.count;
  return undefined;
}

function faultOfQuantiles({ bounds }: PointLists): string | undefined {
  if (bounds.overfull) return `a summary with more than ${limits.buckets / 2} quantiles`;
  for (let i = 0; i < bounds.count; i += 2) {
    const quantile = bounds.values[i] as number;
    if (!(quantile >= 0 && quantile <= 1)) return `a quantile of ${quantile}; quantiles go from 0 to 1`;
  }
  return undefined;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Checks the point at `row` of a metric of this kind and takes its lists over; answers why it cannot be kept. */
export function keepPoint(batch: MetricBatch, row: number, kind: number, lists: PointLists): string | undefined {
  switch (kind) {
    case MetricKind.histogram:
      return keepHistogram(batch, row, lists);
    case MetricKind.exponentialHistogram:
      return keepExponential(batch, row, lists);
    case MetricKind.summary:
      return keepSummary(batch, row, lists);
    default:
      return faultOfNumber(batch, row);
  }
}
