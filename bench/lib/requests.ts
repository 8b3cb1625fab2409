// Many distinct requests quickly: a few are made, and copies get other trace ids and later times, written into their bytes.
// The places are found with the product's decoder; that they are what they should be is checked.
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import {
  makeLogRequest,
  makeTraceRequest,
  makeTraceRequestJson,
  payloadStart,
} from '../../test/support/otlp-payloads.ts';

const templates = 64;
/** From one request to the next. */
const spacing = 5_000_000n;

interface Template {
  readonly bytes: Uint8Array;
  readonly traceIds: readonly number[];
  /** Places of start and end times. */
  readonly times: readonly number[];
}

function makeTemplate(seed: number, spans: number): Template {
  const bytes = makeTraceRequest({ seed, spans, startNanos: payloadStart });
  const decoded = createTracesDecoder().decode(bytes, 'protobuf');
  if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
  const { count, traceIdStart, nameStart, nameLength } = decoded.value;
  const times: number[] = [];
  for (let span = 0; span < count; span++) {
    // name, then kind (tag and one byte), start_time_unix_nano (tag 0x39), end_time_unix_nano (tag 0x41).
    const start = (nameStart[span] ?? 0) + (nameLength[span] ?? 0) + 2;
    if (bytes[start] !== 0x39 || bytes[start + 9] !== 0x41)
      throw new Error('a span of the generator is not laid out as expected');
    times.push(start + 1, start + 10);
  }
  return { bytes, traceIds: [...traceIdStart.subarray(0, count)], times };
}

function copyOf(template: Template, number: number): Uint8Array {
  const bytes = template.bytes.slice();
  const view = new DataView(bytes.buffer);
  for (const at of template.traceIds) view.setUint32(at + 4, view.getUint32(at + 4) ^ number);
  for (const at of template.times) view.setBigUint64(at, view.getBigUint64(at, true) + BigInt(number) * spacing, true);
  return bytes;
}

/** Distinct ExportTraceServiceRequests in protobuf. */
export function traceRequests(count: number, spans: number, seed: number): Uint8Array[] {
  const made = Array.from({ length: Math.min(count, templates) }, (_, i) => makeTemplate(seed + i, spans));
  return Array.from({ length: count }, (_, i) => copyOf(made[i % made.length] as Template, i));
}

export function jsonTraceRequests(count: number, spans: number, seed: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    makeTraceRequestJson({ seed: seed + i, spans, startNanos: payloadStart + BigInt(i) * spacing }),
  );
}

/** Log records have no identity: the same few requests serve again and again. */
export function logRequests(count: number, records: number, seed: number): Uint8Array[] {
  const made = Array.from({ length: Math.min(count, templates) }, (_, i) =>
    makeLogRequest({ seed: seed + i, records }),
  );
  return Array.from({ length: count }, (_, i) => made[i % made.length] as Uint8Array);
}
