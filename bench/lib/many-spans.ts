// Millions of distinct traces without making millions of requests: a few requests are decoded again and again, with
// other trace ids and later times each round. Only for filling a run; ingest itself is measured with real requests.
import type { SpanBatch } from '../../src/contract/span-batch.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { makeTraceRequest, payloadStart } from '../../test/support/otlp-payloads.ts';

const templates = 64;

const shift = (words: Uint32Array, count: number, nanos: bigint): void => {
  const times = new BigUint64Array(words.buffer, words.byteOffset, count);
  for (let i = 0; i < count; i++) times[i] = (times[i] ?? 0n) + nanos;
};

/** A function that answers batch number `i` (4096 spans of `spacing` nanoseconds each); it holds until the next call. */
export function manySpans(
  spansPerBatch: number,
  spacing: bigint,
): (i: number) => { bytes: Uint8Array; batch: SpanBatch } {
  const decoder = createTracesDecoder();
  const made: Uint8Array[] = [];
  return (i) => {
    const template = (made[i % templates] ??= makeTraceRequest({
      seed: 1 + (i % templates),
      spans: spansPerBatch,
      startNanos: payloadStart,
    }));
    const bytes = template.slice();
    const decoded = decoder.decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
    const batch = decoded.value;
    const view = new DataView(bytes.buffer);
    for (let span = 0; span < batch.count; span++) {
      const at = batch.traceIdStart[span] ?? 0;
      view.setUint32(at + 4, view.getUint32(at + 4) ^ i);
    }
    const later = BigInt(i) * BigInt(spansPerBatch) * spacing;
    shift(batch.startWords, batch.count, later);
    shift(batch.endWords, batch.count, later);
    shift(batch.events.timeWords, batch.events.count, later);
    return { bytes, batch };
  };
}
