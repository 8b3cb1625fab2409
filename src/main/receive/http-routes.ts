// Which path of the OTLP/HTTP port means what, and what to say about the wrong ones.
import type { Signal } from '../../contract/ingest.ts';

type HttpRoute =
  | { readonly kind: 'export'; readonly signal: Signal }
  | { readonly kind: 'about' }
  | { readonly kind: 'wrong'; readonly hint: string };

const paths: ReadonlyMap<string, Signal> = new Map([
  ['/v1/traces', 'traces'],
  ['/v1/logs', 'logs'],
  ['/v1/metrics', 'metrics'],
  ['/v1development/profiles', 'profiles'],
  ['/api/v1/otlp/v1/metrics', 'metrics'],
]);

const perSignal: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [/^\/api\/traces$/, "this is the path of Jaeger's own format; export OTLP to /v1/traces instead"],
  [/^\/api\/v[12]\/spans$/, "this is the path of Zipkin's format; export OTLP to /v1/traces instead"],
  [/^\/api\/v1\/(write|push)$/, 'this is the path of Prometheus remote write; export OTLP to /v1/metrics instead'],
  [/^\/loki\//, "this is the path of Loki's format; export OTLP to /v1/logs instead"],
  [/(trace|span)s?$/i, 'the path for spans is /v1/traces'],
  [/logs?$/i, 'the path for logs is /v1/logs'],
  [/metrics?$/i, 'the path for metrics is /v1/metrics'],
  [/profiles?$/i, 'the path for profiles is /v1development/profiles'],
];

const general =
  'OTLP/HTTP is sent to /v1/traces, /v1/logs or /v1/metrics. OTEL_EXPORTER_OTLP_ENDPOINT is the address without a path, ' +
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT the one with it';

const rootHint =
  'this exporter takes its address as it stands, which has to end with a path: /v1/metrics (for StreamKit ' +
  'telemetry.otlp_endpoint) or /v1/traces (telemetry.otlp_traces_endpoint). ' +
  general;

/** @param target request target, with or without a query; a slash at the end does not matter */
export function routeOf(method: string, target: string): HttpRoute {
  const bare = target.split(/[?#]/, 1)[0] ?? '';
  const path = bare.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  const signal = paths.get(path);
  if (signal !== undefined) return { kind: 'export', signal };
  if (path === '/' && (method === 'GET' || method === 'HEAD')) return { kind: 'about' };
  if (path === '/') return { kind: 'wrong', hint: rootHint };
  // An exporter that got the full path as its base address asks for /v1/traces/v1/traces.
  if (/\/v1\/(traces|logs|metrics)\/v1\//.test(path))
    return { kind: 'wrong', hint: `the path is there twice; ${general}` };
  const special = perSignal.find(([pattern]) => pattern.test(path));
  return { kind: 'wrong', hint: special?.[1] ?? general };
}
