// What to paste, per language and transport. Variables are those of the OpenTelemetry specification; snippets are the
// least that each SDK's own documentation asks for.
import { addressText } from '../../../contract/address-text.ts';
import type { Endpoints, EndpointState, Transport } from '../../../contract/ingest.ts';

export type Language = 'env' | 'go' | 'python' | 'node' | 'java' | 'dotnet' | 'rust';
export type Shell = 'sh' | 'powershell' | 'dotenv';

export interface SetupStep {
  readonly title: string;
  readonly text: string;
}

/** Where a sender should send; undefined while that port is not open. */
export function endpointUrl(endpoint: EndpointState): string | undefined {
  return endpoint.kind === 'listening' ? urlOf(endpoint.host, endpoint.port) : undefined;
}

export function urlOf(host: string, port: number): string {
  return `http://${addressText({ host, port })}`;
}

export function endpointFor(endpoints: Endpoints, transport: Transport): EndpointState {
  return transport === 'grpc' ? endpoints.grpc : endpoints.http;
}

export function variables(url: string, transport: Transport): readonly (readonly [name: string, value: string])[] {
  return [
    ['OTEL_SERVICE_NAME', 'my-service'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', url],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', transport === 'grpc' ? 'grpc' : 'http/protobuf'],
  ];
}

export function variablesText(url: string, transport: Transport, shell: Shell): string {
  return variables(url, transport)
    .map(([name, value]) =>
      shell === 'sh'
        ? `export ${name}=${value}`
        : shell === 'powershell'
          ? `$env:${name} = '${value}'`
          : `${name}=${value}`,
    )
    .join('\n');
}

/** After the variables; none for `env`, which needs nothing but them. */
export function setupSteps(language: Language, transport: Transport): readonly SetupStep[] {
  const grpc = transport === 'grpc';
  switch (language) {
    case 'env':
      return [];
    case 'go':
      return [
        {
          title: 'Install',
          text: `go get go.opentelemetry.io/otel go.opentelemetry.io/otel/sdk \\\n  go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptrace${transport}`,
        },
        {
          title: 'At the start of main',
          text: [
            `exporter, err := otlptrace${transport}.New(ctx) // reads the variables`,
            'if err != nil {',
            '\tlog.Fatal(err)',
            '}',
            'provider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))',
            'defer provider.Shutdown(ctx)',
            'otel.SetTracerProvider(provider)',
          ].join('\n'),
        },
      ];
    case 'python':
      return [
        {
          title: 'Install',
          text: 'pip install opentelemetry-distro opentelemetry-exporter-otlp\nopentelemetry-bootstrap -a install',
        },
        { title: 'Run', text: 'opentelemetry-instrument python app.py' },
      ];
    case 'node':
      return [
        { title: 'Install', text: 'npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node' },
        { title: 'Run', text: 'node --require @opentelemetry/auto-instrumentations-node/register app.js' },
      ];
    case 'java':
      return [
        {
          title: 'Get the agent',
          text: 'curl -LO https://github.com/open-telemetry/opentelemetry-java-instrumentation/releases/latest/download/opentelemetry-javaagent.jar',
        },
        { title: 'Run', text: 'java -javaagent:opentelemetry-javaagent.jar -jar app.jar' },
      ];
    case 'dotnet':
      return [
        {
          title: 'Install',
          text: [
            'dotnet add package OpenTelemetry.Extensions.Hosting',
            'dotnet add package OpenTelemetry.Exporter.OpenTelemetryProtocol',
            'dotnet add package OpenTelemetry.Instrumentation.AspNetCore',
          ].join('\n'),
        },
        {
          title: 'In Program.cs',
          text: [
            'builder.Services.AddOpenTelemetry()',
            '    .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation())',
            '    .WithLogging()',
            '    .UseOtlpExporter(); // reads the variables',
          ].join('\n'),
        },
      ];
    case 'rust':
      return [
        {
          title: 'Install',
          text: `cargo add opentelemetry opentelemetry_sdk\ncargo add opentelemetry-otlp${grpc ? ' --features grpc-tonic' : ''}`,
        },
        {
          title: grpc ? 'At the start of main, inside the Tokio runtime' : 'At the start of main',
          text: [
            'let exporter = opentelemetry_otlp::SpanExporter::builder()',
            `    .with_${grpc ? 'tonic' : 'http'}()`,
            '    .build()?; // reads the variables',
            'let provider = opentelemetry_sdk::trace::SdkTracerProvider::builder()',
            '    .with_batch_exporter(exporter)',
            '    .build();',
            'opentelemetry::global::set_tracer_provider(provider.clone());',
            '// before the program ends:',
            'provider.shutdown()?;',
          ].join('\n'),
        },
      ];
  }
}
