// An HTTP/2 client without gRPC manners, for requests that no gRPC library would send.
import { connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http2';

export interface RawAnswer {
  readonly headers: IncomingHttpHeaders;
  /** Of the trailers, or of the headers where the answer has no body. */
  readonly grpcStatus: number;
  readonly grpcMessage: string;
  readonly body: Buffer;
  /** RST_STREAM code; 0 for a clean end. */
  readonly reset: number;
}

export function rawHttp2(
  port: number,
  headers: OutgoingHttpHeaders,
  body: Uint8Array | undefined,
  host = '127.0.0.1',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://${host}:${port}`);
    session.on('error', reject);
    const stream = session.request({ ':method': 'POST', ...headers }, { endStream: body === undefined });
    const chunks: Buffer[] = [];
    let head: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    stream.on('response', (answer) => (head = answer));
    stream.on('trailers', (answer) => (trailers = answer));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => undefined);
    stream.on('close', () => {
      session.close();
      const of = (name: string) => String(trailers[name] ?? head[name] ?? '');
      resolve({
        headers: head,
        grpcStatus: Number(of('grpc-status') || '-1'),
        grpcMessage: decodeURIComponent(of('grpc-message')),
        body: Buffer.concat(chunks),
        reset: stream.rstCode,
      });
    });
    if (body !== undefined) stream.end(body);
  });
}

export function grpcHeaders(path: string, encoding = 'identity'): OutgoingHttpHeaders {
  return { ':path': path, 'content-type': 'application/grpc', te: 'trailers', 'grpc-encoding': encoding };
}

export function grpcFrame(bytes: Uint8Array, compressed = false): Buffer {
  const frame = Buffer.concat([Buffer.from([compressed ? 1 : 0, 0, 0, 0, 0]), bytes]);
  frame.writeUInt32BE(bytes.length, 1);
  return frame;
}
