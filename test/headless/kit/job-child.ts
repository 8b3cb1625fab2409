// A service as a command of `otterscope run`: sends a span by what its environment says, prints, and ends as it is told.
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResources, envDetector } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-node';

const [task] = process.argv.slice(2);
if (task === 'wait') {
  process.on('SIGTERM', () => {
    console.log('told to end');
    process.exit(7);
  });
  console.log('waiting');
  setInterval(() => undefined, 1000);
} else {
  const provider = new BasicTracerProvider({
    resource: detectResources({ detectors: [envDetector] }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const span = provider.getTracer('job').startSpan('work');
  const { traceId } = span.spanContext();
  console.log(JSON.stringify({ level: 'warn', msg: 'working', trace_id: traceId, args: process.argv.slice(2) }));
  span.end();
  await provider.shutdown();
  process.stderr.write('\u001B[31mred\u001B[0m and no break at the end');
  process.exitCode = 3;
}
