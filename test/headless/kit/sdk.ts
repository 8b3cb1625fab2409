// The OpenTelemetry JS SDK as a service would use it, over each of its three encodings.
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as GrpcLogs } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider, type LogRecordExporter } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Ready } from './program.ts';

export const encodings = ['grpc', 'http/protobuf', 'http/json'] as const;
export type SdkEncoding = (typeof encodings)[number];

function exportersOf(
  encoding: SdkEncoding,
  { otlp_grpc, otlp_http }: Ready,
): { readonly traces: SpanExporter; readonly logs: LogRecordExporter } {
  const grpc = { url: `http://${otlp_grpc}` };
  const http = (path: string): { readonly url: string } => ({ url: `http://${otlp_http}${path}` });
  switch (encoding) {
    case 'grpc':
      return { traces: new GrpcTraces(grpc), logs: new GrpcLogs(grpc) };
    case 'http/protobuf':
      return { traces: new ProtoTraces(http('/v1/traces')), logs: new ProtoLogs(http('/v1/logs')) };
    case 'http/json':
      return { traces: new JsonTraces(http('/v1/traces')), logs: new JsonLogs(http('/v1/logs')) };
  }
}

/** Sends one trace of a root and `children` spans, the last one failing, and two logs. Resolves to the trace id once all is acknowledged. */
export async function exportWithSdk(
  encoding: SdkEncoding,
  ready: Ready,
  service: string,
  children = 3,
): Promise<string> {
  const exporters = exportersOf(encoding, ready);
  const resource = resourceFromAttributes({ 'service.name': service, 'service.version': '1.2.3' });
  const traces = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporters.traces)] });
  const logs = new LoggerProvider({
    resource,
    processors: [new BatchLogRecordProcessor({ exporter: exporters.logs })],
  });
  const tracer = traces.getTracer('shop', '0.9');
  const root = tracer.startSpan('GET /cart', {
    attributes: { 'http.route': '/cart', 'cart.items': 3, 'cart.total': 12.5, ok: true },
  });
  for (let i = 0; i < children; i++) {
    const child = tracer.startSpan(`step ${i}`, {}, trace.setSpan(context.active(), root));
    if (i === children - 1) {
      child.recordException(new Error('no stock'));
      child.setStatus({ code: SpanStatusCode.ERROR, message: 'no stock' });
    }
    child.end();
  }
  root.end();
  const logger = logs.getLogger('shop');
  logger.emit({ severityNumber: SeverityNumber.INFO, body: 'cart opened', attributes: { user: 'ann' } });
  logger.emit({ severityNumber: SeverityNumber.ERROR, body: { reason: 'no stock', left: 0 } });
  await traces.shutdown();
  await logs.shutdown();
  return root.spanContext().traceId;
}
