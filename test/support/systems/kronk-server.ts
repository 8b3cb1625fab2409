// Kronk's debug server and health as they answer: metrics of both generations, liveness 200 and readiness 204, statsviz
// (which refuses pages of other hosts), and pprof with its texts for what it cannot do.
// Sources: Kronk 1.31 cmd/server, Go's net/http/pprof, arl/statsviz 0.8.1 (messages: test/fixtures/systems).
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { kronkPage, type KronkGeneration } from './kronk.ts';

const captured = readFileSync(new URL('../../fixtures/systems/statsviz-0.8.1.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

export class FakeKronk {
  generation: KronkGeneration = 'b';
  /** The series of an unloaded model are gone from the page. */
  loaded = true;
  ready = true;
  /** Seconds since the program began, as the page counts them. */
  seconds = 100;
  /** Answers of statsviz' handshake instead of a connection: [status, text]. */
  refuses: readonly [number, string] | undefined;
  readonly origins: (string | undefined)[] = [];
  /** A CPU profile is being taken. */
  profiling = false;
  readonly #http = createServer((request, response) => this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor() {
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const { origin, host } = request.headers;
      this.origins.push(origin);
      const refused =
        this.refuses ??
        (request.url !== '/debug/statsviz/ws'
          ? ([404, '404 page not found'] as const)
          : origin !== undefined && new URL(origin).host !== host
            ? ([403, 'Forbidden'] as const)
            : undefined);
      if (refused !== undefined) {
        const [status, text] = refused;
        socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => opened.send(String(captured[0])));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get connections(): number {
    return this.#sockets.clients.size;
  }

  /** One of the captured seconds, at another time; `change` may add or replace series. */
  second(which: 0 | 1 | 2, millis: number, change: Readonly<Record<string, unknown>> = {}): void {
    const message = JSON.parse(String(captured[which + 1])) as { data: { series: object } };
    this.raw(
      JSON.stringify({ event: 'metrics', data: { series: { ...message.data.series, ...change }, timestamp: millis } }),
    );
  }

  raw(text: string): void {
    for (const client of this.#sockets.clients) client.send(text);
  }

  /** Cuts all sockets, as the end of the program does. */
  cut(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://kronk');
    const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): void =>
      void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(body);
    const pprof = (status: number, body: string): void => text(status, `${body}\n`, { 'x-go-pprof': '1' });
    switch (pathname) {
      case '/metrics':
        return text(200, this.#page(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      case '/v1/liveness':
        return void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"status":"up","build":"1.31.9","host":"box","GOMAXPROCS":8}');
      case '/v1/readiness':
        return void response.writeHead(this.ready ? 204 : 503).end();
      case '/debug/pprof/profile':
        return this.profiling
          ? pprof(500, 'Could not enable CPU profiling: cpu profiling already in use')
          : pprof(400, 'profile duration exceeds server WriteTimeout');
      case '/debug/pprof/heap':
        return searchParams.has('seconds') && searchParams.has('debug')
          ? pprof(400, 'seconds and debug params are incompatible')
          : pprof(500, 'heap profile is not taken here');
      case '/debug/pprof/nothing':
        return pprof(404, 'Unknown profile');
      default:
        return text(404, '404 page not found\n');
    }
  }

  #page(): string {
    const page = kronkPage(this.generation, this.seconds);
    return this.loaded ? page : page.replaceAll(/^(?:# (?:HELP|TYPE) )?vram_.*\n/gm, '');
  }
}
