// Takes back what a metric or a point wrote, and says why.
import type { MetricBatch } from '../../contract/metric-batch.ts';
import { type NameField, rejectItem } from './any-batch.ts';

/** Ends the point at `batch.count`: keeps it, or leaves no rows behind but the rejection. */
export function endPoint(batch: MetricBatch, name: NameField, offset: number, fault: string | undefined): void {
  const row = batch.count;
  if (fault === undefined) {
    batch.count = row + 1;
    return;
  }
  rejectItem(batch, name, offset, fault);
  // The attributes of exemplars follow those of their point.
  batch.attributes.count = batch.attributeStart[row] as number;
  batch.exemplars.count = batch.exemplarStart[row] as number;
}

/**
 * Rejects the metric's points from row `first` on, and the metric itself where it has none. `unread` are points that were
 * not read.
 */
export function rejectMetric(
  batch: MetricBatch,
  name: NameField,
  first: number,
  offset: number,
  reason: string,
  unread = 0,
): void {
  const points = batch.count - first + unread;
  rejectItem(batch, name, offset, reason);
  batch.rejectedCount += Math.max(0, points - 1);
  if (batch.count === first) return;
  batch.attributes.count = batch.attributeStart[first] as number;
  batch.exemplars.count = batch.exemplarStart[first] as number;
  batch.count = first;
}
