// What to set in a service so that it sends what cannot be fetched: exact strings, by the ports that are open now.
import type { Endpoints } from '../../../../contract/ingest.ts';
import { endpointFor, endpointUrl, type SetupStep } from '../setup-text.ts';

/** The port's own address where it is closed, so that the text still says what to write. */
const httpUrl = (endpoints: Endpoints): string =>
  endpointUrl(endpointFor(endpoints, 'http')) ?? 'http://127.0.0.1:4318';
const grpcUrl = (endpoints: Endpoints): string =>
  endpointUrl(endpointFor(endpoints, 'grpc')) ?? 'http://127.0.0.1:4317';

export function streamkitSteps(endpoints: Endpoints): readonly SetupStep[] {
  const url = httpUrl(endpoints);
  return [
    {
      title: 'Metrics and traces, in skit.toml. The addresses are used as they stand: with their paths',
      text: [
        '[telemetry]',
        'enable = true',
        `otlp_endpoint = "${url}/v1/metrics"`,
        'tracing_enable = true',
        `otlp_traces_endpoint = "${url}/v1/traces"`,
      ].join('\n'),
    },
  ];
}

export function kronkSteps(endpoints: Endpoints): readonly SetupStep[] {
  const host = grpcUrl(endpoints).replace(/^https?:\/\//, '');
  return [
    {
      title: 'Traces, by a variable. The port is tried again once a minute, so the first trace may be late',
      text: `export KRONK_TEMPO_HOST=${host}`,
    },
    {
      title: 'Logs: what it prints goes into a file, which is followed as a source',
      text: 'kronk server start >> kronk.log 2>&1',
    },
  ];
}

export function llamaStackSteps(endpoints: Endpoints): readonly SetupStep[] {
  const url = httpUrl(endpoints);
  return [
    {
      title: 'Traces and metrics over OTLP instead of the file (versions of August 2025 and later)',
      text: [`export OTEL_EXPORTER_OTLP_ENDPOINT=${url}`, 'export TELEMETRY_SINKS=otel_trace,otel_metric,sqlite'].join(
        '\n',
      ),
    },
    {
      title: 'Older versions take whole addresses',
      text: [
        `export OTEL_TRACE_ENDPOINT=${url}/v1/traces`,
        `export OTEL_METRIC_ENDPOINT=${url}/v1/metrics`,
        'export TELEMETRY_SINKS=otel_trace,otel_metric,sqlite',
      ].join('\n'),
    },
  ];
}

export function omnirtSteps(endpoints: Endpoints): readonly SetupStep[] {
  return [
    {
      title: 'Traces, when it is started. The address is used as it stands: with its path',
      text: `omnirt serve --otlp-endpoint ${httpUrl(endpoints)}/v1/traces`,
    },
  ];
}

export function twinkleSteps(endpoints: Endpoints): readonly SetupStep[] {
  return [
    {
      title: 'Traces, metrics and logs, in the configuration of the server',
      text: [
        'telemetry:',
        '  enabled: true',
        `  otlp_endpoint: ${grpcUrl(endpoints)}`,
        '  export_interval_ms: 5000',
      ].join('\n'),
    },
  ];
}

export function goSteps(): readonly SetupStep[] {
  return [
    {
      title: 'Charts of the Go runtime, beside the program’s own handlers',
      text: [
        'import "github.com/arl/statsviz"',
        '',
        'mux := http.NewServeMux()',
        'statsviz.Register(mux) // serves /debug/statsviz/',
        'go http.ListenAndServe("127.0.0.1:6060", mux)',
      ].join('\n'),
    },
  ];
}

export function tokioSteps(): readonly SetupStep[] {
  return [
    {
      title: 'In Cargo.toml and at the start of main',
      text: [
        '# Cargo.toml: tokio = { version = "1", features = ["full", "tracing"] }',
        '#             console-subscriber = "0.5"',
        'console_subscriber::init(); // listens on 127.0.0.1:6669',
      ].join('\n'),
    },
    { title: 'Build with', text: 'RUSTFLAGS="--cfg tokio_unstable" cargo run' },
  ];
}
