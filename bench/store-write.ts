// Micro-benchmark of the store's writer: microseconds a span in each stage, bytes a span on disk, commit latency.
// Run with `node_modules/.bin/node bench/store-write.ts [spans] [folder]`; the requests are those of the ingest bench.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../src/contract/ids.ts';
import type { Payload } from '../src/contract/ingest.ts';
import type { SpanBatch } from '../src/contract/span-batch.ts';
import { unixNanos } from '../src/contract/time.ts';
import { createTracesDecoder } from '../src/main/decode/traces.ts';
import { ColumnWriter, packColumn } from '../src/main/store/column-codec.ts';
import { openRunReader } from '../src/main/store/reader.ts';
import { encodeSpanColumns } from '../src/main/store/span-columns.ts';
import { SpanHead } from '../src/main/store/span-head.ts';
import { openRunWriter } from '../src/main/store/writer.ts';
import { makeTraceRequest, payloadStart } from '../test/support/otlp-payloads.ts';

const total = Number(process.argv[2] ?? 262_144);
const batchSpans = 512;
const folder = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'otterscope-bench-'));
const decoder = createTracesDecoder();

function decode(bytes: Uint8Array): SpanBatch {
  const result = decoder.decode(bytes, 'protobuf');
  if (result.kind !== 'ok') throw new Error(result.failure.reason);
  return result.value;
}

function request(i: number): Uint8Array {
  return makeTraceRequest({ seed: i + 1, spans: batchSpans, startNanos: payloadStart + BigInt(i) * 50_000_000n });
}

const micros = (from: number, spans: number): string => (((performance.now() - from) * 1000) / spans).toFixed(2);
const requests = Array.from({ length: Math.ceil(total / batchSpans) }, (_, i) => request(i));
const spans = requests.length * batchSpans;
const bytes = requests.reduce((sum, body) => sum + body.length, 0);
console.log(`${requests.length} requests of ${batchSpans} spans, ${(bytes / spans).toFixed(0)} bytes a span`);

function stages(): void {
  const head = new SpanHead();
  const writer = new ColumnWriter();
  let append = 0;
  let encode = 0;
  let pack = 0;
  let from = performance.now();
  for (const body of requests) decode(body);
  const decoding = performance.now() - from;
  for (const body of requests) {
    const batch = decode(body);
    const zeros = new Uint32Array(64);
    from = performance.now();
    head.append(batch, zeros, zeros);
    append += performance.now() - from;
    if (head.count < 8192) continue;
    from = performance.now();
    const columns = encodeSpanColumns(head, writer);
    encode += performance.now() - from;
    from = performance.now();
    for (const column of columns.values()) packColumn(column);
    pack += performance.now() - from;
    head.clear();
  }
  const each = (millis: number): string => ((millis * 1000) / spans).toFixed(2);
  console.log(
    `us a span: decode ${each(decoding)}, head append ${each(append)}, encode columns ${each(encode)}, compress ${each(pack)}`,
  );
}

async function wholeWay(inFlight: number): Promise<void> {
  const path = join(folder, `run-${inFlight}.otter`);
  const writer = openRunWriter(path, {
    create: { id: runId('bench'), name: 'bench', startedAt: unixNanos(payloadStart), host: 'bench', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });
  let storing = 0;
  const latencies: number[] = [];
  const running = new Set<Promise<void>>();
  const begin = performance.now();
  for (const body of requests) {
    const batch = decode(body);
    const payload: Payload = {
      signal: 'traces',
      encoding: 'protobuf',
      transport: 'grpc',
      bytes: body,
      sender: { id: 'pid:1', address: '127.0.0.1' },
      receivedAt: unixNanos(payloadStart),
    };
    const from = performance.now();
    const stored = writer.append(payload, batch).then(() => {
      latencies.push(performance.now() - from);
      running.delete(stored);
    });
    storing += performance.now() - from;
    running.add(stored);
    if (running.size >= inFlight) {
      const waited = performance.now();
      writer.flush();
      storing += performance.now() - waited;
      await Promise.race(running);
    }
  }
  await Promise.all(running);
  const seconds = (performance.now() - begin) / 1000;
  const size = statSync(path).size;
  const wal = statSync(`${path}-wal`).size;
  const closing = performance.now();
  writer.close();
  latencies.sort((a, b) => a - b);
  const at = (quantile: number): string => (latencies[Math.floor(quantile * (latencies.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${inFlight} in flight: ${(spans / seconds).toFixed(0)} spans/s with decoding, ${micros(performance.now() - storing, spans)} us a span in the store,`,
    `commit p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms, close ${(performance.now() - closing).toFixed(0)} ms,`,
    `${(statSync(path).size / spans).toFixed(1)} bytes a span closed (${((size + wal) / spans).toFixed(1)} live with WAL), rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
  const opening = performance.now();
  const reader = openRunReader(path, { decodeJournal: () => undefined });
  const found = reader.spanBlocks().reduce((sum, block) => sum + block.count, reader.headSpans().count);
  console.log(
    `reader opened in ${(performance.now() - opening).toFixed(1)} ms and sees ${found} spans in ${reader.spanBlocks().length} blocks`,
  );
  reader.close();
}

try {
  stages();
  await wholeWay(8);
  await wholeWay(1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
