// A WebSocket of a source: text frames of JSON, without an Origin header, with a limit of size and words for every way in
// which it can fail. Frames come as an async sequence; while nobody asks for the next one, the socket is not read.
import { WebSocket, type RawData } from 'ws';
import { CollectFailure } from './collector.ts';

export interface SocketRequest {
  /** http, https, ws or wss. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxFrameBytes: number;
  /** Milliseconds between pings; a side that is silent for three of them is gone. Without: never, for servers that read nothing. */
  readonly pingMillis?: number;
  readonly signal: AbortSignal;
}

export interface SourceSocket {
  send(text: string): void;
  /** Text frames in order; ends when the other side closes, throws CollectFailure when the connection breaks. */
  frames(): AsyncGenerator<string>;
  /** Milliseconds since anything was heard, pongs included. */
  silentMillis(): number;
  close(): void;
}

const patience = 5000;
/** Frames, and UTF-16 units of them, that may wait before the socket is paused. */
const mostWaiting = 2000;
const mostWaitingUnits = 8 * 1024 ** 2;

/** Resolves when the connection stands. Rejects with CollectFailure. */
export async function openSocket(request: SocketRequest): Promise<SourceSocket> {
  const { url, headers, maxFrameBytes, pingMillis, signal } = request;
  const address = new URL(url);
  address.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(address, {
    headers,
    maxPayload: maxFrameBytes,
    handshakeTimeout: patience,
    perMessageDeflate: false,
    followRedirects: false,
  });
  const waiting: string[] = [];
  let waitingUnits = 0;
  let heardAt = performance.now();
  let wake: () => void = () => undefined;
  let ended: 'closed' | CollectFailure | undefined;
  const end = (how: 'closed' | CollectFailure): void => {
    ended ??= how;
    wake();
  };
  socket.on('message', (data: RawData, isBinary: boolean) => {
    heardAt = performance.now();
    if (isBinary) return;
    const text = textOf(data);
    waiting.push(text);
    waitingUnits += text.length;
    if (waiting.length >= mostWaiting || waitingUnits >= mostWaitingUnits) socket.pause();
    wake();
  });
  socket.on('pong', () => {
    heardAt = performance.now();
  });
  // 1006: it ended without a word of the protocol.
  socket.on('close', (code) =>
    end(code === 1006 ? new CollectFailure(`the connection to ${address.host} was cut`) : 'closed'),
  );
  const abort = (): void => socket.terminate();
  signal.addEventListener('abort', abort, { once: true });
  socket.on('close', () => signal.removeEventListener('abort', abort));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('unexpected-response', (_, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => {
        if (chunks.length < 4) chunks.push(chunk);
      });
      response.on('end', () => {
        socket.terminate();
        reject(refused(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8').slice(0, 200).trim(), address));
      });
    });
    socket.once('error', (error) => reject(failureOf(error, address, maxFrameBytes)));
    socket.once('close', () => reject(new CollectFailure(`${address.host} closed the connection at once`)));
  });
  socket.on('error', (error) => end(failureOf(error, address, maxFrameBytes)));
  const silentMillis = (): number => performance.now() - heardAt;
  if (pingMillis !== undefined) {
    const pulse = setInterval(() => {
      // What is not read cannot be heard.
      if (socket.isPaused) heardAt = performance.now();
      if (silentMillis() < 3 * pingMillis) return socket.ping();
      end(new CollectFailure(`${address.host} has been silent for ${Math.round(silentMillis() / 1000)} s`));
      socket.terminate();
    }, pingMillis);
    socket.on('close', () => clearInterval(pulse));
  }

  return {
    send: (text) => socket.send(text),
    silentMillis,
    async *frames() {
      for (;;) {
        const frame = waiting.shift();
        if (frame !== undefined) {
          waitingUnits -= frame.length;
          if (socket.isPaused && waiting.length < mostWaiting / 2 && waitingUnits < mostWaitingUnits / 2)
            socket.resume();
          yield frame;
        } else if (ended === 'closed') return;
        else if (ended !== undefined) throw ended;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
    close: () => socket.close(),
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

function refused(status: number, body: string, { host, pathname }: URL): CollectFailure {
  const said = body === '' ? '' : `: ${body}`;
  const reason = `${host} answered with HTTP status ${status}${said}`;
  if (status === 401 || status === 403)
    return new CollectFailure(reason, 'Give the source a token, or the header that names a role.', { lasting: true });
  if (status === 404 || status === 501)
    return new CollectFailure(reason, `Is this the right service? ${pathname} is not served there.`, { lasting: true });
  return new CollectFailure(reason, 'It does not speak WebSocket at this address.');
}

function failureOf(error: Error, { host }: URL, maxFrameBytes: number): CollectFailure {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED')
    return new CollectFailure(`nothing listens on ${host}`, 'Is the service running, and is this its address?');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new CollectFailure(`the name of ${host} is not known`);
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
    return new CollectFailure(`${host} sent a frame larger than ${maxFrameBytes / 1024 ** 2} MiB`);
  if (/handshake has timed out/.test(error.message))
    return new CollectFailure(`${host} did not answer within ${patience / 1000} s`);
  return new CollectFailure(`the connection to ${host} broke: ${error.message}`);
}
