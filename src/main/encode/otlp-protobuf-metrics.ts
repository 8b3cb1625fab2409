// Metrics as OTLP protobuf. Format: opentelemetry-proto metrics/v1/metrics.proto. Values are `as_double`: a run keeps doubles.
import type {
  ExemplarRecord,
  ExponentialBuckets,
  ExponentialPoint,
  HistogramPoint,
  MetricRecord,
  NumberPoint,
  PointRecord,
  SummaryPoint,
} from '../../contract/metric-records.ts';
import { NO_RECORDED_VALUE } from '../../contract/metric-batch.ts';
import { writeAttributes } from './otlp-protobuf-values.ts';
import type { ProtoBytes } from './proto-bytes.ts';
import { wholeCount } from './whole-count.ts';

const dataFields = { gauge: 5, sum: 7, histogram: 9, exponentialHistogram: 10, summary: 11 } as const;

/** A metric as field 2 of the ScopeMetrics that is open. */
export function writeMetric(out: ProtoBytes, metric: MetricRecord): void {
  const start = out.begin(2);
  if (metric.name !== '') out.text(1, metric.name);
  if (metric.description !== '') out.text(2, metric.description);
  if (metric.unit !== '') out.text(3, metric.unit);
  const data = out.begin(dataFields[metric.kind]);
  writePoints(out, metric);
  if ('temporality' in metric && metric.temporality !== 0) out.uint32(2, metric.temporality);
  if (metric.kind === 'sum' && metric.monotonic) out.uint32(3, 1);
  out.end(data);
  out.end(start);
}

function writePoints(out: ProtoBytes, metric: MetricRecord): void {
  switch (metric.kind) {
    case 'gauge':
    case 'sum':
      for (const point of metric.points) writeNumber(out, point);
      return;
    case 'histogram':
      for (const point of metric.points) writeHistogram(out, point);
      return;
    case 'exponentialHistogram':
      for (const point of metric.points) writeExponential(out, point);
      return;
    case 'summary':
      for (const point of metric.points) writeSummary(out, point);
      return;
  }
}

function writeTimes(out: ProtoBytes, { start, time }: PointRecord): void {
  if (start !== 0n) out.fixed64(2, start);
  if (time !== 0n) out.fixed64(3, time);
}

function writeFlags(out: ProtoBytes, field: number, { recorded }: PointRecord): void {
  if (!recorded) out.uint32(field, NO_RECORDED_VALUE);
}

function writeExemplars(out: ProtoBytes, field: number, exemplars: readonly ExemplarRecord[]): void {
  for (const { time, value, traceId, spanId, attributes } of exemplars) {
    const start = out.begin(field);
    if (time !== 0n) out.fixed64(2, time);
    out.double(3, value);
    if (spanId !== undefined) out.hex(4, spanId);
    if (traceId !== undefined) out.hex(5, traceId);
    writeAttributes(out, 7, attributes);
    out.end(start);
  }
}

function writeNumber(out: ProtoBytes, point: NumberPoint): void {
  const start = out.begin(1);
  writeTimes(out, point);
  if (point.recorded) out.double(4, point.value);
  writeExemplars(out, 5, point.exemplars);
  writeAttributes(out, 7, point.attributes);
  writeFlags(out, 8, point);
  out.end(start);
}

const fixedCount = (out: ProtoBytes, field: number, count: number): void => {
  if (count !== 0) out.fixed64(field, BigInt(wholeCount(count)));
};
/** Optional numbers are there also where they are 0. */
const optional = (out: ProtoBytes, field: number, value: number | undefined): void => {
  if (value !== undefined) out.double(field, value);
};

function writeHistogram(out: ProtoBytes, point: HistogramPoint): void {
  const start = out.begin(1);
  writeTimes(out, point);
  fixedCount(out, 4, point.count);
  optional(out, 5, point.sum);
  if (point.buckets.length > 0) out.packedFixed64(6, point.buckets.map(wholeCount));
  if (point.bounds.length > 0) out.packedDoubles(7, point.bounds);
  writeExemplars(out, 8, point.exemplars);
  writeAttributes(out, 9, point.attributes);
  writeFlags(out, 10, point);
  optional(out, 11, point.min);
  optional(out, 12, point.max);
  out.end(start);
}

function writeExponential(out: ProtoBytes, point: ExponentialPoint): void {
  const start = out.begin(1);
  writeAttributes(out, 1, point.attributes);
  writeTimes(out, point);
  fixedCount(out, 4, point.count);
  optional(out, 5, point.sum);
  if (point.scale !== 0) out.sint32(6, point.scale);
  fixedCount(out, 7, point.zeroCount);
  writeBuckets(out, 8, point.positive);
  writeBuckets(out, 9, point.negative);
  writeFlags(out, 10, point);
  writeExemplars(out, 11, point.exemplars);
  optional(out, 12, point.min);
  optional(out, 13, point.max);
  if (point.zeroThreshold !== 0) out.double(14, point.zeroThreshold);
  out.end(start);
}

function writeBuckets(out: ProtoBytes, field: number, { offset, counts }: ExponentialBuckets): void {
  if (counts.length === 0) return;
  const start = out.begin(field);
  if (offset !== 0) out.sint32(1, offset);
  out.packedVarints(2, counts.map(wholeCount));
  out.end(start);
}

function writeSummary(out: ProtoBytes, point: SummaryPoint): void {
  const start = out.begin(1);
  writeTimes(out, point);
  fixedCount(out, 4, point.count);
  out.double(5, point.sum);
  for (const [quantile, value] of point.quantiles) {
    const one = out.begin(6);
    out.double(1, quantile);
    out.double(2, value);
    out.end(one);
  }
  writeAttributes(out, 7, point.attributes);
  writeFlags(out, 8, point);
  out.end(start);
}
