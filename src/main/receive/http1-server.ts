// node:http behind accept.ts: it never listens itself, sockets are handed to it when they have spoken HTTP/1.
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ReceiverLimits } from './config.ts';
import type { Connection } from './connection.ts';
import { blankHead, type Inspector } from './inspector.ts';

interface Http1Options {
  readonly limits: ReceiverLimits;
  readonly inspector: Inspector;
  readonly connectionOf: (socket: Duplex) => Connection | undefined;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse, connection: Connection) => void;
}

interface Http1Server {
  serve(socket: Socket): void;
  closeIdle(): void;
  close(): void;
}

export function createHttp1({ limits, inspector, connectionOf, onRequest }: Http1Options): Http1Server {
  const server: Server = createServer({
    headersTimeout: limits.headMillis,
    // The body's own time is kept where it is read; this is the net below it.
    requestTimeout: limits.headMillis + 2 * limits.requestMillis,
    connectionsCheckingInterval: Math.min(5000, limits.headMillis),
    keepAliveTimeout: 75_000,
    maxHeaderSize: 64 * 1024,
  });
  server.on('request', (request, response) => {
    response.on('error', () => undefined);
    const connection = connectionOf(request.socket);
    if (connection === undefined) response.destroy();
    else onRequest(request, response, connection);
  });
  server.on('clientError', (error, socket) => {
    const connection = connectionOf(socket);
    const code = 'code' in error ? String(error.code) : '';
    if (connection === undefined || code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const message =
      status === 408
        ? 'the request head came too slowly'
        : status === 431
          ? 'the request head is too large'
          : `broken HTTP/1.1: ${error.message}`;
    inspector.begin(blankHead('http', connection))({ status, outcome: 'protocol-error', message });
    const body = `${message}\n`;
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  // A server that does not listen starts its clock for slow heads with this event.
  server.emit('listening');
  return {
    serve: (socket) => void server.emit('connection', socket),
    closeIdle: () => server.closeIdleConnections(),
    close: () => void server.close(),
  };
}
