// The HTTP surface: one server for the window's files, its WebSocket, and what other programs ask.
// This file is the gate (host, origin, method, token); routes.ts answers what got through.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  allowedHost,
  fromOwnOrigin,
  isAuthorized,
  isNavigation,
  isToken,
  setCookieHeader,
  type AccessRules,
} from './access.ts';
import { entryPage, onwardPage } from './entry-page.ts';
import { createPipeUpgrade } from './pipe-upgrade.ts';
import { prometheusAnswer, takesForms } from './prometheus-route.ts';
import { createRemoteWriteRoute, takesWrites, type RemoteWriteRoute } from './remote-write-route.ts';
import { requestUrl } from './request-url.ts';
import { json, plain, respond, type Answer } from './respond.ts';
import { hangUpSignal, lockedAnswer, openAnswer, type SurfaceSources } from './routes.ts';
import { ContractError } from '../../../contract/errors.ts';
import type { Pipe } from '../../../contract/pipe.ts';

export interface HttpSurfaceOptions {
  /** Address to bind; port 0 takes a free one. */
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly allowHosts: readonly string[];
  readonly sources: SurfaceSources;
  readonly onPipe: (pipe: Pipe) => void;
  readonly onBug: (where: string, error: unknown) => void;
}

export interface HttpSurface {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects with the error of `listen` (code EADDRINUSE, EACCES, EADDRNOTAVAIL) when the address cannot be had. */
export async function startHttpSurface(options: HttpSurfaceOptions): Promise<HttpSurface> {
  const server = createServer();
  const { address, port } = await listen(server, options.host, options.port);
  const rules: AccessRules = { token: options.token, allowHosts: options.allowHosts, cookieName: `otterscope-${port}` };
  const upgrade = createPipeUpgrade(rules, options.onPipe, options.onBug);

  const remoteWrite = createRemoteWriteRoute(options.sources.remoteWrite);

  server.on('request', (request, response) => {
    void answerTo(request, response, rules, options, remoteWrite)
      .then((answer) => respond(response, answer))
      .catch((error: unknown) => failed(response, error, options));
  });
  server.on('upgrade', (request, socket, head) => upgrade.handle(request, socket, head));

  return {
    host: address,
    port,
    close() {
      upgrade.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
      });
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  rules: AccessRules,
  options: HttpSurfaceOptions,
  remoteWrite: RemoteWriteRoute,
): Promise<Answer> {
  const host = allowedHost(request, rules);
  if (host === undefined) {
    return plain(403, 'This host name is not allowed here. Start with --allow-host <name> if it is yours.');
  }
  const url = requestUrl(request.url);
  if (url === undefined) return plain(400, 'not a path');
  const read = request.method === 'GET' || request.method === 'HEAD';
  if (!fromOwnOrigin(request, host) && !(read && isNavigation(request)))
    return plain(403, 'Pages of other origins may not ask.');
  const form = request.method === 'POST' && (takesForms(url.pathname) || takesWrites(url.pathname));
  if (!read && !form) return plain(405, 'only GET and HEAD', { Allow: 'GET, HEAD' });

  const open = openAnswer(url.pathname, options.sources);
  if (open !== undefined) return open;

  const token = url.searchParams.get('token');
  if (token !== null && read) {
    if (!isToken(token, rules)) return entryPage(true);
    url.searchParams.delete('token');
    // `//name` would be another host.
    const onward = url.pathname.replace(/^\/+/, '/') + url.search;
    const cookie = setCookieHeader(rules);
    if (request.headers['sec-fetch-site'] === 'cross-site') return onwardPage(onward, cookie);
    return plain(303, 'on', { Location: onward, 'Set-Cookie': cookie });
  }
  if (!isAuthorized(request, rules)) {
    if (wantsPage(request)) return entryPage(false);
    return plain(
      401,
      'The token is missing or wrong: send it as `Authorization: Bearer <token>`, or as the password.',
      {
        'WWW-Authenticate': 'Bearer realm="otterscope"',
      },
    );
  }
  if (takesWrites(url.pathname)) return remoteWrite(request, url.pathname);
  const { sources } = options;
  const signal = hangUpSignal(response);
  const prometheus = await prometheusAnswer(request, url, sources, signal);
  const asked = { headOnly: request.method === 'HEAD', wantsPage: wantsPage(request) };
  return prometheus ?? lockedAnswer(url, host, sources, signal, asked);
}

/** A browser that goes to an address says so; programs that read it do not ask for HTML. */
function wantsPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true;
}

function failed(response: ServerResponse, error: unknown, options: HttpSurfaceOptions): void {
  // A client that hung up, or an export that was cut short: neither is a bug of ours.
  const expected = response.headersSent && (response.destroyed || error instanceof ContractError);
  if (!expected) options.onBug('http', error);
  if (response.headersSent) response.destroy();
  else void respond(response, json(500, { error: 'something went wrong here; the Problems page has it' }));
}
