// Journal rows: accepted requests that are not in a block yet, as bytes for the decoder that first read them.
import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Database, Statement } from 'better-sqlite3';
import { ContractError } from '../../contract/errors.ts';
import type { BodyFormat, Encoding, Payload } from '../../contract/ingest.ts';
import { SAMPLES_SIGNAL, SignalNumber, type StoredSignal } from './schema.ts';

export interface JournalRow {
  readonly id: number;
  readonly encoding: Encoding;
  readonly sender: string;
  readonly items: number;
  /** Decompressed. */
  readonly bytes: Uint8Array;
}

/** Writer's side. All methods run inside the writer's transaction. */
export class JournalWriter {
  readonly #insert: Statement;
  readonly #clear: Statement;
  #next: number;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#clear = db.prepare('DELETE FROM journal WHERE signal = ?');
    this.#next = ((db.prepare('SELECT max(id) FROM journal').pluck().get() as number | null) ?? 0) + 1;
  }

  /** Keeps the body as it came over the wire: compressing it again costs more than writing it. */
  add(signal: StoredSignal, payload: Payload, items: number): void {
    const body = payload.compressed ?? { compression: 'identity' satisfies BodyFormat, bytes: payload.bytes };
    const micros = Number(payload.receivedAt / 1000n);
    this.#insert.run(
      this.#next++,
      SignalNumber[signal],
      payload.encoding,
      body.compression,
      payload.bytes.length,
      items,
      payload.sender.id,
      micros,
      body.bytes,
    );
  }

  clear(signal: StoredSignal): void {
    this.#clear.run(SignalNumber[signal]);
  }

  /** Records of metric samples (sample-journal.ts), of any senders. */
  addSamples(bytes: Uint8Array, items: number): void {
    const micros = Math.floor(Date.now() * 1000);
    this.#insert.run(
      this.#next++,
      SAMPLES_SIGNAL,
      'samples',
      'identity' satisfies BodyFormat,
      bytes.length,
      items,
      '',
      micros,
      bytes,
    );
  }

  clearSamples(): void {
    this.#clear.run(SAMPLES_SIGNAL);
  }
}

type StoredRow = [
  id: number,
  encoding: Encoding,
  compression: BodyFormat,
  rawBytes: number,
  items: number,
  sender: string,
  bytes: Buffer,
];

/** Reads rows of a signal with ids above `after`, oldest first. */
export class JournalReader {
  readonly #select: Statement;
  readonly #path: string;

  constructor(db: Database, path: string) {
    this.#path = path;
    this.#select = db
      .prepare(
        'SELECT id, encoding, compression, raw_bytes, items, sender, bytes FROM journal WHERE signal = ? AND id > ? ORDER BY id',
      )
      .raw();
  }

  *rows(signal: StoredSignal, after: number): Generator<JournalRow> {
    // One row at a time would hold the statement open while the caller asks others; the journal is small.
    for (const stored of this.#select.all(SignalNumber[signal], after) as StoredRow[]) {
      const [id, encoding, compression, rawBytes, items, sender, bytes] = stored;
      if (!Buffer.isBuffer(bytes) || typeof sender !== 'string' || (encoding !== 'protobuf' && encoding !== 'json'))
        throw new ContractError('run-corrupt', `${this.#path} is damaged: journal row ${id} cannot be read.`);
      yield { id, encoding, sender, items, bytes: this.#unpack(id, compression, bytes, rawBytes) };
    }
  }

  /** Rows of metric samples with ids above `after`, oldest first. */
  *samples(after: number): Generator<{ readonly id: number; readonly bytes: Uint8Array }> {
    for (const [id, encoding, , , , , bytes] of this.#select.iterate(SAMPLES_SIGNAL, after) as Iterable<StoredRow>) {
      if (!Buffer.isBuffer(bytes) || String(encoding) !== 'samples')
        throw new ContractError('run-corrupt', `${this.#path} is damaged: journal row ${id} cannot be read.`);
      yield { id, bytes };
    }
  }

  #unpack(id: number, compression: BodyFormat, bytes: Buffer, rawBytes: number): Uint8Array {
    const limit = { maxOutputLength: Math.max(1, rawBytes) };
    try {
      if (compression === 'identity') return bytes;
      if (compression === 'gzip') return gunzipSync(bytes, limit);
      if (compression === 'zstd') return zstdDecompressSync(bytes, limit);
      return compression === 'deflate' ? inflateSync(bytes, limit) : inflateRawSync(bytes, limit);
    } catch (cause) {
      throw new ContractError(
        'run-corrupt',
        `${this.#path} is damaged: journal row ${id} cannot be read: ${String(cause)}.`,
      );
    }
  }
}
