// The leanest exporters that speak OTLP: one HTTP/2 or a few HTTP/1 connections, bodies made beforehand.
import { Agent, request } from 'node:http';
import { connect, constants } from 'node:http2';

export interface Exporter {
  /** Resolves when the receiver acknowledged; rejects on any other answer. */
  send(body: Uint8Array): Promise<void>;
  close(): void;
}

export interface ExporterOptions {
  readonly target: string;
  readonly signal: 'traces' | 'logs' | 'metrics';
  readonly compression?: 'gzip';
}

const services = {
  traces: 'opentelemetry.proto.collector.trace.v1.TraceService',
  logs: 'opentelemetry.proto.collector.logs.v1.LogsService',
  metrics: 'opentelemetry.proto.collector.metrics.v1.MetricsService',
} as const;

export function grpcExporter({ target, signal, compression }: ExporterOptions): Exporter {
  const session = connect(`http://${target}`, { settings: { initialWindowSize: 1 << 20 } });
  session.on('connect', () => session.setLocalWindowSize(1 << 24));
  return {
    send: (body) =>
      new Promise((resolve, reject) => {
        const stream = session.request({
          ':method': 'POST',
          ':path': `/${services[signal]}/Export`,
          'content-type': 'application/grpc',
          te: 'trailers',
          ...(compression === undefined ? {} : { 'grpc-encoding': compression }),
        });
        const prefix = Buffer.alloc(5);
        prefix[0] = compression === undefined ? 0 : 1;
        prefix.writeUInt32BE(body.length, 1);
        let status: string | undefined;
        stream.on('response', (headers) => (status ??= headers['grpc-status'] as string | undefined));
        stream.on('trailers', (headers) => (status = headers['grpc-status'] as string | undefined));
        stream.on('error', reject);
        stream.on('close', () => (status === '0' ? resolve() : reject(new Error(`grpc-status ${status}`))));
        stream.resume();
        stream.write(prefix);
        stream.end(body);
      }),
    close: () => session.close(() => session.destroy(undefined, constants.NGHTTP2_NO_ERROR)),
  };
}

export function httpExporter({
  target,
  signal,
  compression,
  json,
}: ExporterOptions & { readonly json?: boolean }): Exporter {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const [host = '127.0.0.1', port = '4318'] = target.split(':');
  return {
    send: (body) =>
      new Promise((resolve, reject) => {
        const call = request(
          {
            host,
            port: Number(port),
            agent,
            method: 'POST',
            path: `/v1/${signal}`,
            headers: {
              'content-type': json === true ? 'application/json' : 'application/x-protobuf',
              'content-length': body.length,
              ...(compression === undefined ? {} : { 'content-encoding': compression }),
            },
          },
          (response) => {
            response.resume();
            response.on('end', () =>
              response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
            );
          },
        );
        call.on('error', reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}
