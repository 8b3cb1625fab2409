// The numbers of an OTLP point as the slots of its stream. Source of the formats: opentelemetry-proto metrics.proto.
import { Has, type MetricBatch, MetricKind } from '../../contract/metric-batch.ts';
import type { SampleBuckets } from '../../contract/sample-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { packHistogram } from './native-histogram.ts';
import type { StreamLayout } from './sample-face.ts';
import { Cell } from './sample-group.ts';
import type { SampleRecord } from './sample-journal.ts';

const number: StreamLayout = { kind: 'number' };
const native: StreamLayout = { kind: 'native' };

/** The layout that a point asks for. */
export function layoutOf(batch: MetricBatch, i: number): StreamLayout {
  const kind = kindOf(batch, i);
  if (kind === MetricKind.exponentialHistogram) return native;
  const from = batch.boundsStart[i] as number;
  const count = batch.boundsCount[i] as number;
  const { values } = batch.numbers;
  if (kind === MetricKind.histogram) {
    const has = batch.has[i] as number;
    return {
      kind: 'histogram',
      bounds: values.slice(from, from + count),
      sum: (has & Has.sum) > 0,
      min: (has & Has.min) > 0,
      max: (has & Has.max) > 0,
    };
  }
  if (kind !== MetricKind.summary) return number;
  const quantiles = new Float64Array(count >> 1);
  for (let q = 0; q < quantiles.length; q++) quantiles[q] = values[from + 2 * q] as number;
  return { kind: 'summary', quantiles };
}

/** Whether a stream of this layout takes the point. Fewer optional numbers are fine, and so is a point without value. */
export function sameLayout(batch: MetricBatch, i: number, layout: StreamLayout): boolean {
  if (layout.kind === 'number' || layout.kind === 'native') return true;
  const from = batch.boundsStart[i] as number;
  const count = batch.boundsCount[i] as number;
  const { values } = batch.numbers;
  if (layout.kind === 'histogram') {
    const has = batch.has[i] as number;
    const without = ((batch.flags[i] as number) & 1) > 0;
    if (without && count === 0) return true;
    const { bounds } = layout;
    if (bounds.length !== count) return false;
    for (let b = 0; b < count; b++) if (bounds[b] !== values[from + b]) return false;
    return (
      (layout.sum || (has & Has.sum) === 0) &&
      (layout.min || (has & Has.min) === 0) &&
      (layout.max || (has & Has.max) === 0)
    );
  }
  const { quantiles } = layout;
  if (quantiles.length !== count >> 1) return count === 0 && ((batch.flags[i] as number) & 1) > 0;
  for (let q = 0; q < quantiles.length; q++) if (quantiles[q] !== values[from + 2 * q]) return false;
  return true;
}

/** Fills `record.values`, `cells` and `packed` of a point that has a value. */
export function fillSlots(batch: MetricBatch, i: number, layout: StreamLayout, record: SampleRecord): void {
  const { values, cells } = record;
  switch (layout.kind) {
    case 'number': {
      const kind = batch.valueKind[i] as number;
      values[0] = kind === ValueKind.empty ? 0 : valueOf(batch, i, kind);
      cells[0] = kind === ValueKind.empty ? Cell.stale : Cell.value;
      return;
    }
    case 'native': {
      values[0] = batch.total[i] as number;
      cells[0] = Cell.value;
      record.packed = exponential(batch, i);
      return;
    }
    case 'histogram':
      fillHistogram(batch, i, layout, record);
      return;
    case 'summary': {
      const from = batch.boundsStart[i] as number;
      const { length } = layout.quantiles;
      for (let q = 0; q < length; q++) values[q] = batch.numbers.values[from + 2 * q + 1] as number;
      values[length] = batch.total[i] as number;
      values[length + 1] = batch.sum[i] as number;
      cells.fill(Cell.value, 0, length + 2);
    }
  }
}

function fillHistogram(
  batch: MetricBatch,
  i: number,
  layout: Extract<StreamLayout, { kind: 'histogram' }>,
  { values, cells }: SampleRecord,
): void {
  const { length } = layout.bounds;
  const from = batch.bucketsStart[i] as number;
  const buckets = batch.bucketsCount[i] as number;
  const has = batch.has[i] as number;
  let upTo = 0;
  for (let b = 0; b < length; b++) {
    upTo += b < buckets ? (batch.numbers.values[from + b] as number) : 0;
    values[b] = upTo;
    cells[b] = buckets > 0 ? Cell.value : Cell.absent;
  }
  values[length] = batch.total[i] as number;
  cells[length] = Cell.value;
  let slot = length + 1;
  const optional = (bit: number, value: number): void => {
    const there = (has & bit) > 0;
    values[slot] = there ? value : 0;
    cells[slot++] = there ? Cell.value : Cell.absent;
  };
  if (layout.sum) optional(Has.sum, batch.sum[i] as number);
  if (layout.min) optional(Has.min, batch.min[i] as number);
  if (layout.max) optional(Has.max, batch.max[i] as number);
}

function exponential(batch: MetricBatch, i: number): Uint8Array {
  const has = batch.has[i] as number;
  const side = (offset: number, start: number, count: number): SampleBuckets => {
    const indexes: number[] = [];
    const counts: number[] = [];
    for (let b = 0; b < count; b++) {
      const value = batch.numbers.values[start + b] as number;
      if (value === 0) continue;
      // OpenTelemetry's bucket 0 begins at 1, Prometheus' bucket 0 ends there.
      indexes.push(offset + b + 1);
      counts.push(value);
    }
    return { indexes: Int32Array.from(indexes), counts: Float64Array.from(counts) };
  };
  const min = batch.min[i] as number;
  const max = batch.max[i] as number;
  return packHistogram({
    gauge: false,
    withoutSum: (has & Has.sum) === 0,
    schema: batch.scale[i] as number,
    zeroThreshold: batch.zeroThreshold[i] as number,
    zeroCount: batch.zeroCount[i] as number,
    count: batch.total[i] as number,
    sum: batch.sum[i] as number,
    ...((has & Has.min) > 0 ? { min } : {}),
    ...((has & Has.max) > 0 ? { max } : {}),
    positive: side(batch.positiveOffset[i] as number, batch.bucketsStart[i] as number, batch.bucketsCount[i] as number),
    negative: side(
      batch.negativeOffset[i] as number,
      batch.negativeStart[i] as number,
      batch.negativeCount[i] as number,
    ),
    customValues: new Float64Array(0),
  });
}

function kindOf(batch: MetricBatch, i: number): number {
  return batch.metrics.kind[batch.metric[i] as number] as number;
}

function valueOf({ valueWords }: MetricBatch, i: number, kind: number): number {
  const low = valueWords[2 * i] as number;
  const high = valueWords[2 * i + 1] as number;
  if (kind === ValueKind.int) return (high | 0) * 0x1_0000_0000 + low;
  return new DataView(valueWords.buffer, valueWords.byteOffset + 8 * i, 8).getFloat64(0, true);
}
