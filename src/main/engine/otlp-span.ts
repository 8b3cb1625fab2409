// One span as OTLP protobuf, for the test span only: the product reads this format, it does not otherwise write it.
// Format: opentelemetry-proto collector.trace.v1 ExportTraceServiceRequest.
import { bytesOfHex, type SpanId, type TraceId } from '../../contract/ids.ts';
import type { UnixNanos } from '../../contract/time.ts';

export interface TestSpan {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly service: string;
  readonly scope: string;
  readonly name: string;
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The request's bytes. */
export function encodeTestSpan(span: TestSpan): Uint8Array {
  const internal = 1;
  const body = join(
    field(1, bytesOfHex(span.traceId) ?? new Uint8Array()),
    field(2, bytesOfHex(span.spanId) ?? new Uint8Array()),
    field(5, text(span.name)),
    Uint8Array.of(tag(6, 0), internal),
    fixed64(7, span.start),
    fixed64(8, span.end),
    ...Object.entries(span.attributes).map(([key, value]) => field(9, keyValue(key, value))),
  );
  const resource = field(1, keyValue('service.name', span.service));
  const scope = field(1, text(span.scope));
  return field(1, join(field(1, resource), field(2, join(field(1, scope), field(2, body)))));
}

function keyValue(key: string, value: string): Uint8Array {
  return join(field(1, text(key)), field(2, field(1, text(value))));
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** Wire types: 0 varint, 1 fixed 64 bits, 2 length-delimited. */
function tag(number: number, wire: number): number {
  return (number << 3) | wire;
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  return join(Uint8Array.of(tag(number, 2), ...varint(bytes.length)), bytes);
}

function fixed64(number: number, value: bigint): Uint8Array {
  const bytes = new Uint8Array(9);
  bytes[0] = tag(number, 1);
  new DataView(bytes.buffer).setBigUint64(1, value, true);
  return bytes;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
