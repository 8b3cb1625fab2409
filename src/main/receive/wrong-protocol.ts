// Answers to clients that speak something else than the port expects: as much help as their protocol can carry.
import type { Socket } from 'node:net';
import type { EndpointState } from '../../contract/ingest.ts';
import type { Connection } from './connection.ts';
import { blankHead, type Inspector, type RequestHead } from './inspector.ts';

export interface WrongPort {
  readonly port: 'grpc' | 'http';
  readonly inspector: Inspector;
  readonly grpcHint: () => string;
  readonly httpHint: () => string;
  readonly httpUrl: () => string;
}

/** `port 4318`, with the usual number where the port is not open. */
export function portWords(state: EndpointState, usual: number): string {
  return state.kind === 'listening' ? `port ${state.port}` : `port ${usual}, which is not open at the moment`;
}

/** The address to put into an exporter's settings. */
export function endpointUrl(state: EndpointState, usual: number): string {
  return `http://localhost:${state.kind === 'listening' ? state.port : usual}`;
}

/** TLS 1.2 record: fatal alert, handshake_failure. RFC 5246, 7.2. */
const tlsAlert = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

export function answerTls(socket: Socket, connection: Connection, { port, inspector }: WrongPort): void {
  const message =
    'the client speaks TLS, and this port is plain text: use an http:// endpoint, or the "insecure" option of the exporter (OTEL_EXPORTER_OTLP_INSECURE=true)';
  const record = inspector.begin(headOf(port, connection, 'TLS ClientHello', ''));
  endWith(socket, tlsAlert);
  void connection.resolveSender().then(() => record({ status: 0, outcome: 'protocol-error', message }));
}

export function answerUnknown(
  socket: Socket,
  connection: Connection,
  { port, inspector, grpcHint, httpHint }: WrongPort,
): void {
  readHead(socket, (bytes) => {
    const start = bytes.subarray(0, 16).toString('hex');
    const message = `the first bytes (${start}) are neither HTTP nor gRPC; ${port === 'grpc' ? grpcHint() : httpHint()}`;
    const record = inspector.begin(headOf(port, connection, 'unknown protocol', ''));
    void connection.resolveSender().then(() => {
      record({ status: 0, outcome: 'protocol-error', message, wireBytes: bytes.length });
      socket.destroy();
    });
  });
}

/** HTTP/1 on the gRPC port. */
export function answerWrongHttp1(
  socket: Socket,
  connection: Connection,
  { port, inspector, httpHint, httpUrl }: WrongPort,
): void {
  readHead(socket, (bytes) => {
    const lines = bytes.toString('latin1').split('\r\n');
    const [method = '', path = ''] = (lines[0] ?? '').split(' ');
    const header = (name: string) =>
      lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
    const isOtlp = /^\/v1\/(traces|logs|metrics)\/?$/.test(path);
    const message = `this is the OTLP/gRPC port, and the request is HTTP/1.1; ${httpHint()}`;
    const help = isOtlp
      ? `Send to that port: OTEL_EXPORTER_OTLP_ENDPOINT=${httpUrl()}\nor stay on this one and send gRPC: OTEL_EXPORTER_OTLP_PROTOCOL=grpc`
      : `For OTLP over HTTP set OTEL_EXPORTER_OTLP_ENDPOINT=${httpUrl()}`;
    const head = {
      ...headOf(port, connection, method, path.slice(0, 500)),
      encoding: header('content-type'),
      userAgent: header('user-agent'),
    };
    const record = inspector.begin(head);
    const body = `${message}\n${help}\n`;
    const headers = `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
    void connection.resolveSender().then(() => {
      record({ status: 400, outcome: 'protocol-error', message, wireBytes: bytes.length });
      endWith(socket, `HTTP/1.1 400 Bad Request\r\n${headers}\r\n\r\n${method === 'HEAD' ? '' : body}`);
    });
  });
}

function headOf(port: 'grpc' | 'http', connection: Connection, method: string, path: string): RequestHead {
  return { ...blankHead(port, connection), method, path };
}

/** What has arrived so far; enough, because it is for words only. */
function readHead(socket: Socket, done: (bytes: Buffer) => void): void {
  socket.once('data', (bytes: Buffer) => {
    socket.pause();
    done(bytes);
  });
}

/** How long a client may go on sending after its answer; closing at once would reset the connection before it has read. */
const lingerMillis = 1000;

function endWith(socket: Socket, bytes: Uint8Array | string): void {
  socket.end(bytes);
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), lingerMillis);
  timer.unref();
  socket.once('end', () => socket.destroySoon());
  socket.once('close', () => clearTimeout(timer));
}
