// StreamKit's control plane as its server speaks it (crates/api, apps/skit/src/websocket.rs): envelope, tags, no history,
// events to every connection, pages of other origins refused.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

export interface FakeSession {
  readonly id: string;
  readonly name: string | null;
  readonly created_at: string;
}

/** A pipeline as a running session has it. */
export const fakePipeline = {
  name: null,
  mode: 'dynamic',
  nodes: {
    mic: { kind: 'transport::moq::peer', params: null, state: 'Running' },
    stt: {
      kind: 'plugin::native::whisper',
      params: { emit_vad_events: true },
      state: { Recovering: { reason: 'model is loading', details: { attempt: 2 } } },
    },
  },
  connections: [{ from_node: 'mic', from_pin: 'out', to_node: 'stt', to_pin: 'in' }],
} as const;

export class FakeStreamkit {
  readonly sessions = new Map<string, FakeSession>();
  /** Answers of the handshake instead of a connection: [status, text]. */
  refuses: readonly [number, string] | undefined;
  /** Requests that are answered with an error message. */
  failing: string | undefined;
  readonly origins: (string | undefined)[] = [];
  readonly asked: string[] = [];
  readonly #http = createServer((request, response) => {
    response.writeHead(request.url === '/healthz' ? 200 : 404).end('{"status":"ok","version":"0.2.0"}');
  });
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 ** 2 });

  constructor() {
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.origins.push(request.headers.origin);
      const refused =
        this.refuses ?? (request.url?.endsWith('/api/v1/control') === true ? undefined : ([404, 'not found'] as const));
      if (refused !== undefined) {
        const [status, text] = refused;
        socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#serve(opened));
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** What clients have not taken yet. */
  get unsentBytes(): number {
    return [...this.#sockets.clients].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0);
  }

  create(id: string, name: string | null = null, createdAt = new Date()): void {
    const created = { id, name, created_at: createdAt.toISOString() };
    this.sessions.set(id, created);
    this.event('sessioncreated', { session_id: id, name, created_at: created.created_at });
  }

  destroy(id: string): void {
    this.sessions.delete(id);
    this.event('sessiondestroyed', { session_id: id });
  }

  /** One `nodetelemetry`; `micros`: Unix microseconds of its emission. */
  telemetry(session: string, node: string, micros: number, data: Readonly<Record<string, unknown>>): void {
    this.event('nodetelemetry', {
      session_id: session,
      node_id: node,
      type_id: 'core::telemetry/event@1',
      data,
      timestamp_us: micros,
      timestamp: new Date(micros / 1000).toISOString(),
    });
  }

  event(event: string, fields: Readonly<Record<string, unknown>>): void {
    this.raw(JSON.stringify({ type: 'event', payload: { event, ...fields } }));
  }

  raw(text: string): void {
    for (const client of this.#sockets.clients) client.send(text);
  }

  /** Cuts all connections, as a crash does. */
  cut(): void {
    for (const client of this.#sockets.clients) client.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #serve(socket: WebSocket): void {
    socket.on('message', (data, isBinary) => {
      if (isBinary) return;
      const { correlation_id, payload } = JSON.parse(String(data)) as {
        readonly correlation_id?: string;
        readonly payload: { readonly action: string; readonly session_id?: string };
      };
      this.asked.push(payload.action);
      const answer = (fields: object): void =>
        socket.send(JSON.stringify({ type: 'response', correlation_id, payload: fields }));
      if (payload.action === this.failing) return answer({ action: 'error', message: 'Permission denied' });
      if (payload.action === 'listsessions')
        return answer({ action: 'sessionslisted', sessions: [...this.sessions.values()] });
      if (payload.action === 'getpipeline')
        return this.sessions.has(payload.session_id ?? '')
          ? answer({ action: 'pipeline', pipeline: fakePipeline })
          : answer({ action: 'error', message: `Session '${payload.session_id}' not found` });
      return answer({ action: 'error', message: `Unknown action ${payload.action}` });
    });
  }
}
