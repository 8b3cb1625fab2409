// The environment of a command whose telemetry is to come to an engine here. Names are those of the OpenTelemetry
// specification for SDKs and the OTLP exporter.

export type Variables = Readonly<Record<string, string | undefined>>;

export interface JobTarget {
  /** `host:port`; `undefined` while the port is not open. */
  readonly grpc: string | undefined;
  readonly http: string | undefined;
}

const signals = ['TRACES', 'METRICS', 'LOGS'] as const;

/**
 * Where telemetry goes is always set; what is a matter of taste only where it is not set yet.
 * @param terminal whether the output is shown on a terminal that knows colours
 */
export function jobEnvironment(base: Variables, target: JobTarget, service: string, terminal: boolean): Variables {
  const http = target.http !== undefined;
  const env: Record<string, string | undefined> = {
    ...base,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${target.http ?? target.grpc ?? ''}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: http ? 'http/protobuf' : 'grpc',
    OTEL_EXPORTER_OTLP_INSECURE: 'true',
  };
  for (const signal of signals) {
    env[`OTEL_${signal}_EXPORTER`] = 'otlp';
    // These would win over the common ones.
    for (const one of ['ENDPOINT', 'PROTOCOL', 'HEADERS', 'INSECURE', 'CERTIFICATE'])
      delete env[`OTEL_EXPORTER_OTLP_${signal}_${one}`];
  }
  // Headers are keys to another service, as a rule.
  delete env['OTEL_EXPORTER_OTLP_HEADERS'];
  env['OTEL_SERVICE_NAME'] ??= hasService(base['OTEL_RESOURCE_ATTRIBUTES']) ? undefined : service;
  // SDKs wait a minute, which is long for somebody who looks on.
  env['OTEL_METRIC_EXPORT_INTERVAL'] ??= '5000';
  // Python keeps what goes into a pipe until there is a lot of it.
  env['PYTHONUNBUFFERED'] ??= '1';
  if (terminal && env['NO_COLOR'] === undefined) {
    env['FORCE_COLOR'] ??= '1';
    env['CLICOLOR_FORCE'] ??= '1';
  }
  return env;
}

/** The name that telemetry of the command will have. */
export function serviceIn(env: Variables, otherwise: string): string {
  const inResource = /(?:^|,)\s*service\.name=([^,]+)/.exec(env['OTEL_RESOURCE_ATTRIBUTES'] ?? '')?.[1];
  return env['OTEL_SERVICE_NAME'] || decoded(inResource) || otherwise;
}

function hasService(attributes: string | undefined): boolean {
  return /(?:^|,)\s*service\.name=[^,]/.test(attributes ?? '');
}

function decoded(text: string | undefined): string {
  if (text === undefined) return '';
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}
