// TraceService/Export and its sisters: one request message in, acknowledged when the sink has stored it.
// Status numbers follow the OTLP specification, "OTLP/gRPC Response".
import type { Signal } from '../../contract/ingest.ts';
import { exportAnswer, statusAnswer } from './answers.ts';
import type { BodyPool } from './body-pool.ts';
import type { ReceiverLimits } from './config.ts';
import type { Deliverer, Outcome } from './deliver.ts';
import type { Gate } from './gate.ts';
import { finishWithMessage, finishWithStatus, unknownEncoding, type GrpcCall } from './grpc-call.ts';
import { createFrameReader, GrpcCode, timeoutMillis, type GrpcMessage } from './grpc-wire.ts';
import { compressionNamed } from './inflate.ts';
import type { Inspector, RequestEnd } from './inspector.ts';

export interface ExportParts {
  readonly gate: Gate;
  readonly deliverer: Deliverer;
  readonly inspector: Inspector;
  readonly limits: ReceiverLimits;
  readonly bodies: BodyPool;
}

export const exportServices: ReadonlyMap<string, Signal> = new Map([
  ['opentelemetry.proto.collector.trace.v1.TraceService', 'traces'],
  ['opentelemetry.proto.collector.logs.v1.LogsService', 'logs'],
  ['opentelemetry.proto.collector.metrics.v1.MetricsService', 'metrics'],
  ['opentelemetry.proto.collector.profiles.v1development.ProfilesService', 'profiles'],
]);

export function handleExport(
  call: GrpcCall,
  signal: Signal,
  { gate, deliverer, inspector, limits, bodies }: ExportParts,
): void {
  const { stream, headers, connection } = call;
  const encodingName = String(headers['grpc-encoding'] ?? 'identity');
  const compression = compressionNamed(encodingName);
  const record = inspector.begin({
    transport: 'grpc',
    signal,
    method: 'Export',
    path: call.path,
    encoding: 'protobuf',
    compression: encodingName,
    userAgent: String(headers['user-agent'] ?? ''),
    connection,
  });
  const ticket = gate.enter();
  const reader = createFrameReader(limits.messageBytes, bodies);
  let wireBytes = 0;
  let request: GrpcMessage | undefined;
  let answered = false;

  /** Writes the record; the answer itself is the caller's. False when this call is over already. */
  const close = (end: RequestEnd): boolean => {
    if (answered) return false;
    answered = true;
    clearTimeout(deadline);
    record({ wireBytes, ...end });
    return true;
  };
  const fail = (code: GrpcCode, message: string, outcome: RequestEnd['outcome'], retryAfterMillis?: number): void => {
    const details =
      retryAfterMillis === undefined ? undefined : statusAnswer('protobuf', code, message, { retryAfterMillis });
    if (
      close({ status: code, outcome, message, ...(outcome === 'protocol-error' ? { problem: 'ingest-refused' } : {}) })
    ) {
      finishWithStatus(stream, { code, message, ...(details === undefined ? {} : { details }) });
    }
    ticket?.leave();
  };
  const tooLarge = () => fail(GrpcCode.resourceExhausted, deliverer.tooLarge().message, 'refused');
  const queueFull = () => {
    const { message, retryAfterMillis } = deliverer.queueFull();
    fail(GrpcCode.resourceExhausted, message, 'busy', retryAfterMillis);
  };

  const secondMessage = () => fail(GrpcCode.unimplemented, 'Export takes one message, and more came', 'protocol-error');

  let delivering = false;
  const wait = Math.min(timeoutMillis(headers) ?? limits.requestMillis, limits.requestMillis);
  const deadline = setTimeout(() => {
    const message = `not done within ${Math.round(wait)} ms`;
    // What the sink has already is stored or not whatever the client was told: the record waits for that.
    if (delivering) finishWithStatus(stream, { code: GrpcCode.deadlineExceeded, message });
    else fail(GrpcCode.deadlineExceeded, message, 'protocol-error');
  }, wait);

  if (ticket === undefined) return queueFull();
  if (compression === undefined) {
    const { code, message } = unknownEncoding(encodingName);
    return fail(code, message, 'refused');
  }

  stream.on('data', (chunk: Buffer) => {
    wireBytes += chunk.length;
    if (answered) return;
    if (!ticket.grow(chunk.length)) return queueFull();
    const event = reader.push(chunk);
    if (event === undefined) return;
    if (event.kind === 'too-large') return tooLarge();
    if (event.kind === 'broken') return fail(GrpcCode.internal, event.reason, 'protocol-error');
    if (request !== undefined) return secondMessage();
    request = event.message;
  });
  stream.on('aborted', () => {
    if (!delivering) fail(GrpcCode.cancelled, `the client gave up after ${wireBytes} bytes`, 'protocol-error');
  });
  stream.on('end', () => {
    if (answered) return;
    if (request !== undefined && reader.pending > 0) return secondMessage();
    if (request === undefined) {
      const words =
        wireBytes === 0 ? 'the request has no message' : `the stream ended inside a message, after ${wireBytes} bytes`;
      return fail(GrpcCode.internal, words, 'protocol-error');
    }
    if (request.compressed && compression === 'identity') {
      const words = 'the message is marked as compressed, but no grpc-encoding header says how';
      return fail(GrpcCode.internal, words, 'protocol-error');
    }
    delivering = true;
    const { pooled } = request;
    const used = request.compressed ? compression : 'identity';
    void deliverer
      .deliver(
        request.bytes,
        { transport: 'grpc', signal, compression: used, connection, encodingOf: () => 'protobuf' },
        ticket,
      )
      .then((outcome) => {
        if (pooled !== undefined) bodies.give(pooled);
        ticket.leave();
        answer(outcome);
      });
  });

  const answer = (outcome: Outcome): void => {
    const { bodyBytes } = outcome;
    if (outcome.kind === 'stored') {
      const { accepted, rejected, ignored, rejections, services = [], message } = outcome;
      const outcomeName = rejected > 0 ? 'partial' : 'stored';
      if (
        close({
          status: GrpcCode.ok,
          outcome: outcomeName,
          message,
          bodyBytes,
          accepted,
          rejected,
          ignored,
          rejections,
          services,
        })
      ) {
        finishWithMessage(stream, exportAnswer(signal, 'protobuf', rejected, message));
      }
      return;
    }
    const { code, end, details } = wording(outcome);
    if (close({ ...end, bodyBytes })) finishWithStatus(stream, { code, message: end.message, details });
  };
}

function wording(outcome: Exclude<Outcome, { kind: 'stored' }>): {
  readonly code: GrpcCode;
  readonly end: RequestEnd;
  readonly details: Uint8Array;
} {
  const { message } = outcome;
  const told = (code: GrpcCode, end: Omit<RequestEnd, 'status' | 'message'>, details = {}) => ({
    code,
    end: { ...end, status: code, message },
    details: statusAnswer('protobuf', code, shortened(message), details),
  });
  switch (outcome.kind) {
    case 'refused':
      return told(
        GrpcCode.invalidArgument,
        { outcome: 'refused', rejections: outcome.rejections },
        { rejections: outcome.rejections.slice(0, 4).map((one) => ({ ...one, reason: shortened(one.reason) })) },
      );
    case 'too-large':
      return told(GrpcCode.resourceExhausted, { outcome: 'refused' });
    case 'busy': {
      const { retryAfterMillis, cause } = outcome;
      if (cause === 'disk')
        return told(GrpcCode.unavailable, { outcome: 'busy', problem: 'told' }, { retryAfterMillis });
      return told(GrpcCode.resourceExhausted, { outcome: 'busy' }, { retryAfterMillis });
    }
    case 'failed':
      return told(GrpcCode.internal, { outcome: 'refused', problem: 'bug' });
  }
}

/** Details travel in a header block, and clients refuse large ones. */
function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
