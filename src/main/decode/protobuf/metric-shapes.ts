// The messages of OTLP metrics, as shapes.ts has the others. Source: opentelemetry-proto metrics/v1 and
// collector/metrics/v1.
import { keyValueShape, many, message, type MessageShape, one, resourceGroup, scopeGroup } from './shapes.ts';

/** A field of numbers, which may also come unpacked. */
const numbers = (name: string): ReturnType<typeof one> => ({ ...one(name, 2), repeated: true });

export const exemplarShape: MessageShape = new Map([
  [2, one('time_unix_nano', 1)],
  [3, one('as_double', 1)],
  [4, one('span_id', 2)],
  [5, one('trace_id', 2)],
  [6, one('as_int', 1)],
  [7, many('filtered_attributes', () => keyValueShape)],
]);

export const numberPointShape: MessageShape = new Map([
  [2, one('start_time_unix_nano', 1)],
  [3, one('time_unix_nano', 1)],
  [4, one('as_double', 1)],
  [5, many('exemplars', () => exemplarShape)],
  [6, one('as_int', 1)],
  [7, many('attributes', () => keyValueShape)],
  [8, one('flags', 0)],
]);

export const histogramPointShape: MessageShape = new Map([
  [2, one('start_time_unix_nano', 1)],
  [3, one('time_unix_nano', 1)],
  [4, one('count', 1)],
  [5, one('sum', 1)],
  [6, numbers('bucket_counts')],
  [7, numbers('explicit_bounds')],
  [8, many('exemplars', () => exemplarShape)],
  [9, many('attributes', () => keyValueShape)],
  [10, one('flags', 0)],
  [11, one('min', 1)],
  [12, one('max', 1)],
]);

export const bucketsShape: MessageShape = new Map([
  [1, one('offset', 0)],
  [2, numbers('bucket_counts')],
]);

export const exponentialPointShape: MessageShape = new Map([
  [1, many('attributes', () => keyValueShape)],
  [2, one('start_time_unix_nano', 1)],
  [3, one('time_unix_nano', 1)],
  [4, one('count', 1)],
  [5, one('sum', 1)],
  [6, one('scale', 0)],
  [7, one('zero_count', 1)],
  [8, message('positive', () => bucketsShape)],
  [9, message('negative', () => bucketsShape)],
  [10, one('flags', 0)],
  [11, many('exemplars', () => exemplarShape)],
  [12, one('min', 1)],
  [13, one('max', 1)],
  [14, one('zero_threshold', 1)],
]);

export const quantileShape: MessageShape = new Map([
  [1, one('quantile', 1)],
  [2, one('value', 1)],
]);

export const summaryPointShape: MessageShape = new Map([
  [2, one('start_time_unix_nano', 1)],
  [3, one('time_unix_nano', 1)],
  [4, one('count', 1)],
  [5, one('sum', 1)],
  [6, many('quantile_values', () => quantileShape)],
  [7, many('attributes', () => keyValueShape)],
  [8, one('flags', 0)],
]);

const dataShape = (point: MessageShape, ...more: readonly string[]): MessageShape =>
  new Map([[1, many('data_points', () => point)], ...more.map((name, i) => [i + 2, one(name, 0)] as const)]);

export const gaugeShape = dataShape(numberPointShape);
export const sumShape = dataShape(numberPointShape, 'aggregation_temporality', 'is_monotonic');
export const histogramShape = dataShape(histogramPointShape, 'aggregation_temporality');
export const exponentialHistogramShape = dataShape(exponentialPointShape, 'aggregation_temporality');
export const summaryShape = dataShape(summaryPointShape);

/** `metadata` is known and not read. */
export const metricShape: MessageShape = new Map([
  [1, one('name', 2)],
  [2, one('description', 2)],
  [3, one('unit', 2)],
  [5, message('gauge', () => gaugeShape)],
  [7, message('sum', () => sumShape)],
  [9, message('histogram', () => histogramShape)],
  [10, message('exponential_histogram', () => exponentialHistogramShape)],
  [11, message('summary', () => summaryShape)],
  [12, many('metadata', () => keyValueShape)],
]);

export const scopeMetricsShape = scopeGroup('metrics', metricShape);
export const resourceMetricsShape = resourceGroup(
  'scope_metrics',
  'instrumentation_library_metrics',
  scopeMetricsShape,
);
export const metricsRequestShape: MessageShape = new Map([[1, many('resource_metrics', () => resourceMetricsShape)]]);
