// One GET of a page of metrics: redirects, gzip, a deadline for all of it and a limit that holds while inflating.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { gunzip } from 'node:zlib';
import type { ScrapeFailure } from '../../contract/scrape.ts';
import { noAnswer } from './no-answer.ts';

export interface PageRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMillis: number;
  /** Largest page, unpacked. */
  readonly maxBytes: number;
  /** Gives up early. */
  readonly signal: AbortSignal;
}

export type PageResult =
  | {
      readonly kind: 'page';
      readonly bytes: Uint8Array;
      readonly contentType: string | undefined;
      /** As it was sent. */
      readonly compression: string;
      readonly wireBytes: number;
    }
  /** `status`: of the answer, 0 where there was none. */
  | ({ readonly kind: 'failed'; readonly status: number } & ScrapeFailure);

const mostRedirects = 10;
/** Headers that tell no secret; whatever else a target was given stays with its host. */
const ordinary = /^(?:accept|accept-encoding|user-agent|x-prometheus-scrape-timeout-seconds)$/i;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export async function fetchPage(request: PageRequest): Promise<PageResult> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMillis)]);
  let url = new URL(request.url);
  let headers = request.headers;
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await get(url, headers, signal);
      const { statusCode: status = 0, headers: answer } = response;
      if (redirects.has(status) && answer.location !== undefined) {
        response.destroy();
        const next = URL.canParse(answer.location, url.href) ? new URL(answer.location, url.href) : undefined;
        if (next === undefined || !/^https?:$/.test(next.protocol))
          return failed(`it redirects to ${JSON.stringify(answer.location)}, which is no address of a page`);
        // What proves who asks is for the host that was configured.
        if (next.origin !== url.origin) headers = withoutSecrets(headers);
        url = next;
        continue;
      }
      if (status !== 200) {
        response.destroy();
        return failed(`it answered with HTTP status ${status}`, adviceFor(status, url), status);
      }
      return await pageOf(response, request.maxBytes);
    }
    return failed(`it redirects more than ${mostRedirects} times`);
  } catch (error) {
    return request.signal.aborted ? failed('the scrape was given up') : explained(error, request.timeoutMillis, url);
  }
}

function get(url: URL, headers: PageRequest['headers'], signal: AbortSignal): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    open(url, { headers, signal }, resolve).on('error', reject).end();
  });
}

async function pageOf(response: IncomingMessage, maxBytes: number): Promise<PageResult> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) return tooLarge(maxBytes);
    pieces.push(piece);
  }
  const [first] = pieces;
  const body = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces, size);
  const contentType = response.headers['content-type'];
  const encoding = response.headers['content-encoding'] ?? 'identity';
  const wire = { contentType, compression: encoding, wireBytes: size };
  if (encoding === 'identity' || encoding === '') return { kind: 'page', bytes: body, ...wire };
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    return failed(`it sends ${encoding}, and was asked for gzip or nothing`);
  try {
    return { kind: 'page', bytes: await unpacked(body, maxBytes), ...wire };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
    return failed(`what it sends is no valid gzip: ${textOf(error)}`);
  }
}

function unpacked(bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength, chunkSize: 256 * 1024 }, (error, result) =>
      error === null ? resolve(result) : reject(error),
    );
  });
}

function tooLarge(maxBytes: number): PageResult {
  return failed(`the page is larger than ${maxBytes / 1024 ** 2} MiB`, 'Expose fewer series, or less of them at once.');
}

function withoutSecrets(headers: PageRequest['headers']): PageRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => ordinary.test(name)));
}

function adviceFor(status: number, url: URL): string {
  if (status === 401 || status === 403) return 'Give the target a token or a user and password.';
  if (status === 404)
    return `Is ${url.pathname} the path of the metrics? Spring has /actuator/prometheus, many others /metrics.`;
  if (status === 406) return 'It knows none of the formats that were asked for.';
  return '';
}

function explained(error: unknown, timeoutMillis: number, url: URL): PageResult {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError')
    return failed(
      `there was no whole answer within ${timeoutMillis / 1000} s`,
      'Raise the timeout, or look why the page is slow.',
    );
  const { reason, advice } = noAnswer(error, url, 'Is the process running, and is this its port for metrics?');
  return failed(reason, advice);
}

function failed(reason: string, advice = '', status = 0): PageResult {
  return { kind: 'failed', reason, advice, status };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
