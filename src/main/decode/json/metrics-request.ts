// ExportMetricsServiceRequest as OTLP/JSON, straight into a MetricBatch.
// Source: the OTLP specification, "JSON Protobuf Encoding".
import type { MetricBatch } from '../../../contract/metric-batch.ts';
import { resetMetricBatch } from '../metric-batch.ts';
import { guardedDecode, type DecodeFailure, type Result } from '../result.ts';
import { makeValueSlot } from '../value-slot.ts';
import { readGroups } from './group.ts';
import { jsonPath } from './json-path.ts';
import { JsonReader } from './json-reader.ts';
import { metricReader } from './metric.ts';
import { keyTable } from './names.ts';

const groupKeys = {
  signal: 'metrics',
  resourceGroup: keyTable(['resource', 'scopeMetrics', 'schemaUrl', 'instrumentationLibraryMetrics']),
  scopeGroup: keyTable(['scope', 'metrics', 'schemaUrl', 'instrumentationLibrary']),
} as const;

/** A decoder that fills the given batch. */
export function jsonMetricsReader(batch: MetricBatch): (bytes: Uint8Array) => Result<MetricBatch, DecodeFailure> {
  const reader = new JsonReader();
  const slot = makeValueSlot();
  const name = (offset: number): string => jsonPath(reader.arena.bytes, reader.end, Math.min(offset, reader.end));
  const readItem = metricReader(reader, batch, slot, name);
  return (bytes) => {
    reader.reset(bytes);
    resetMetricBatch(batch, reader.arena.bytes);
    return guardedDecode(batch, reader, name, () => readGroups(reader, batch, slot, groupKeys, readItem, name));
  };
}
