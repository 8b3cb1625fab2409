// The ceiling: prepared-statement inserts of the same spans as compact rows into a table without any index,
// rows made beforehand, one transaction per request, WAL and synchronous=NORMAL as the product has it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import type { SpanBatch } from '../../src/contract/span-batch.ts';
import { makeTraceRequest } from '../../test/support/otlp-payloads.ts';

type Row = [Buffer, Buffer, Buffer | null, string, bigint, bigint, number, number, Buffer];

function rowsOf(batch: SpanBatch, keys: Map<string, number>): Row[] {
  const at = (start: number, length: number): Buffer => Buffer.from(batch.bytes.subarray(start, start + length));
  const time = (words: Uint32Array, i: number): bigint =>
    (BigInt(words[2 * i + 1] ?? 0) << 32n) | BigInt(words[2 * i] ?? 0);
  return Array.from({ length: batch.count }, (_, i): Row => {
    const parent = batch.parentIdStart[i] ?? 0xffffffff;
    const start = time(batch.startWords, i);
    return [
      at(batch.traceIdStart[i] ?? 0, 16),
      at(batch.spanIdStart[i] ?? 0, 8),
      parent === 0xffffffff ? null : at(parent, 8),
      at(batch.nameStart[i] ?? 0, batch.nameLength[i] ?? 0).toString(),
      start / 1000n,
      time(batch.endWords, i) - start,
      batch.kind[i] ?? 0,
      batch.statusCode[i] ?? 0,
      Buffer.concat([
        compactAttributes(batch, batch.attributeStart[i] ?? 0, batch.attributeCount[i] ?? 0, keys),
        compactEvents(batch, i, keys),
      ]),
    ];
  });
}

/** Key numbers instead of key texts, then the value's bytes: the compact payload of the reference measurement. */
function compactAttributes(batch: SpanBatch, first: number, count: number, keys: Map<string, number>): Buffer {
  const { attributes } = batch;
  const parts: Buffer[] = [];
  for (let a = first; a < first + count; a++) {
    const keyStart = attributes.keyStart[a] ?? 0;
    const key = Buffer.from(batch.bytes.subarray(keyStart, keyStart + (attributes.keyLength[a] ?? 0))).toString();
    const number = keys.get(key) ?? keys.size;
    keys.set(key, number);
    const kind = attributes.kind[a] ?? 0;
    const valueStart = attributes.valueStart[a] ?? 0;
    const value =
      kind === 1
        ? Buffer.from(batch.bytes.subarray(valueStart, valueStart + (attributes.valueLength[a] ?? 0)))
        : Buffer.from(new Uint32Array([attributes.words[2 * a] ?? 0, attributes.words[2 * a + 1] ?? 0]).buffer);
    parts.push(Buffer.from([number & 255, number >> 8, kind, value.length & 255, value.length >> 8]), value);
  }
  return Buffer.concat(parts);
}

/** Per event its time, the length of its name, the name, and its attributes. */
function compactEvents(batch: SpanBatch, span: number, keys: Map<string, number>): Buffer {
  const { events } = batch;
  const parts: Buffer[] = [];
  const first = batch.eventStart[span] ?? 0;
  for (let e = first; e < first + (batch.eventCount[span] ?? 0); e++) {
    const start = events.nameStart[e] ?? 0;
    const name = batch.bytes.subarray(start, start + (events.nameLength[e] ?? 0));
    const head = new Uint32Array([events.timeWords[2 * e] ?? 0, events.timeWords[2 * e + 1] ?? 0, name.length]);
    const attributes = compactAttributes(batch, events.attributeStart[e] ?? 0, events.attributeCount[e] ?? 0, keys);
    parts.push(Buffer.from(head.buffer), Buffer.from(name), attributes);
  }
  return Buffer.concat(parts);
}

/** Spans per second that the database alone takes. */
export function rawInsertsPerSecond(spans: number, perTransaction: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-raw-'));
  const decoder = createTracesDecoder();
  const keys = new Map<string, number>();
  const batches: Row[][] = [];
  for (let made = 0; made < spans; made += perTransaction) {
    const decoded = decoder.decode(makeTraceRequest({ seed: made, spans: perTransaction }), 'protobuf');
    if (decoded.kind === 'failed') throw new Error('the generator made an unreadable request');
    batches.push(rowsOf(decoded.value, keys));
  }
  const db = new Database(join(folder, 'raw.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    'CREATE TABLE spans (trace_id BLOB, span_id BLOB, parent_id BLOB, name TEXT, start_us INTEGER, duration_ns INTEGER, kind INTEGER, status INTEGER, attributes BLOB)',
  );
  const insert = db.prepare('INSERT INTO spans VALUES (?,?,?,?,?,?,?,?,?)');
  const all = db.transaction((rows: readonly Row[]) => {
    for (const row of rows) insert.run(...row);
  });
  const began = performance.now();
  for (const rows of batches) all(rows);
  const seconds = (performance.now() - began) / 1000;
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return Math.round(spans / seconds);
}
