// `/api/v1/write` and `/prometheus/api/v1/write`: Prometheus' remote write 1.0 and 2.0, answered as its specification says.
// What is refused here is told to the engine too, which writes all requests down.
import type { IncomingMessage } from 'node:http';
import { plain, type Answer } from './respond.ts';
import type { RemoteWriteVersion, WriteAnswer, WriteCall } from '../../../contract/remote-write.ts';

/** Resolves when the body is stored or refused. */
export type RemoteWrite = (call: WriteCall) => Promise<WriteAnswer>;

const paths: ReadonlySet<string> = new Set(['/api/v1/write', '/prometheus/api/v1/write']);
/** Packed. */
const mostBytes = 32 * 1024 ** 2;
const mostMillis = 30_000;
/** Bytes of requests that are being read or worked on, of one server. */
const mostWaiting = 64 * 1024 ** 2;

const messages: Readonly<Record<string, RemoteWriteVersion>> = {
  'prometheus.WriteRequest': '1.0',
  'io.prometheus.write.v2.Request': '2.0',
};

export function takesWrites(path: string): boolean {
  return paths.has(path);
}

export type RemoteWriteRoute = (request: IncomingMessage, path: string) => Promise<Answer>;

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const tooLarge: Refusal = {
  status: 413,
  message: `A request may have ${mostBytes / 1024 ** 2} MiB.`,
  headers: { Connection: 'close' },
};
const tooMuch: Refusal = {
  status: 429,
  message: 'Too much is waiting to be stored; try again.',
  headers: { 'Retry-After': '1', Connection: 'close' },
};
const cutShort: Refusal = { status: 400, message: 'The request ended early.', headers: { Connection: 'close' } };
const tooSlow: Refusal = {
  status: 408,
  message: 'The request took longer than 30 s.',
  headers: { Connection: 'close' },
};

export function createRemoteWriteRoute(write: RemoteWrite): RemoteWriteRoute {
  let waiting = 0;
  return async (request, path) => {
    if (request.method !== 'POST') return plain(405, 'remote write is a POST', { Allow: 'POST' });
    const head = headOf(request, path);
    const length = Number(request.headers['content-length'] ?? 0);
    const refused = ({ status, message, headers }: Refusal): Answer => {
      // Only written down: the sender has its answer even if that fails.
      write({ ...head, content: { kind: 'refused', bytes: length, status, message } }).catch(() => undefined);
      return plain(status, message, headers);
    };
    const version = versionOf(request.headers['content-type']);
    if (version === undefined) return refused(otherType(head.contentType));
    if (head.compression !== 'snappy') return refused(otherPacking(head.compression));
    if (length > mostBytes) return refused(tooLarge);
    // Bodies count from their first byte on; one that does not say how long it is may become the longest.
    const room = length > 0 ? length : mostBytes;
    if (waiting + room > mostWaiting) return refused(tooMuch);
    waiting += room;
    try {
      const body = await bodyOf(request);
      if (!(body instanceof Uint8Array)) return refused(body);
      return answerOf(await write({ ...head, content: { kind: 'body', body, version } }), version);
    } finally {
      waiting -= room;
    }
  };
}

function otherType(contentType: string): Refusal {
  return {
    status: 415,
    message: `${contentType === '' ? 'Nothing' : contentType} is not accepted: remote write sends application/x-protobuf, with proto=prometheus.WriteRequest or proto=io.prometheus.write.v2.Request.`,
  };
}

function otherPacking(compression: string): Refusal {
  return {
    status: 415,
    message: `${compression} encoding (compression) is not accepted by this server; only snappy is acceptable`,
  };
}

function headOf({ headers, socket }: IncomingMessage, path: string): Omit<WriteCall, 'content'> {
  return {
    path,
    contentType: headers['content-type'] ?? '',
    compression: headers['content-encoding'] ?? 'snappy',
    userAgent: headers['user-agent'] ?? '',
    peer: {
      remoteAddress: socket.remoteAddress ?? '',
      remotePort: socket.remotePort ?? 0,
      remoteFamily: socket.remoteFamily ?? '',
      localPort: socket.localPort ?? 0,
    },
  };
}

/** `application/x-protobuf` alone is version 1.0. */
function versionOf(contentType: string | undefined): RemoteWriteVersion | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((one) => one.trim());
  if (type.toLowerCase() !== 'application/x-protobuf') return undefined;
  const proto = parameters.find((one) => /^proto=/i.test(one))?.slice('proto='.length);
  return proto === undefined ? '1.0' : messages[proto.replaceAll('"', '')];
}

function answerOf({ status, message, retryAfterSeconds, written }: WriteAnswer, version: RemoteWriteVersion): Answer {
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(version === '2.0'
      ? {
          'X-Prometheus-Remote-Write-Samples-Written': String(written.samples),
          'X-Prometheus-Remote-Write-Histograms-Written': String(written.histograms),
          'X-Prometheus-Remote-Write-Exemplars-Written': String(written.exemplars),
        }
      : {}),
  };
  return { ...plain(status, message, headers), ...(status === 204 ? { body: '' } : {}) };
}

/** The body, or why it is not taken; what is refused is read to its end and thrown away, so that the answer arrives. */
function bodyOf(request: IncomingMessage): Promise<Uint8Array | Refusal> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => settle(tooSlow), mostMillis);
    const settle = (result: Uint8Array | Refusal): void => {
      clearTimeout(timer);
      pieces.length = 0;
      resolve(result);
    };
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > mostBytes) settle(tooLarge);
      else pieces.push(piece);
    });
    request.on('end', () => settle(Buffer.concat(pieces, Math.min(size, mostBytes))));
    request.on('error', () => settle(cutShort));
    request.on('close', () => settle(cutShort));
  });
}
