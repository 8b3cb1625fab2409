// `/api/v1/write` and `/prometheus/api/v1/write`: Prometheus' remote write 1.0 and 2.0, answered as its specification says.
import type { IncomingMessage } from 'node:http';
import { plain, type Answer } from './respond.ts';
import type { RemoteWriteVersion, WriteAnswer } from '../../../contract/remote-write.ts';

export type RemoteWrite = (body: Uint8Array, version: RemoteWriteVersion) => Promise<WriteAnswer>;

const paths: ReadonlySet<string> = new Set(['/api/v1/write', '/prometheus/api/v1/write']);
/** Packed. */
const mostBytes = 32 * 1024 ** 2;
const mostMillis = 30_000;
/** Bytes of requests that arrive or are being worked on, of one server. */
const mostWaiting = 64 * 1024 ** 2;

const messages: Readonly<Record<string, RemoteWriteVersion>> = {
  'prometheus.WriteRequest': '1.0',
  'io.prometheus.write.v2.Request': '2.0',
};

export function takesWrites(path: string): boolean {
  return paths.has(path);
}

export type RemoteWriteRoute = (request: IncomingMessage) => Promise<Answer>;

export function createRemoteWriteRoute(write: RemoteWrite): RemoteWriteRoute {
  let waiting = 0;
  return async (request) => {
    if (request.method !== 'POST') return plain(405, 'remote write is a POST', { Allow: 'POST' });
    const version = versionOf(request.headers['content-type']);
    if (version === undefined)
      return plain(
        415,
        'Remote write sends application/x-protobuf, with proto=prometheus.WriteRequest or proto=io.prometheus.write.v2.Request.',
      );
    const encoding = request.headers['content-encoding'] ?? 'snappy';
    if (encoding !== 'snappy') return plain(415, `Remote write is packed with snappy, not ${encoding}.`);
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > mostBytes)
      return plain(413, `A request may have ${mostBytes / 1024 ** 2} MiB.`, { Connection: 'close' });
    // Bodies count from their first byte on; one that does not say how long it is may become the longest.
    const room = length > 0 ? length : mostBytes;
    if (waiting + room > mostWaiting)
      return plain(429, 'Too much is waiting to be stored; try again.', { 'Retry-After': '1', Connection: 'close' });
    waiting += room;
    try {
      const body = await bodyOf(request);
      if (typeof body === 'number')
        return plain(body, body === 413 ? 'The request is too large.' : 'The request ended early.', {
          Connection: 'close',
        });
      return answerOf(await write(body, version), version);
    } finally {
      waiting -= room;
    }
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

/** The body, or the status that refuses it. */
function bodyOf(request: IncomingMessage): Promise<Uint8Array | number> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => settle(408), mostMillis);
    const settle = (result: Uint8Array | number): void => {
      clearTimeout(timer);
      pieces.length = 0;
      resolve(result);
    };
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > mostBytes) settle(413);
      else pieces.push(piece);
    });
    request.on('end', () => settle(Buffer.concat(pieces, Math.min(size, mostBytes))));
    request.on('error', () => settle(400));
    request.on('close', () => settle(400));
  });
}
