// Exemplars on their way into the table: single measurements with the trace they belong to. The newest 100,000 are kept.
import type { Database, Statement } from 'better-sqlite3';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import { NONE } from '../../contract/span-batch.ts';
import { ValueKind } from '../../contract/values.ts';
import { encodeAttributeList } from './attribute-list.ts';
import { millis } from './sample-time.ts';

export const MAX_EXEMPLARS = 100_000;

interface Exemplar {
  readonly stream: number;
  readonly time: number;
  readonly value: number;
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly attributes: Uint8Array;
}

export class ExemplarRows {
  readonly #add: Statement;
  readonly #trim: Statement;
  #pending: Exemplar[] = [];

  constructor(db: Database) {
    this.#add = db.prepare(
      'INSERT OR IGNORE INTO exemplars (stream_no, time_ms, value, trace_id, span_id, attributes) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#trim = db.prepare('DELETE FROM exemplars WHERE exemplar <= (SELECT max(exemplar) FROM exemplars) - ?');
  }

  add(exemplar: Exemplar): void {
    this.#pending.push(exemplar);
  }

  /** All exemplars of an OTLP point. */
  addPoint(batch: MetricBatch, point: number, stream: number): void {
    const { exemplars, bytes } = batch;
    const from = batch.exemplarStart[point] as number;
    const id = (start: number, length: number): Uint8Array =>
      start === NONE ? new Uint8Array(0) : bytes.slice(start, start + length);
    for (let i = from; i < from + (batch.exemplarCount[point] as number); i++) {
      const words = exemplars.valueWords;
      const view = new DataView(words.buffer, words.byteOffset + 8 * i, 8);
      const kind = exemplars.valueKind[i] as number;
      this.add({
        stream,
        time: millis(exemplars.timeWords, i) || millis(batch.timeWords, point),
        value: kind === ValueKind.int ? Number(view.getBigInt64(0, true)) : view.getFloat64(0, true),
        traceId: id(exemplars.traceIdStart[i] as number, 16),
        spanId: id(exemplars.spanIdStart[i] as number, 8),
        attributes: encodeAttributeList(
          batch.attributes,
          bytes,
          exemplars.attributeStart[i] as number,
          exemplars.attributeCount[i] as number,
        ),
      });
    }
  }

  /** Inside the writer's transaction. */
  flush(): void {
    if (this.#pending.length === 0) return;
    // Senders repeat exemplars until there are new ones; SQLite has no NaN: it becomes NULL.
    for (const { stream, time, value, traceId, spanId, attributes } of this.#pending.slice(-MAX_EXEMPLARS))
      this.#add.run(stream, time, value, traceId, spanId, attributes);
    this.#trim.run(MAX_EXEMPLARS);
    this.#pending = [];
  }

  reset(): void {
    this.#pending = [];
  }
}
