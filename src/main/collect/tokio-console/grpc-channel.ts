// A gRPC client for streams of answers to an empty question, over node:http2: what a console server needs, with a limit of
// size and words for every way in which it can fail. While nobody asks for the next message, the stream is not read.
// Format: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import { connect, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { CollectFailure } from '../collector.ts';

export interface ChannelRequest {
  /** http (cleartext HTTP/2 with prior knowledge) or https; a path stands before the method's. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxMessageBytes: number;
  readonly signal: AbortSignal;
}

export interface GrpcChannel {
  /**
   * Messages in order; ends when the server ends the stream with status 0.
   * Throws GrpcRefusal for another status, CollectFailure when the connection breaks.
   */
  messages(method: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** The server answered, and said no. */
export class GrpcRefusal extends CollectFailure {
  /** A number of google.rpc.Code. */
  readonly code: number;

  constructor(code: number, reason: string, advice = '') {
    super(reason, advice, { lasting: true });
    this.code = code;
  }
}

export const unimplemented = 12;
const denied: readonly number[] = [7, 16];

/** Milliseconds for the first answer, and between two questions whether the other side is still there. */
const patience = 5000;
const pulse = 10_000;

export function openChannel({ url, headers, maxMessageBytes, signal }: ChannelRequest): GrpcChannel {
  const session = connect(url.origin, { settings: { enablePush: false, initialWindowSize: 1024 ** 2 } });
  let broken: CollectFailure | undefined;
  const fail = (failure: CollectFailure): void => {
    broken ??= failure;
    session.destroy();
  };
  session.on('error', (error) => fail(failureOf(error, url)));
  session.on('goaway', (code) => {
    if (code !== 0) fail(new CollectFailure(`${url.host} ended the connection (HTTP/2 error ${code})`));
  });
  const abort = (): void => session.destroy();
  signal.addEventListener('abort', abort, { once: true });
  let answered = true;
  const beat = setInterval(() => {
    if (!answered) return fail(new CollectFailure(`${url.host} no longer answers`));
    answered = false;
    if (!session.connecting && !session.destroyed)
      session.ping(() => {
        answered = true;
      });
  }, pulse);
  beat.unref();
  session.on('close', () => {
    clearInterval(beat);
    signal.removeEventListener('abort', abort);
  });

  return {
    async *messages(method) {
      if (broken !== undefined) throw broken;
      const stream = session.request({
        ':method': 'POST',
        ':path': `${url.pathname.replace(/\/$/, '')}${method}`,
        'content-type': 'application/grpc',
        te: 'trailers',
        'grpc-accept-encoding': 'identity',
        ...headers,
      });
      let trailers: IncomingHttpHeaders = {};
      stream.on('trailers', (some) => {
        trailers = some;
      });
      stream.on('error', () => undefined);
      // An empty message: not compressed, no bytes.
      stream.end(Buffer.alloc(5));
      try {
        const head = await headOf(stream);
        checkHead(head, url);
        for await (const message of framesOf(stream, maxMessageBytes, url)) yield message;
        if (broken !== undefined) throw broken;
        checkStatus({ ...head, ...trailers }, url);
      } catch (error) {
        throw broken ?? (error instanceof CollectFailure ? error : failureOf(error, url));
      } finally {
        stream.destroy();
      }
    },
    close: () => session.destroy(),
  };

  function headOf(stream: ClientHttp2Stream): Promise<IncomingHttpHeaders> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new CollectFailure(`${url.host} did not answer within ${patience / 1000} s`)),
        patience,
      );
      stream.once('response', resolve);
      stream.once('error', reject);
      stream.once('close', () => reject(new CollectFailure(`${url.host} closed the connection at once`)));
      stream.once('close', () => clearTimeout(timer));
      stream.once('response', () => clearTimeout(timer));
    });
  }
}

async function* framesOf(stream: ClientHttp2Stream, most: number, { host }: URL): AsyncGenerator<Uint8Array> {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = 5;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const whole = Buffer.concat(chunks);
      const length = whole.readUInt32BE(1);
      if (whole[0] !== 0) throw new CollectFailure(`${host} sent a compressed message, which it was not asked for`);
      if (length > most) throw new CollectFailure(`${host} sent a message larger than ${most / 1024 ** 2} MiB`);
      wanted = 5 + length;
      chunks = [whole];
      if (held < wanted) break;
      yield whole.subarray(5, wanted);
      chunks = [whole.subarray(wanted)];
      held -= wanted;
      wanted = 5;
    }
  }
}

function checkHead(head: IncomingHttpHeaders, { host, pathname }: URL): void {
  const status = Number(head[':status']);
  if (status === 200 && String(head['content-type']).startsWith('application/grpc'))
    return checkStatus(head, undefined);
  const reason = `${host} answered with HTTP status ${status} and no gRPC`;
  if (status === 401 || status === 403) throw new CollectFailure(reason, 'Give the source a token.', { lasting: true });
  throw new CollectFailure(reason, `Is this the right service? gRPC is not served under ${pathname} there.`, {
    lasting: true,
  });
}

/** @param url `undefined`: a status need not be there yet */
function checkStatus(headers: IncomingHttpHeaders, url: URL | undefined): void {
  const given = headers['grpc-status'];
  if (given === undefined) {
    if (url === undefined) return;
    throw new CollectFailure(`the connection to ${url.host} ended`);
  }
  const code = Number(given);
  if (code === 0) return;
  const said = unescaped(String(headers['grpc-message'] ?? ''));
  const reason = `the server refused with gRPC status ${code}${said === '' ? '' : `: ${said.slice(0, 300)}`}`;
  throw new GrpcRefusal(code, reason, denied.includes(code) ? 'Give the source a token.' : adviceOf(code));
}

function adviceOf(code: number): string {
  return code === unimplemented ? 'Is this console-subscriber? It listens on port 6669 by default.' : '';
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function failureOf(error: unknown, { host }: URL): CollectFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : String(error);
  if (code === 'ECONNREFUSED')
    return new CollectFailure(`nothing listens on ${host}`, 'Is the program running, with console-subscriber in it?');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new CollectFailure(`the name of ${host} is not known`);
  if (code === 'ERR_HTTP2_ERROR' || code === 'HPE_INVALID_CONSTANT')
    return new CollectFailure(
      `${host} does not speak HTTP/2 (${text})`,
      'Is this the address of console-subscriber, 127.0.0.1:6669 by default?',
    );
  return new CollectFailure(`the connection to ${host} broke: ${text}`);
}
