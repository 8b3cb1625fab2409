// A run file of about so many spans, made once through decoder and writer: spans of test/support/otlp-payloads.ts, plus a
// few rare values and two large traces.
import { runId } from '../../src/contract/ids.ts';
import type { SpanBatch } from '../../src/contract/span-batch.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import type { DecodeJournal } from '../../src/main/store/reader-face.ts';
import { openRunWriter } from '../../src/main/store/writer.ts';
import { payloadStart } from '../../test/support/otlp-payloads.ts';
import { ProtoWriter } from '../../test/support/proto-writer.ts';
import { manySpans } from './many-spans.ts';

export const run = runId('bench');
export function journalDecoder(): DecodeJournal {
  const traces = createTracesDecoder();
  const logs = createLogsDecoder();
  return ({ signal, encoding, bytes }) => {
    const result = signal === 'traces' ? traces.decode(bytes, encoding) : logs.decode(bytes, encoding);
    return result.kind === 'ok' ? result.value : undefined;
  };
}

/** One trace of `count` spans, each a child of an earlier one; the texts of every hundredth are rare. */
function largeTrace(marker: number, count: number, start: bigint): Uint8Array {
  const id = (number: number): Uint8Array => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(4, number + 1);
    return bytes;
  };
  const request = new ProtoWriter();
  request.message(1, (group) => {
    group.message(1, (resource) =>
      resource.message(1, (pair) => pair.text(1, 'service.name').message(2, (any) => any.text(1, 'rare-service'))),
    );
    group.message(2, (scope) => {
      for (let i = 0; i < count; i++) {
        scope.message(2, (span) => {
          span.bytes(1, new Uint8Array(16).fill(9, 0, 15).fill(marker, 15)).bytes(2, id(i));
          if (i > 0) span.bytes(4, id((i - 1) >> 2));
          span
            .text(5, i % 100 === 0 ? `rare step ${i}` : `step ${i % 50}`)
            .fixed64(7, start + BigInt(i) * 1000n)
            .fixed64(8, start + BigInt(i) * 1000n + 500_000n);
          for (const key of ['component', 'phase', 'owner', 'shard'])
            span.message(9, (pair) => pair.text(1, key).message(2, (any) => any.text(1, `${key} ${i % 997}`)));
          span.message(9, (pair) => pair.text(1, 'items').message(2, (any) => any.varint(3, i)));
        });
      }
    });
  });
  return request.finish();
}

/** Writes the file, the writer is closed at the end. */
export async function fillRun(path: string, spanCount: number): Promise<void> {
  const writer = openRunWriter(path, {
    create: { id: run, name: 'bench', startedAt: unixNanos(0n), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: journalDecoder(),
  });
  const decoder = createTracesDecoder();
  const decode = (bytes: Uint8Array): { bytes: Uint8Array; batch: SpanBatch } => {
    const decoded = decoder.decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
    return { bytes, batch: decoded.value };
  };
  const add = async ({ bytes, batch }: { bytes: Uint8Array; batch: SpanBatch }): Promise<void> => {
    const stored = writer.append(
      {
        signal: 'traces',
        encoding: 'protobuf',
        transport: 'grpc',
        bytes,
        sender: { id: 'pid:1', address: '127.0.0.1' },
        receivedAt: unixNanos(0n),
      },
      batch,
    );
    writer.flush();
    await stored;
  };
  const perBatch = 4096;
  const many = manySpans(perBatch, 250_000n);
  for (let i = 0; i * perBatch < spanCount; i++) {
    if (i === 10)
      for (const [marker, count] of [
        [1, 10_000],
        [2, 100_000],
      ] as const)
        await add(decode(largeTrace(marker, count, payloadStart)));
    await add(many(i));
  }
  writer.close();
}
