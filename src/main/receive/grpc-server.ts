// gRPC on node:http2: sets up a session on a socket that accept.ts has recognised, and finds the handler of each call.
// Windows are large so that a usual batch needs no pause for window updates.
import {
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { Connection } from './connection.ts';
import { finishWithStatus, type GrpcHandler } from './grpc-call.ts';
import { GrpcCode } from './grpc-wire.ts';
import { blankHead, type Inspector } from './inspector.ts';

const streamWindowBytes = 4 * 1024 * 1024;
const sessionWindowBytes = 32 * 1024 * 1024;

/** Speaks HTTP/2 on a socket; bytes that were read for sniffing must have been put back. */
export function openHttp2Session(socket: Socket, inspector: Inspector, connection: Connection): ServerHttp2Session {
  socket.allowHalfOpen = false;
  const session = performServerHandshake(socket, {
    maxSessionMemory: 256,
    maxHeaderListPairs: 128,
    settings: {
      initialWindowSize: streamWindowBytes,
      maxFrameSize: 1024 * 1024,
      maxConcurrentStreams: 256,
      maxHeaderListSize: 64 * 1024,
      enablePush: false,
    },
  });
  session.setLocalWindowSize(sessionWindowBytes);
  let told = false;
  let streams = 0;
  let openStreams = 0;
  session.on('stream', (stream) => {
    streams += 1;
    openStreams += 1;
    stream.once('close', () => (openStreams -= 1));
  });
  session.on('error', (error: Error) => {
    const reset = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
    // grpc-go says good-bye with a GOAWAY that nghttp2 counts as an error; nothing is lost by it.
    const parting = streams > 0 && openStreams === 0;
    if (told || reset || parting) return;
    told = true;
    inspector.begin(blankHead('grpc', connection))({
      status: GrpcCode.internal,
      outcome: 'protocol-error',
      message: `broken HTTP/2: ${error.message}`,
    });
  });
  return session;
}

interface GrpcRouter {
  /** Handler by path, e.g. `/grpc.health.v1.Health/Check`. */
  readonly handlers: ReadonlyMap<string, GrpcHandler>;
  /** Where OTLP/HTTP is, for the words to those who try it here. */
  readonly httpHint: () => string;
  readonly inspector: Inspector;
}

export function serveGrpcSession(session: ServerHttp2Session, connection: Connection, router: GrpcRouter): void {
  session.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => stream.destroy());
    const path = headers[':path'] ?? '';
    const method = headers[':method'] ?? '';
    const contentType = headers['content-type'] ?? '';
    const handler = router.handlers.get(path);
    const isGrpc = /^application\/grpc($|[+;])/.test(contentType);
    if (isGrpc && method === 'POST' && handler !== undefined) {
      handler({ stream, headers, path, connection });
      return;
    }
    const record = router.inspector.begin({
      ...blankHead('grpc', connection),
      method,
      path,
      encoding: contentType,
      compression: String(headers['grpc-encoding'] ?? ''),
      userAgent: headers['user-agent'] ?? '',
    });
    if (isGrpc) {
      const message = `unknown method ${path}; this port takes OTLP: ${[...router.handlers.keys()].filter((known) => known.endsWith('/Export')).join(', ')}`;
      record({ status: GrpcCode.unimplemented, outcome: 'protocol-error', message, problem: 'wrong-path' });
      finishWithStatus(stream, { code: GrpcCode.unimplemented, message });
      return;
    }
    const message = `this is the gRPC port and takes content-type application/grpc only; ${router.httpHint()}`;
    record({ status: 415, outcome: 'protocol-error', message });
    stream.respond({ ':status': 415, 'content-type': 'text/plain; charset=utf-8' });
    stream.end(`${message}\n`);
    stream.resume();
  });
}
