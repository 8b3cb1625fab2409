// A server with the profile endpoints of Go's net/http/pprof and of StreamKit: paths, checks, statuses and words as theirs.
// What it answers with is what a test gives it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface ProfileServer {
  readonly url: string;
  /** Path and query of every request. */
  readonly asked: readonly string[];
  /** Headers of the last request. */
  readonly headers: IncomingMessage['headers'];
  close(): Promise<void>;
}

export interface ProfileServerParts {
  /** Bytes by the last part of the path: heap, profile, goroutine?debug=2, ... */
  readonly profiles: Readonly<Record<string, Uint8Array>>;
  /** Built with --features profiling; without, StreamKit answers 501. */
  readonly profiling?: boolean;
  readonly role?: 'admin' | 'user';
  /** A second of a CPU profile takes so many milliseconds here. */
  readonly secondMillis?: number;
}

export async function startProfileServer(parts: ProfileServerParts): Promise<ProfileServer> {
  const { profiles, profiling = true, role = 'admin', secondMillis = 10 } = parts;
  const asked: string[] = [];
  let headers: IncomingMessage['headers'] = {};
  let busy = false;

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    ({ headers } = request);
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname.startsWith('/debug/pprof/')) return goProfile(url, response);
    if (url.pathname.startsWith('/api/v1/profile/')) return streamKit(url, response);
    if (url.pathname === '/picture') return send(response, 200, '<svg/>', 'image/svg+xml');
    if (url.pathname === '/never') return;
    if (url.pathname === '/moved') {
      response.writeHead(302, { location: '/login?next=/moved' });
      return response.end();
    }
    if (url.pathname === '/dies') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
      return;
    }
    return send(response, 404, '<html>404 page not found</html>', 'text/html');
  });

  function goProfile({ pathname, searchParams }: URL, response: ServerResponse): void {
    const name = pathname.slice('/debug/pprof/'.length);
    const seconds = Number(searchParams.get('seconds') ?? 0);
    const debug = searchParams.get('debug');
    const bytes = profiles[debug === null ? name : `${name}?debug=${debug}`];
    if (bytes === undefined) return goError(response, 404, 'Unknown profile');
    if (name !== 'profile') return later(response, seconds * secondMillis, bytes);
    if (busy) return goError(response, 500, 'Could not enable CPU profiling: cpu profiling already in use');
    busy = true;
    later(response, (seconds || 30) * secondMillis, bytes, () => {
      busy = false;
    });
  }

  function streamKit({ pathname, searchParams }: URL, response: ServerResponse): void {
    if (!profiling)
      return send(response, 501, 'Profiling is not enabled. Build with --features profiling', 'text/plain');
    if (role !== 'admin') return send(response, 403, 'Forbidden', 'text/plain');
    const name = pathname.slice('/api/v1/profile/'.length);
    const seconds = Number(searchParams.get('duration_secs') ?? 30);
    const frequency = Number(searchParams.get('frequency') ?? 99);
    if (seconds < 1 || seconds > 300 || frequency < 1 || frequency > 10_000)
      return send(response, 400, '', 'text/plain');
    if (name === 'cpu' && searchParams.get('format') !== 'protobuf')
      return send(response, 200, '<svg/>', 'image/svg+xml');
    const bytes = profiles[name];
    if (bytes === undefined)
      return send(response, 500, 'Failed to create profiler: profiler already running', 'text/plain');
    later(response, name === 'cpu' ? seconds * secondMillis : 0, bytes);
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    get headers() {
      return headers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function later(response: ServerResponse, millis: number, bytes: Uint8Array, done: () => void = () => undefined): void {
  const timer = setTimeout(() => {
    done();
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(bytes);
  }, millis);
  response.on('close', () => {
    clearTimeout(timer);
    done();
  });
}

/** Errors of net/http/pprof are text, and say so. */
function goError(response: ServerResponse, status: number, text: string): void {
  response.setHeader('x-go-pprof', '1');
  send(response, status, `${text}\n`, 'text/plain; charset=utf-8');
}

function send(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}
