// One span in a trace of its own, posted to the OTLP/HTTP port.
import { hex, type SpanId, type TraceId } from '../../../src/contract/ids.ts';
import { unixNanosOfMillis } from '../../../src/contract/time.ts';
import { encodeTestSpan } from '../../../src/main/engine/otlp-span.ts';

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** The request's bytes. `filler` is the length of a text that does not compress. */
export function spanRequest(number: number, filler = 0): Uint8Array {
  const id = Uint8Array.of(1, number >> 16, number >> 8, number, 0, 0, 0, 1);
  const text = Array.from({ length: filler / 16 }, (_, i) => ((number * 7919 + i) * 2654435761 * 97).toString(36)).join(
    '',
  );
  return encodeTestSpan({
    traceId: hex(new Uint8Array([...id, ...id])) as TraceId,
    spanId: hex(id) as SpanId,
    service: 'weather',
    scope: 's',
    name: 'n',
    start: unixNanosOfMillis(Date.now()),
    end: unixNanosOfMillis(Date.now() + 1),
    attributes: { text },
  });
}

export async function postSpan(address: string | null, number: number, filler = 0): Promise<PostAnswer> {
  const response = await fetch(`http://${address}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-protobuf' },
    body: Buffer.from(spanRequest(number, filler)),
  });
  return { status: response.status, body: await response.text(), retryAfter: response.headers.get('retry-after') };
}
