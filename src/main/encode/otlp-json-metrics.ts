// Metrics as OTLP/JSON. Format: as in otlp-json.ts; opentelemetry-proto metrics/v1/metrics.proto. Values are `asDouble`:
// a run keeps doubles.
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
import { idField, listField, numberField, object, textField, timeField } from './otlp-json-fields.ts';
import { attributesField, doubleJson, namedAttributesField } from './otlp-json-values.ts';
import { wholeCount } from './whole-count.ts';

export function metricJson(metric: MetricRecord): string {
  return object(
    textField('name', metric.name) +
      textField('description', metric.description) +
      textField('unit', metric.unit) +
      `,"${metric.kind}":${object(dataFields(metric))}`,
  );
}

function dataFields(metric: MetricRecord): string {
  switch (metric.kind) {
    case 'gauge':
      return listField('dataPoints', metric.points, numberPoint);
    case 'sum':
      return (
        listField('dataPoints', metric.points, numberPoint) +
        numberField('aggregationTemporality', metric.temporality) +
        (metric.monotonic ? ',"isMonotonic":true' : '')
      );
    case 'histogram':
      return (
        listField('dataPoints', metric.points, histogramPoint) +
        numberField('aggregationTemporality', metric.temporality)
      );
    case 'exponentialHistogram':
      return (
        listField('dataPoints', metric.points, exponentialPoint) +
        numberField('aggregationTemporality', metric.temporality)
      );
    case 'summary':
      return listField('dataPoints', metric.points, summaryPoint);
  }
}

function shared(point: PointRecord): string {
  return (
    attributesField(point.attributes) +
    timeField('startTimeUnixNano', point.start) +
    timeField('timeUnixNano', point.time) +
    numberField('flags', point.recorded ? 0 : NO_RECORDED_VALUE) +
    listField('exemplars', point.exemplars, exemplarJson)
  );
}

function exemplarJson(exemplar: ExemplarRecord): string {
  return object(
    namedAttributesField('filteredAttributes', exemplar.attributes) +
      timeField('timeUnixNano', exemplar.time) +
      `,"asDouble":${doubleJson(exemplar.value)}` +
      idField('spanId', exemplar.spanId) +
      idField('traceId', exemplar.traceId),
  );
}

function numberPoint(point: NumberPoint): string {
  return object(shared(point) + (point.recorded ? `,"asDouble":${doubleJson(point.value)}` : ''));
}

/** Optional numbers are there also where they are 0. */
const optional = (name: string, value: number | undefined): string =>
  value === undefined ? '' : `,"${name}":${doubleJson(value)}`;
const count = (name: string, value: number): string => (value === 0 ? '' : `,"${name}":${countJson(value)}`);
const countJson = (value: number): string => `"${BigInt(wholeCount(value))}"`;

function statistics({ count: all, sum, min, max }: HistogramPoint | ExponentialPoint): string {
  return count('count', all) + optional('sum', sum) + optional('min', min) + optional('max', max);
}

function histogramPoint(point: HistogramPoint): string {
  return object(
    shared(point) +
      statistics(point) +
      listField('bucketCounts', [...point.buckets], countJson) +
      listField('explicitBounds', [...point.bounds], doubleJson),
  );
}

function exponentialPoint(point: ExponentialPoint): string {
  return object(
    shared(point) +
      statistics(point) +
      numberField('scale', point.scale) +
      count('zeroCount', point.zeroCount) +
      bucketsField('positive', point.positive) +
      bucketsField('negative', point.negative) +
      (point.zeroThreshold === 0 ? '' : optional('zeroThreshold', point.zeroThreshold)),
  );
}

function bucketsField(name: string, { offset, counts }: ExponentialBuckets): string {
  if (counts.length === 0) return '';
  return `,"${name}":${object(numberField('offset', offset) + listField('bucketCounts', counts, countJson))}`;
}

function summaryPoint(point: SummaryPoint): string {
  return object(
    shared(point) +
      count('count', point.count) +
      optional('sum', point.sum) +
      listField('quantileValues', point.quantiles, ([quantile, value]) =>
        object(optional('quantile', quantile) + optional('value', value)),
      ),
  );
}
