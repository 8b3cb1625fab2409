// One gRPC call on one HTTP/2 stream: how handlers read messages and answer.
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { compressionNamed, inflateWithin } from './inflate.ts';
import {
  acceptEncoding,
  createFrameReader,
  frameMessage,
  GrpcCode,
  responseHeaders,
  statusTrailers,
  type FrameEvent,
  type GrpcStatus,
} from './grpc-wire.ts';
import type { Connection } from './connection.ts';

export interface GrpcCall {
  readonly stream: ServerHttp2Stream;
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly connection: Connection;
}

export type GrpcHandler = (call: GrpcCall) => void;

/** Answers with a status alone. A client that is still sending is told to stop. */
export function finishWithStatus(stream: ServerHttp2Stream, status: GrpcStatus): void {
  if (stream.destroyed || stream.closed || stream.headersSent) return;
  stream.respond({ ...responseHeaders(), ...statusTrailers(status) }, { endStream: true });
  stopReading(stream);
}

/** Answers with one message and OK. */
export function finishWithMessage(stream: ServerHttp2Stream, bytes: Uint8Array): void {
  if (stream.destroyed || stream.closed || stream.headersSent) return;
  stream.respond(responseHeaders(), { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(frameMessage(bytes));
}

/** A stream of answers: `send` any number, then `finish` once. */
export interface AnswerStream {
  send(bytes: Uint8Array): void;
  finish(status: GrpcStatus): void;
}

export function openAnswers(stream: ServerHttp2Stream): AnswerStream {
  let last: GrpcStatus = { code: GrpcCode.ok, message: '' };
  let finished = false;
  return {
    send(bytes) {
      if (finished || stream.destroyed || stream.closed) return;
      if (!stream.headersSent) {
        stream.respond(responseHeaders(), { waitForTrailers: true });
        stream.once('wantTrailers', () => stream.sendTrailers(statusTrailers(last)));
      }
      stream.write(frameMessage(bytes));
    },
    finish(status) {
      if (finished || stream.destroyed || stream.closed) return;
      finished = true;
      last = status;
      if (stream.headersSent) stream.end();
      else finishWithStatus(stream, status);
    },
  };
}

/** RST_STREAM with NO_ERROR after a complete answer: RFC 9113, 8.1. */
function stopReading(stream: ServerHttp2Stream): void {
  if (stream.readableEnded) return;
  stream.resume();
  stream.close(constants.NGHTTP2_NO_ERROR);
}

export function unknownEncoding(name: string): GrpcStatus {
  return {
    code: GrpcCode.unimplemented,
    message: `grpc-encoding "${name}" is not supported; supported are ${acceptEncoding.replaceAll(',', ', ')}`,
  };
}

/** Requests of the small services are small. */
const smallMessageBytes = 64 * 1024;

/**
 * Reads the messages of a small call one after the other; `onMessage` is not called again before it has returned.
 * Broken framing is answered here.
 */
export function readSmallMessages(
  call: GrpcCall,
  answers: AnswerStream,
  onMessage: (bytes: Uint8Array) => void,
  onEnd: () => void,
): void {
  const { stream, headers } = call;
  const encoding = String(headers['grpc-encoding'] ?? 'identity');
  const compression = compressionNamed(encoding);
  if (compression === undefined) {
    answers.finish(unknownEncoding(encoding));
    return;
  }
  const reader = createFrameReader(smallMessageBytes);
  let work = Promise.resolve();
  const handle = async (event: FrameEvent): Promise<void> => {
    if (event.kind !== 'message') {
      const broken = { code: GrpcCode.internal, message: event.kind === 'broken' ? event.reason : '' };
      answers.finish(
        event.kind === 'broken'
          ? broken
          : {
              code: GrpcCode.resourceExhausted,
              message: `a message of this service may have ${smallMessageBytes} bytes`,
            },
      );
      return;
    }
    const inflated = await inflateWithin(
      event.message.bytes,
      event.message.compressed ? compression : 'identity',
      smallMessageBytes,
    );
    if (inflated.kind === 'inflated') onMessage(inflated.bytes);
    else
      answers.finish({
        code: GrpcCode.internal,
        message: inflated.kind === 'broken' ? inflated.reason : 'the message is too large',
      });
  };
  stream.on('data', (chunk: Buffer) => {
    for (
      let event = reader.push(chunk);
      event !== undefined;
      event = event.kind === 'message' ? reader.next() : undefined
    ) {
      const found = event;
      work = work.then(() => handle(found));
    }
  });
  stream.on('end', () => {
    work = work.then(() => {
      if (reader.pending > 0) answers.finish({ code: GrpcCode.internal, message: 'the stream ended inside a message' });
      else onEnd();
    });
  });
}
