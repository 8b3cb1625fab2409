// OmniRT's HTTP routes: JSON with a limit, and streams of events. What it refuses is told in words.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { CollectFailure, type CollectorOf } from '../collector.ts';
import { connectionHeaders } from '../connection-headers.ts';

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

export interface OmnirtServer {
  /** `undefined`: it knows nothing of the kind (404). Throws CollectFailure. */
  json(path: string): Promise<Json | undefined>;
  /** The body of a stream; ends when the server ends it or `until` is aborted. Throws CollectFailure. */
  stream(path: string, until: AbortSignal): Promise<AsyncIterable<Buffer>>;
}

const patience = 10_000;
const maxBytes = 64 * 1024 ** 2;

export function omnirtServer(collector: CollectorOf<'omnirt'>, signal: AbortSignal): OmnirtServer {
  const base = collector.url.replace(/\/+$/, '');
  const { host } = new URL(base);

  async function open(path: string, until: AbortSignal, accept: string): Promise<IncomingMessage> {
    const url = new URL(base + path);
    const headers = { ...connectionHeaders(collector), accept };
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), patience);
    try {
      return await new Promise<IncomingMessage>((resolve, reject) => {
        start(url, { headers, signal: AbortSignal.any([signal, until]) }, resolve)
          .on('error', (error) => reject(inWords(error)))
          .end();
        silence.signal.addEventListener('abort', () =>
          reject(new CollectFailure(`${host} did not answer ${path} within ${patience / 1000} s`)),
        );
      });
    } finally {
      clearTimeout(timer);
    }
  }

  function inWords(error: Error): CollectFailure {
    const code = 'code' in error ? String(error.code) : '';
    if (code === 'ECONNREFUSED')
      return new CollectFailure(`nothing listens on ${host}`, 'Is OmniRT running, and is this its address?');
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new CollectFailure(`the name of ${host} is not known`);
    return new CollectFailure(`the connection to ${host} broke: ${error.message}`);
  }

  async function refused(response: IncomingMessage, path: string): Promise<CollectFailure> {
    const body = await bodyOf(response, 500).catch(() => '');
    const status = response.statusCode ?? 0;
    const reason = `${host} answered ${path} with HTTP status ${status}${body.trim() === '' ? '' : `: ${body.trim()}`}`;
    if (status === 401 || status === 403)
      return new CollectFailure(reason, 'Give the source the server’s key: as a token, or as the header x-api-key.', {
        lasting: true,
      });
    if (status === 404 || status === 405 || status === 501)
      return new CollectFailure(reason, 'Is this OmniRT, and its base address, such as http://127.0.0.1:8000?', {
        lasting: true,
      });
    return new CollectFailure(reason);
  }

  return {
    async json(path) {
      const response = await open(path, AbortSignal.timeout(6 * patience), 'application/json');
      if (response.statusCode === 404) {
        response.resume();
        return undefined;
      }
      if (response.statusCode !== 200) throw await refused(response, path);
      const text = await bodyOf(response, maxBytes).catch((error: unknown) => {
        throw inWords(error instanceof Error ? error : new Error(String(error)));
      });
      if (text.length >= maxBytes)
        throw new CollectFailure(`${host} answered ${path} with more than ${maxBytes / 1024 ** 2} MiB`);
      const found = parse(text);
      if (typeof found !== 'object' || found === null || Array.isArray(found))
        throw new CollectFailure(
          `${host} answered ${path} with something else than a JSON object: ${text.slice(0, 80)}`,
        );
      return found as Json;
    },
    async stream(path, until) {
      const response = await open(path, until, 'text/event-stream');
      const type = response.headers['content-type'] ?? '';
      if (response.statusCode === 200 && /event-stream/.test(type)) return response;
      if (response.statusCode !== 200) throw await refused(response, path);
      response.destroy();
      throw new CollectFailure(
        `${host} answered ${path} with ${type || 'no content type'} instead of a stream of events`,
      );
    },
  };
}

/** Cut at `most` bytes. */
async function bodyOf(response: IncomingMessage, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    size += piece.length;
    if (size >= most) break;
  }
  response.destroy();
  return Buffer.concat(pieces).subarray(0, most).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
