// One GET of a profile: the server may think about it for as long as the profile takes. Its own words are part of a failure.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { gunzip } from 'node:zlib';
import type { CaptureSubject } from '../../../contract/profiles/captures.ts';
import { CollectFailure } from '../collector.ts';
import { noAnswer } from '../no-answer.ts';
import type { CaptureRequest } from './capture-request.ts';

export interface FetchProfile {
  readonly request: CaptureRequest;
  readonly subject: CaptureSubject['kind'];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Beyond what the profile takes by itself. */
const patience = 30_000;
const mostBytes = 512 * 1024 * 1024;
const mostWords = 500;

/** Throws CollectFailure; rejects with it too when the signal is aborted. */
export async function fetchProfile(order: FetchProfile): Promise<Uint8Array> {
  const { request, signal } = order;
  const deadline = AbortSignal.timeout(request.expectedMillis + patience);
  const both = AbortSignal.any([signal, deadline]);
  try {
    const response = await get(order, both);
    const status = response.statusCode ?? 0;
    if (status !== 200) throw await refused(response, order);
    const bytes = await bodyOf(response, order);
    return checked(response, bytes, order);
  } catch (error) {
    if (error instanceof CollectFailure) throw error;
    if (signal.aborted) throw new CollectFailure('it was cancelled');
    if (deadline.aborted)
      throw new CollectFailure(
        `there was no whole answer ${patience / 1000} s after it was due`,
        'Is the service busy, or stopped in a debugger?',
      );
    if (isBrokenOff(error))
      throw new CollectFailure(
        `${request.url.host} closed the connection before its answer was whole`,
        'Was the service ended or started anew? An address that wants https:// does this, too.',
      );
    const { reason, advice } = noAnswer(error, request.url, 'Is the service running, and is this its address?');
    throw new CollectFailure(reason, advice);
  }
}

/** The other side hung up, as a process does that ends. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function get({ request: { url }, headers }: FetchProfile, signal: AbortSignal): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    open(url, { headers: { 'accept-encoding': 'identity', ...headers }, signal }, resolve)
      .on('error', reject)
      .end();
  });
}

async function bodyOf(response: IncomingMessage, { onBytes }: FetchProfile): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) {
      response.destroy();
      throw new CollectFailure(`the profile is larger than ${mostBytes / 1024 ** 2} MiB`, 'Take a shorter one.');
    }
    pieces.push(piece);
    onBytes(size);
  }
  return Buffer.concat(pieces, size);
}

async function checked(response: IncomingMessage, bytes: Uint8Array, { request }: FetchProfile): Promise<Uint8Array> {
  const type = response.headers['content-type'] ?? '';
  if (bytes.length === 0) throw new CollectFailure(`${request.endpoint} answered with nothing`);
  if (/^text\/html/i.test(type))
    throw new CollectFailure(
      `${request.endpoint} answers with a page, not with a profile`,
      'Is this the right address?',
    );
  if (/^image\//i.test(type))
    throw new CollectFailure(
      `${request.endpoint} answers with a picture (${type}), not with a profile`,
      'Ask for the data, e.g. with format=protobuf.',
    );
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || encoding === '') return bytes;
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    throw new CollectFailure(`it sends ${encoding}, and was not asked to compress`);
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: mostBytes }, (error, result) => {
      if (error === null) resolve(result);
      else reject(new CollectFailure(`what it sends is no valid gzip: ${error.message}`));
    });
  });
}

async function refused(response: IncomingMessage, { request, subject }: FetchProfile): Promise<CollectFailure> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.resume();
    return new CollectFailure(
      `${request.url.host} answered ${request.endpoint} with HTTP status ${status}, which leads to ${JSON.stringify((response.headers.location ?? '').slice(0, 200))}`,
      'Give that address, or a token or password under Authorization where it is a page to log in.',
    );
  }
  let words = '';
  for await (const piece of response as AsyncIterable<Buffer>) {
    words += piece.toString('utf8');
    if (words.length > mostWords) break;
  }
  const html = /^text\/html/i.test(response.headers['content-type'] ?? '');
  const said = html ? '' : words.slice(0, mostWords).replaceAll(/\s+/g, ' ').trim();
  return new CollectFailure(
    `${request.url.host} answered ${request.endpoint} with HTTP status ${status}${said === '' ? '' : `: ${said}`}`,
    adviceFor(status, said, subject),
  );
}

function adviceFor(status: number, said: string, subject: CaptureSubject['kind']): string {
  if (/already (?:in use|running|enabled)|could not enable cpu profiling/i.test(said))
    return 'Another profile is being taken; wait until it has ended.';
  if (status === 401) return 'Give a token or a user and password under Authorization.';
  if (status === 403)
    return subject === 'streamkit'
      ? 'Its role must have access_all_sessions: give the token of an administrator under Authorization.'
      : 'Give a token or a user and password under Authorization.';
  if (status === 501) return subject === 'streamkit' ? 'Build the server with --features profiling.' : '';
  if (status === 400)
    return subject === 'streamkit'
      ? 'It takes 1 to 300 seconds and 1 to 10,000 samples per second.'
      : /WriteTimeout/i.test(said)
        ? 'Take a shorter profile, or raise the WriteTimeout of the server.'
        : '';
  if (status === 404)
    return subject === 'go'
      ? 'Does the program import net/http/pprof, and is this the port of its debug server?'
      : 'Is this the right address?';
  if (status === 500 && subject === 'streamkit') return 'Perhaps another profile is being taken.';
  return '';
}
