// What the program says once it is ready: one JSON object for programs, a few lines for people.
import { dialText } from '../../contract/address-text.ts';
import type { EndpointState, Endpoints } from '../../contract/ingest.ts';

export interface ReadyFacts {
  readonly version: string;
  readonly endpoints: Endpoints;
  readonly ui: string;
  readonly token: string;
  /** File of the live run. */
  readonly run: string;
  readonly dataFolder: string;
}

/** The ready line, then one line per port that is taken. A port that is not open is null. */
export function readyJson({ endpoints, ui, token, run }: ReadyFacts): string {
  const ready = {
    event: 'ready',
    otlp_grpc: bound(endpoints.grpc),
    otlp_http: bound(endpoints.http),
    ui: `http://${ui}`,
    token,
    run,
  };
  const taken = ports(endpoints).flatMap(([name, state]) =>
    state.kind === 'taken'
      ? [
          {
            event: 'port-taken',
            port: name,
            reason: state.reason,
            owner: state.owner ?? null,
            free: endpoints.free ?? null,
          },
        ]
      : [],
  );
  return [ready, ...taken].map((one) => `${JSON.stringify(one)}\n`).join('');
}

export function readyText({ version, endpoints, ui, token, dataFolder }: ReadyFacts): string {
  const lines = [
    `Otterscope ${version} is ready.`,
    `  OTLP/gRPC  ${stateText(endpoints.grpc)}`,
    `  OTLP/HTTP  ${stateText(endpoints.http)}`,
    `  Window     http://${ui}/?token=${token}`,
    `  Data       ${dataFolder}`,
  ];
  const { free } = endpoints;
  if (free !== undefined) {
    lines.push(
      '',
      `Ports ${free.grpc} and ${free.http} are free. To use them, start with`,
      `  --otlp-grpc ${free.grpc} --otlp-http ${free.http}`,
      'and give the sending program one of',
      `  OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${free.http} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`,
      `  OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:${free.grpc} OTEL_EXPORTER_OTLP_PROTOCOL=grpc`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function ports({ grpc, http }: Endpoints): readonly (readonly ['otlp_grpc' | 'otlp_http', EndpointState])[] {
  return [
    ['otlp_grpc', grpc],
    ['otlp_http', http],
  ];
}

function bound(state: EndpointState): string | null {
  return state.kind === 'listening' ? dialText(state) : null;
}

function stateText(state: EndpointState): string {
  if (state.kind === 'listening') return dialText(state);
  if (state.kind === 'taken') return `not receiving: ${state.reason}; it is taken as soon as it is free`;
  return state.kind === 'off' ? 'off' : `not receiving: ${state.reason}`;
}
