// One request on the OTLP/HTTP port, from its head to its answer.
// Status codes follow the OTLP specification, "OTLP/HTTP Response".
import type { Compression, Encoding, IngestRecord, Signal } from '../../contract/ingest.ts';
import { exportAnswer, statusAnswer, type StatusDetails } from './answers.ts';
import { largestPooledBody } from './body-pool.ts';
import { judgeOrigin, preflightHeaders } from './cors.ts';
import type { Outcome } from './deliver.ts';
import type { ExportParts } from './grpc-export.ts';
import { GrpcCode } from './grpc-wire.ts';
import { readBody } from './http-body.ts';
import type { HttpExchange } from './http-exchange.ts';
import { routeOf } from './http-routes.ts';
import { compressionNamed, compressions } from './inflate.ts';
import type { RequestEnd } from './inspector.ts';
import { encodingNamed, sniffEncoding } from './media-type.ts';

export interface HttpParts extends ExportParts {
  /** Where OTLP/gRPC is, in words. */
  readonly grpcHint: () => string;
}

export async function handleHttp(exchange: HttpExchange, parts: HttpParts): Promise<void> {
  const { method, target } = exchange;
  const route = routeOf(method, target);
  const signal = route.kind === 'export' ? route.signal : undefined;
  const contentType = exchange.header('content-type') ?? '';
  const contentEncoding = exchange.header('content-encoding') ?? 'identity';
  const record = parts.inspector.begin({
    transport: 'http',
    signal,
    method,
    path: target,
    encoding: contentType,
    compression: contentEncoding,
    userAgent: exchange.header('user-agent') ?? '',
    connection: exchange.connection,
  });
  const origin = judgeOrigin(exchange.header('origin'));
  const sayText = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): void => {
    exchange.answer(
      status,
      {
        ...origin.headers,
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        ...headers,
      },
      `${text}\n`,
    );
  };
  const refuseText = async (
    status: number,
    message: string,
    end: Omit<RequestEnd, 'status' | 'message'>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<void> => {
    await exchange.connection.resolveSender();
    record({ ...end, status, message });
    sayText(status, message, headers);
  };

  if (!origin.allowed) {
    const message = `the web origin ${exchange.header('origin')} may not send here; only pages of this machine may (localhost, 127.0.0.1, [::1])`;
    return refuseText(403, message, { outcome: 'refused' });
  }
  if (method === 'OPTIONS') {
    const headers = preflightHeaders(
      exchange.header('access-control-request-headers'),
      exchange.header('access-control-request-private-network') === 'true',
    );
    return exchange.answer(204, { ...origin.headers, ...headers, allow: 'POST, OPTIONS' }, '');
  }
  if (route.kind === 'about')
    return sayText(
      200,
      `This port takes OTLP over HTTP: POST /v1/traces, /v1/logs, /v1/metrics, /v1development/profiles. ${parts.grpcHint()}`,
    );
  if (route.kind === 'wrong')
    return refuseText(404, `nothing is at ${target.slice(0, 200)}: ${route.hint}`, {
      outcome: 'protocol-error',
      problem: 'wrong-path',
    });
  if (method !== 'POST') {
    return refuseText(
      405,
      `${method} is not taken here; OTLP is sent with POST`,
      { outcome: 'protocol-error' },
      { allow: 'POST, OPTIONS' },
    );
  }
  const named = encodingNamed(contentType);
  if (named.kind === 'refused')
    return refuseText(415, `${named.reason}${named.grpc ? `; ${parts.grpcHint()}` : ''}`, {
      outcome: 'refused',
      problem: 'wrong-protocol',
    });
  const compression = compressionNamed(contentEncoding);
  if (compression === undefined) {
    return refuseText(
      415,
      `content-encoding "${contentEncoding}" is not supported; supported are ${compressions.join(', ')}`,
      { outcome: 'refused' },
      { 'accept-encoding': compressions.join(', ') },
    );
  }

  const stated = named.kind === 'known' ? named.encoding : undefined;
  await receive({
    exchange,
    parts,
    signal: route.signal,
    stated,
    note: named.kind === 'odd' ? named.note : '',
    compression,
    record,
    headers: origin.headers,
  });
}

interface Receiving {
  readonly exchange: HttpExchange;
  readonly parts: HttpParts;
  readonly signal: Signal;
  readonly stated: Encoding | undefined;
  readonly note: string;
  readonly compression: Compression;
  readonly record: (end: RequestEnd) => void;
  readonly headers: Readonly<Record<string, string>>;
}

async function receive({
  exchange,
  parts,
  signal,
  stated,
  note,
  compression,
  record,
  headers,
}: Receiving): Promise<void> {
  const { deliverer, gate, limits, bodies } = parts;
  let encoding: Encoding = stated ?? 'protobuf';
  let wireBytes = 0;
  const reply = (status: number, body: Uint8Array, extra: Readonly<Record<string, string>> = {}): void => {
    exchange.answer(
      status,
      { ...headers, 'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf', ...extra },
      body,
    );
  };
  const fail = (
    status: number,
    code: GrpcCode,
    message: string,
    outcome: IngestRecord['outcome'],
    details: StatusDetails & Partial<RequestEnd> = {},
  ): void => {
    const { retryAfterMillis, ...end } = details;
    record({ wireBytes, encoding, ...end, status, outcome, message });
    const retry =
      retryAfterMillis === undefined
        ? undefined
        : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMillis / 1000))) };
    reply(status, statusAnswer(encoding, code, message, details), retry);
  };
  const tell = (outcome: Exclude<Outcome, { kind: 'stored' }>): void => {
    const { message, bodyBytes } = outcome;
    switch (outcome.kind) {
      case 'refused':
        return fail(400, GrpcCode.invalidArgument, message, 'refused', { bodyBytes, rejections: outcome.rejections });
      case 'too-large':
        return fail(413, GrpcCode.resourceExhausted, message, 'refused', { bodyBytes });
      case 'busy':
        if (outcome.cause === 'disk')
          return fail(503, GrpcCode.unavailable, message, 'busy', {
            bodyBytes,
            retryAfterMillis: outcome.retryAfterMillis,
            problem: 'told',
          });
        return fail(429, GrpcCode.resourceExhausted, message, 'busy', {
          bodyBytes,
          retryAfterMillis: outcome.retryAfterMillis,
        });
      case 'failed':
        return fail(500, GrpcCode.internal, message, 'refused', { bodyBytes, problem: 'bug' });
    }
  };

  const ticket = gate.enter();
  if (ticket === undefined) return tell({ ...deliverer.queueFull(), bodyBytes: 0 });
  const declared = Number(exchange.header('content-length') ?? '0');
  const room = declared > 0 && declared <= largestPooledBody ? bodies.take(declared) : undefined;
  try {
    if (declared > limits.messageBytes) return tell({ ...deliverer.tooLarge(), bodyBytes: 0 });
    const read = await readBody(exchange.body, ticket, limits.messageBytes, limits.requestMillis, room);
    wireBytes = read.kind === 'whole' ? read.bytes.length : read.bytesRead;
    if (read.kind === 'too-large') return tell({ ...deliverer.tooLarge(), bodyBytes: 0 });
    if (read.kind === 'queue-full') return tell({ ...deliverer.queueFull(), bodyBytes: 0 });
    if (read.kind !== 'whole') {
      const why = read.kind === 'gone' ? 'the client went away' : 'the body came too slowly and was given up';
      return fail(408, GrpcCode.cancelled, `${why} after ${wireBytes} bytes`, 'protocol-error', {
        problem: 'ingest-refused',
      });
    }
    const encodingOf = (bytes: Uint8Array): Encoding => (encoding = stated ?? sniffEncoding(bytes));
    const outcome = await deliverer.deliver(
      read.bytes,
      { transport: 'http', signal, compression, connection: exchange.connection, encodingOf },
      ticket,
    );
    if (outcome.kind !== 'stored') return tell(outcome);
    const { accepted, rejected, ignored, rejections, services = [], message, bodyBytes } = outcome;
    const words = [message, note === '' ? '' : `${note}, taken as ${encoding}`]
      .filter((part) => part !== '')
      .join('; ');
    record({
      wireBytes,
      encoding,
      status: 200,
      outcome: rejected > 0 ? 'partial' : 'stored',
      message: words,
      bodyBytes,
      accepted,
      rejected,
      ignored,
      rejections,
      services,
    });
    reply(200, exportAnswer(signal, encoding, rejected, message));
  } finally {
    if (room !== undefined) bodies.give(room);
    ticket.leave();
  }
}
