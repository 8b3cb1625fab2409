// Short ways to write an ExportMetricsServiceRequest of an SDK with default settings: cumulative, default histogram bounds.
import { metricsType } from '../otlp-oracle.ts';

export type Labels = Readonly<Record<string, string | number>>;
type Point = readonly [value: number, labels?: Labels];

export interface SentMetric {
  readonly name: string;
  readonly unit?: string;
  readonly kind: 'gauge' | 'counter' | 'up-down' | 'histogram';
  /** Of a histogram: how many of `each` were recorded. */
  readonly points: readonly Point[];
  /** Value that a histogram recorded over and over. */
  readonly each?: number;
}

/** Bounds of an SDK without views. */
export const defaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

export interface Sent {
  readonly resource: Labels;
  readonly scope: string;
  /** Unix milliseconds. */
  readonly started: number;
  readonly time: number;
  readonly metrics: readonly SentMetric[];
}

/** As protobuf. */
export function metricsRequest({ resource, scope, started, time, metrics }: Sent): Uint8Array {
  const at = { startTimeUnixNano: nanos(started), timeUnixNano: nanos(time) };
  return metricsType
    .encode(
      metricsType.fromObject({
        resourceMetrics: [
          {
            resource: { attributes: attributes(resource) },
            scopeMetrics: [{ scope: { name: scope }, metrics: metrics.map((metric) => metricOf(metric, at)) }],
          },
        ],
      }),
    )
    .finish();
}

function metricOf({ name, unit = '', kind, points, each = 0 }: SentMetric, at: object): object {
  const number = points.map(([value, labels = {}]) => ({ ...at, asDouble: value, attributes: attributes(labels) }));
  switch (kind) {
    case 'gauge':
      return { name, unit, gauge: { dataPoints: number } };
    case 'counter':
    case 'up-down':
      return { name, unit, sum: { dataPoints: number, aggregationTemporality: 2, isMonotonic: kind === 'counter' } };
    case 'histogram':
      return {
        name,
        unit,
        histogram: {
          aggregationTemporality: 2,
          dataPoints: points.map(([count, labels = {}]) => ({
            ...at,
            attributes: attributes(labels),
            count,
            sum: count * each,
            min: each,
            max: each,
            explicitBounds: defaultBounds,
            bucketCounts: [...defaultBounds, Infinity].map((bound, i) =>
              each <= bound && (i === 0 || each > (defaultBounds[i - 1] ?? 0)) ? count : 0,
            ),
          })),
        },
      };
  }
}

function nanos(millis: number): string {
  return `${Math.round(millis)}000000`;
}

function attributes(labels: Labels): readonly object[] {
  return Object.entries(labels).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: value },
  }));
}
