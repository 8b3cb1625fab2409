// `/pipe`: turns an HTTP upgrade into a WebSocket pipe, after the same checks as every request.
// Failed handshakes get a plain HTTP answer, so that a program sees why.
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { allowedHost, fromOwnOrigin, isAuthorized, type AccessRules } from './access.ts';
import { requestUrl } from './request-url.ts';
import { socketPipe } from '../socket-pipe.ts';
import type { Pipe } from '../../../contract/pipe.ts';

export interface PipeUpgrade {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to all windows (close code 1001, "going away"). */
  close(): void;
}

/** Uploads come in pieces of at most 16 MiB; nothing larger is a frame of ours. */
const maxFrame = 20 * 1024 * 1024;

export function createPipeUpgrade(
  rules: AccessRules,
  onPipe: (pipe: Pipe) => void,
  onBug: (where: string, error: unknown) => void,
): PipeUpgrade {
  let server: Promise<WebSocketServer> | undefined;
  let open = true;

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    server ??= loadServer();
    const wss = await server;
    if (open) wss.handleUpgrade(request, socket, head, (webSocket) => onPipe(socketPipe(webSocket)));
    else refuse(socket, 503, 'closing');
  }

  async function farewell(): Promise<void> {
    const wss = await server;
    for (const one of wss?.clients ?? []) one.close(1001, 'the engine is closing');
    wss?.close();
  }

  return {
    handle(request, socket, head) {
      // A client that goes away during the handshake is no concern of ours.
      socket.on('error', () => socket.destroy());
      const host = allowedHost(request, rules);
      if (host === undefined) return refuse(socket, 403, 'this host name is not allowed');
      if (!fromOwnOrigin(request, host)) return refuse(socket, 403, 'pages of other origins may not connect');
      const url = requestUrl(request.url);
      if (url === undefined) return refuse(socket, 400, 'not a path');
      if (url.pathname !== '/pipe') return refuse(socket, 404, 'only /pipe can be upgraded');
      if (!isAuthorized(request, rules)) return refuse(socket, 401, 'the token is missing or wrong');
      accept(request, socket, head).catch((error: unknown) => {
        onBug('pipe', error);
        socket.destroy();
      });
    },
    close() {
      open = false;
      farewell().catch((error: unknown) => onBug('pipe', error));
    },
  };
}

async function loadServer(): Promise<WebSocketServer> {
  const ws = await import('ws');
  return new ws.WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: maxFrame });
}

function refuse(socket: Duplex, status: number, reason: string): void {
  const body = `${reason}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
