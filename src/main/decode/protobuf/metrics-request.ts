// ExportMetricsServiceRequest in protobuf, straight into a MetricBatch.
// Source: opentelemetry-proto collector/metrics/v1/metrics_service.proto.
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import { resetMetricBatch } from '../metric-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { makeValueSlot } from '../value-slot.ts';
import { fieldPath } from './field-path.ts';
import { readGroups } from './group.ts';
import { metricReader } from './metric.ts';
import { metricsRequestShape, resourceMetricsShape, scopeMetricsShape } from './metric-shapes.ts';
import { WireReader } from './wire-reader.ts';

const shapes = { request: metricsRequestShape, resourceGroup: resourceMetricsShape, scopeGroup: scopeMetricsShape };

/** A decoder that fills the given batch. */
export function protobufMetricsReader(batch: MetricBatch): (bytes: Uint8Array) => Result<MetricBatch, DecodeFailure> {
  const reader = new WireReader();
  const slot = makeValueSlot();
  const name = (offset: number): string => fieldPath(reader.bytes, metricsRequestShape, offset);
  const readItem = metricReader(reader, batch, slot, name);
  return (bytes) => {
    reader.reset(bytes);
    resetMetricBatch(batch, bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, shapes, readItem, name));
  };
}
