// Metrics of one point each, as collectors make them from numbers that services tell.
import type { MetricRecord } from '../../contract/metric-records.ts';
import { Temporality } from '../../contract/metric-batch.ts';
import type { MetricGroup, ResourceRecord } from '../../contract/otlp-records.ts';
import { unixNanos, type UnixNanos } from '../../contract/time.ts';
import type { Attribute } from '../../contract/values.ts';
import { ownScope } from '../../contract/event-records.ts';

interface OneNumber {
  readonly name: string;
  /** UCUM; `1` or empty for none. */
  readonly unit: string;
  readonly value: number;
  readonly time: UnixNanos;
  readonly attributes: readonly Attribute[];
}

export function gaugeMetric({ name, unit, value, time, attributes }: OneNumber): MetricRecord {
  const point = { value, time, attributes, start: unixNanos(0n), recorded: true, exemplars: [] };
  return { name, unit, description: '', kind: 'gauge', points: [point] };
}

/** A running total: `start` must stay the same as long as the total goes on, or it is taken for a reset. */
export function totalMetric({
  name,
  unit,
  value,
  time,
  attributes,
  start,
}: OneNumber & { readonly start: UnixNanos }): MetricRecord {
  const point = { value, time, attributes, start, recorded: true, exemplars: [] };
  return {
    name,
    unit,
    description: '',
    kind: 'sum',
    temporality: Temporality.cumulative,
    monotonic: true,
    points: [point],
  };
}

export function metricGroup(resource: ResourceRecord, items: readonly MetricRecord[]): MetricGroup {
  return { signal: 'metrics', resource, scope: ownScope, items };
}
