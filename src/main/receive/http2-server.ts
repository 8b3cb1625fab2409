// Plain HTTP/2 on the OTLP/HTTP port: served as OTLP/HTTP, unless it is gRPC that has come to the wrong door.
import type { IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import type { Connection } from './connection.ts';
import { exportServices } from './grpc-export.ts';
import { finishWithStatus } from './grpc-call.ts';
import { GrpcCode } from './grpc-wire.ts';
import { exchangeOfHttp2 } from './http-exchange.ts';
import { handleHttp, type HttpParts } from './http-export.ts';

export function serveHttp2Session(session: ServerHttp2Session, connection: Connection, parts: HttpParts): void {
  session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => stream.destroy());
    const contentType = headers['content-type'] ?? '';
    if (!contentType.startsWith('application/grpc')) {
      void handleHttp(exchangeOfHttp2(stream, headers, connection), parts);
      return;
    }
    const path = headers[':path'] ?? '';
    const message = `this is the OTLP/HTTP port, and the request is gRPC; ${parts.grpcHint()}`;
    const record = parts.inspector.begin({
      transport: 'http',
      signal: exportServices.get(path.split('/')[1] ?? ''),
      method: headers[':method'] ?? '',
      path,
      encoding: contentType,
      compression: String(headers['grpc-encoding'] ?? ''),
      userAgent: headers['user-agent'] ?? '',
      connection,
    });
    void connection.resolveSender().then(() => {
      record({ status: GrpcCode.unimplemented, outcome: 'protocol-error', message });
      finishWithStatus(stream, { code: GrpcCode.unimplemented, message });
    });
  });
}
