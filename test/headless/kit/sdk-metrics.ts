// The OpenTelemetry JS metrics SDK as a service would use it, over each of its encodings and temporalities.
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc';
import {
  AggregationTemporalityPreference,
  OTLPMetricExporter as JsonMetrics,
} from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtoMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import type { Ready } from './program.ts';
import type { SdkEncoding } from './sdk.ts';

export const temporalities = ['cumulative', 'delta'] as const;
export type SdkTemporality = (typeof temporalities)[number];

function exporterOf(
  encoding: SdkEncoding,
  temporality: SdkTemporality,
  { otlp_grpc, otlp_http }: Ready,
  path: string,
): PushMetricExporter {
  const temporalityPreference =
    temporality === 'delta' ? AggregationTemporalityPreference.DELTA : AggregationTemporalityPreference.CUMULATIVE;
  const http = { url: `http://${otlp_http}${path}`, temporalityPreference };
  switch (encoding) {
    case 'grpc':
      return new GrpcMetrics({ url: `http://${otlp_grpc}`, temporalityPreference });
    case 'http/protobuf':
      return new ProtoMetrics(http);
    case 'http/json':
      return new JsonMetrics(http);
  }
}

/**
 * Collects twice and exports: a counter of 3 and then 4 more, a gauge of 2.5, an up-down counter, a histogram with the
 * bounds 1, 5 and 10 of the values 0.5, 4 and 20, and an exponential histogram of the same. Resolves when all is
 * acknowledged.
 */
export async function exportMetricsWithSdk(
  encoding: SdkEncoding,
  temporality: SdkTemporality,
  ready: Ready,
  service: string,
  path = '/v1/metrics',
): Promise<void> {
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': 'one' }),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: exporterOf(encoding, temporality, ready, path),
        exportIntervalMillis: 60_000,
      }),
    ],
    views: [
      {
        instrumentName: 'request.duration',
        aggregation: {
          type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM,
          options: { boundaries: [1, 5, 10], recordMinMax: true },
        },
      },
      { instrumentName: 'request.size', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
    ],
  });
  const meter = provider.getMeter('shop', '0.9');
  const requests = meter.createCounter('requests', { unit: '{request}', description: 'Requests served.' });
  const inFlight = meter.createUpDownCounter('requests.active');
  meter.createObservableGauge('temperature', { unit: 'Cel' }).addCallback((result) => result.observe(2.5));
  const duration = meter.createHistogram('request.duration', { unit: 's' });
  const size = meter.createHistogram('request.size', { unit: 'By' });
  const at = { 'http.route': '/cart', 'http.status': 200 };
  for (const more of [3, 4]) {
    requests.add(more, at);
    inFlight.add(more - 5, at);
    for (const value of [0.5, 4, 20]) {
      duration.record(value, at);
      size.record(value, at);
    }
    await provider.forceFlush();
  }
  await provider.shutdown();
}
