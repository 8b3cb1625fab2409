// The OpenTelemetry JS SDK as users have it, over all of its encodings.
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, test, vi } from 'vitest';
import { startHarness, type Harness } from './harness.ts';

let harness: Harness;
afterEach(async () => {
  vi.unstubAllEnvs();
  await harness.close();
});

async function sendSpan(exporter: SpanExporter): Promise<void> {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  provider.getTracer('test').startSpan('hello from the SDK', { kind: SpanKind.CLIENT }, ROOT_CONTEXT).end();
  await provider.forceFlush();
  await provider.shutdown();
}

test.each([
  [
    'gRPC',
    (): SpanExporter => new GrpcExporter({ url: `http://localhost:${harness.grpcPort}` }),
    'protobuf',
    'identity',
  ],
  [
    'gRPC with gzip',
    (): SpanExporter => new GrpcExporter({ url: `http://localhost:${harness.grpcPort}` }),
    'protobuf',
    'gzip',
  ],
  ['protobuf', (): SpanExporter => new ProtoExporter({ url: `${harness.url}/v1/traces` }), 'protobuf', 'identity'],
  [
    'protobuf with gzip',
    (): SpanExporter => new ProtoExporter({ url: `${harness.url}/v1/traces` }),
    'protobuf',
    'gzip',
  ],
  ['JSON', (): SpanExporter => new JsonExporter({ url: `${harness.url}/v1/traces` }), 'json', 'identity'],
] as const)('a span sent as %s arrives', async (_name, make, encoding, name) => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', name === 'gzip' ? 'gzip' : 'none');
  harness = await startHarness();
  await sendSpan(make());
  expect(harness.payloads).toHaveLength(1);
  expect(harness.payloads[0]?.encoding).toBe(encoding);
  expect(Buffer.from(harness.payloads[0]?.bytes ?? []).includes('hello from the SDK')).toBe(true);
  expect(harness.records[0]).toMatchObject({ outcome: 'stored', compression: name });
});
