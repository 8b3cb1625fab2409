// One HTTP request and its answer, the same for HTTP/1.1 (node:http) and plain HTTP/2 (node:http2).
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Readable } from 'node:stream';
import type { Connection } from './connection.ts';

export interface HttpExchange {
  readonly method: string;
  readonly target: string;
  /** A repeated header comes joined by commas; names in lower case. */
  header(name: string): string | undefined;
  readonly body: Readable;
  readonly connection: Connection;
  /** Called once; a body that was not read to its end is thrown away. */
  answer(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array | string): void;
}

type HeaderMap = Readonly<Record<string, string | string[] | number | undefined>>;

function headerOf(headers: HeaderMap, name: string): string | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export function exchangeOfHttp1(
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
  closing: () => boolean,
): HttpExchange {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    header: (name) => headerOf(request.headers, name),
    body: request,
    connection,
    answer(status, headers, body) {
      if (response.headersSent || response.destroyed) return;
      // After 408 the rest of the body may still come, and would be taken for the next request's delay.
      if (closing() || status === 408) response.setHeader('connection', 'close');
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
  };
}

export function exchangeOfHttp2(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  connection: Connection,
): HttpExchange {
  return {
    method: headers[':method'] ?? '',
    target: headers[':path'] ?? '',
    header: (name) => headerOf(headers, name),
    body: stream,
    connection,
    answer(status, answerHeaders, body) {
      if (stream.headersSent || stream.destroyed || stream.closed) return;
      stream.respond({ ':status': status, ...answerHeaders });
      stream.end(headers[':method'] === 'HEAD' ? undefined : body);
      if (stream.readableEnded) return;
      stream.resume();
      stream.once('finish', () => stream.close(constants.NGHTTP2_NO_ERROR));
    },
  };
}
