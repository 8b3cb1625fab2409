// gRPC over HTTP/2: status numbers, message framing, header values.
// Format: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import { largestPooledBody, type BodyPool } from './body-pool.ts';

export const GrpcCode = {
  ok: 0,
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;
export type GrpcCode = (typeof GrpcCode)[keyof typeof GrpcCode];

export const acceptEncoding = 'identity,gzip,deflate,zstd';

export interface GrpcStatus {
  readonly code: GrpcCode;
  readonly message: string;
  /** An encoded google.rpc.Status. */
  readonly details?: Uint8Array;
}

/** One length-prefixed message, not compressed. */
export function frameMessage(bytes: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(5 + bytes.length);
  frame[0] = 0;
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, 5);
  return frame;
}

export function responseHeaders(): OutgoingHttpHeaders {
  return { ':status': 200, 'content-type': 'application/grpc', 'grpc-accept-encoding': acceptEncoding };
}

export function statusTrailers(status: GrpcStatus): OutgoingHttpHeaders {
  return {
    'grpc-status': String(status.code),
    ...(status.message === '' ? {} : { 'grpc-message': percentEncode(status.message) }),
    ...(status.details === undefined
      ? {}
      : { 'grpc-status-details-bin': Buffer.from(status.details).toString('base64').replace(/=+$/, '') }),
  };
}

/** Clients refuse large header blocks (8 KiB is usual), so long words are cut. */
const longestMessage = 1000;

function percentEncode(text: string): string {
  const bytes = Buffer.from(text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text, 'utf8');
  let out = '';
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    out += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

const unitMillis: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 0.001, n: 0.000_001 };

/** Milliseconds of a `grpc-timeout` value; `undefined` where there is none or it is not understood. */
export function timeoutMillis(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['grpc-timeout'];
  const match = typeof value === 'string' ? /^(\d{1,8})([HMSmun])$/.exec(value) : null;
  if (match === null) return undefined;
  const [, digits = '', unit = ''] = match;
  return Number(digits) * (unitMillis[unit] ?? 0);
}

export interface GrpcMessage {
  readonly compressed: boolean;
  readonly bytes: Uint8Array;
  /** The memory under `bytes` where it is a pool's. */
  readonly pooled?: Buffer;
}

export type FrameEvent =
  | { readonly kind: 'message'; readonly message: GrpcMessage }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken'; readonly reason: string };

interface FrameReader {
  /** Bytes as they arrive; answers what became complete with them. */
  push(chunk: Buffer): FrameEvent | undefined;
  /** A further message that the same chunk completed. */
  next(): FrameEvent | undefined;
  /** Bytes of an unfinished message. */
  readonly pending: number;
}

/**
 * @param limit largest message in bytes; a larger one is told from its prefix, before its bytes arrive
 * @param pool gives the memory for messages of ordinary size; who got the message gives `message.pooled` back
 */
export function createFrameReader(limit: number, pool?: BodyPool): FrameReader {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = -1;
  let body: { readonly flag: number; readonly memory: Buffer; readonly length: number; filled: number } | undefined;

  /** Copies at once, so that a chunk (a slice of a socket's buffer) is free again; answers what is left of it. */
  const fill = (chunk: Buffer, into: NonNullable<typeof body>): Buffer => {
    const taken = chunk.copy(into.memory, into.filled, 0, Math.min(chunk.length, into.length - into.filled));
    into.filled += taken;
    return chunk.subarray(taken);
  };

  const start = (head: Buffer, length: number, from: BodyPool): void => {
    const begun = { flag: head[0] as number, memory: from.take(length), length, filled: 0 };
    const rest = fill((chunks.length === 1 ? head : Buffer.concat(chunks, size)).subarray(5), begun);
    body = begun;
    chunks = rest.length === 0 ? [] : [rest];
    size = rest.length;
    wanted = -1;
  };

  const next = (): FrameEvent | undefined => {
    if (body === undefined && wanted < 0) {
      if (size < 5) return undefined;
      if ((chunks[0] as Buffer).length < 5) chunks = [Buffer.concat(chunks, size)];
      const head = chunks[0] as Buffer;
      const flag = head[0] as number;
      if (flag > 1) return { kind: 'broken', reason: `a gRPC message starts with 0 or 1, this one with ${flag}` };
      const length = head.readUInt32BE(1);
      if (length > limit) return { kind: 'too-large' };
      if (pool !== undefined && length <= largestPooledBody) start(head, length, pool);
      else wanted = 5 + length;
    }
    if (body !== undefined) {
      const { flag, memory, length, filled } = body;
      if (filled < length) return undefined;
      body = undefined;
      return {
        kind: 'message',
        message: { compressed: flag === 1, bytes: memory.subarray(0, length), pooled: memory },
      };
    }
    if (size < wanted) return undefined;
    const all = Buffer.concat(chunks, size);
    const bytes = all.subarray(5, wanted);
    chunks = size === wanted ? [] : [all.subarray(wanted)];
    size -= wanted;
    wanted = -1;
    return { kind: 'message', message: { compressed: all[0] === 1, bytes } };
  };

  return {
    push(chunk) {
      const rest = body === undefined ? chunk : fill(chunk, body);
      if (rest.length > 0) {
        chunks.push(rest);
        size += rest.length;
      }
      return next();
    },
    next,
    get pending() {
      return size + (body === undefined ? 0 : 5 + body.filled);
    },
  };
}
