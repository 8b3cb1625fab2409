// The "send a test span" button: a real export through the real port, as a program would do it.
import { randomBytes } from 'node:crypto';
import { encodeTestSpan } from './otlp-span.ts';
import { addressText } from '../../contract/address-text.ts';
import { ContractError } from '../../contract/errors.ts';
import { hex, type SpanId, type TraceId } from '../../contract/ids.ts';
import type { EndpointState } from '../../contract/ingest.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';

const patience = 10_000;

/** Resolves once the engine acknowledged the span, which it does after storing it. Rejects with ContractError. */
export async function sendTestSpan(transport: 'grpc' | 'http', endpoint: EndpointState): Promise<TraceId> {
  if (endpoint.kind !== 'listening') {
    throw new ContractError('disconnected', whyNot(transport, endpoint));
  }
  const now = Date.now();
  const traceId = hex(randomBytes(16)) as TraceId;
  const bytes = encodeTestSpan({
    traceId,
    spanId: hex(randomBytes(8)) as SpanId,
    service: 'otterscope-test',
    scope: 'otterscope',
    name: 'test span',
    start: unixNanosOfMillis(now - 25),
    end: unixNanosOfMillis(now),
    attributes: { 'otterscope.transport': transport, 'otterscope.note': 'Sent by the "send a test span" button.' },
  });
  await (transport === 'grpc' ? sendGrpc : sendHttp)(`http://${addressText(endpoint)}`, bytes);
  return traceId;
}

function whyNot(transport: 'grpc' | 'http', state: Exclude<EndpointState, { kind: 'listening' }>): string {
  switch (state.kind) {
    case 'taken':
      return state.reason;
    case 'down':
      return `receiving is ${state.reason}`;
    case 'off':
      return `the ${transport} port is off`;
  }
}

async function sendHttp(origin: string, bytes: Uint8Array): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${origin}/v1/traces`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-protobuf' },
      body: Buffer.from(bytes),
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    throw notTaken(error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error));
  }
  if (!response.ok) throw notTaken(`HTTP status ${response.status}`);
}

async function sendGrpc(origin: string, bytes: Uint8Array): Promise<void> {
  const { connect } = await import('node:http2');
  const message = Buffer.alloc(5 + bytes.length);
  message.writeUInt32BE(bytes.length, 1);
  message.set(bytes, 5);
  const session = connect(origin);
  try {
    const status = await new Promise<string>((resolve, reject) => {
      session.once('error', reject);
      const stream = session.request({
        ':method': 'POST',
        ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
        'content-type': 'application/grpc',
        te: 'trailers',
      });
      let grpcStatus: unknown;
      const look = (headers: Readonly<Record<string, unknown>>): void => {
        grpcStatus ??= headers['grpc-status'];
      };
      stream.setTimeout(patience, () => stream.destroy(new Error('no answer in time')));
      stream.on('response', look).on('trailers', look);
      stream.on('error', reject);
      stream.on('end', () => resolve(String(grpcStatus)));
      stream.resume();
      stream.end(message);
    });
    if (status !== '0') throw new Error(`gRPC status ${status}`);
  } catch (error) {
    throw notTaken(error instanceof Error ? error.message : String(error));
  } finally {
    session.close();
  }
}

function notTaken(why: string): ContractError {
  return new ContractError('disconnected', `The test span was not accepted: ${why}.`);
}
