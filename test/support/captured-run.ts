// A run of what a real sender sent: OTLP requests through the decoder, pages through the reader of expositions, stored by the
// real writer and asked as the window asks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../../src/contract/ids.ts';
import { newTarget } from '../../src/contract/scrape.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { ScrapeWriter } from '../../src/main/collect/scrape-writer.ts';
import { createExpositionReader } from '../../src/main/decode/exposition/exposition-reader.ts';
import { createMetricsDecoder } from '../../src/main/decode/metrics.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import { createQueries, type RunQueries } from '../../src/main/query/index.ts';
import { openRunReader } from '../../src/main/store/reader.ts';
import { openRunWriter } from '../../src/main/store/writer.ts';
import type { RunWriter } from '../../src/main/store/writer-face.ts';

export class CapturedRun {
  readonly id = runId('captured');
  readonly #folder = mkdtempSync(join(tmpdir(), 'otterscope-captured-'));
  readonly #path = join(this.#folder, '20261121T000000Z-test.otter');
  readonly #decoder = createMetricsDecoder();
  readonly #writer: RunWriter = openRunWriter(this.#path, {
    create: { id: this.id, name: 'captured', startedAt: unixNanos(1n), host: 'box', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });

  /** An ExportMetricsServiceRequest as protobuf. */
  async send(bytes: Uint8Array): Promise<void> {
    const decoded = this.#decoder.decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(decoded.failure.reason);
    const sender = { id: 'pid:1 sender', address: '127.0.0.1' };
    const receivedAt = unixNanos(0n);
    const stored = this.#writer.appendPoints(
      { signal: 'metrics', encoding: 'protobuf', transport: 'grpc', bytes, sender, receivedAt },
      decoded.value,
    );
    this.#writer.flush();
    const { message } = await stored;
    if (message !== '') throw new Error(message);
  }

  /** A page that was found at each of these times, Unix milliseconds. */
  async scrape(page: Uint8Array, times: readonly number[]): Promise<void> {
    const reader = createExpositionReader();
    const target = { ...newTarget, id: 'a', job: 'captured', url: 'http://127.0.0.1:9/metrics' };
    const scrapes = new ScrapeWriter(target, () => this.#writer);
    for (const time of times) {
      const read = reader.read(page, { format: 'text', escaping: 'allow-utf-8' });
      if (read.kind !== 'ok') throw new Error(read.failure.reason);
      const facts = { up: true, durationSeconds: 0.01, scraped: read.value.count };
      const written = scrapes.write(read.value, reader, time, facts);
      this.#writer.flush();
      await written;
    }
  }

  queries(): RunQueries {
    return createQueries(openRunReader(this.#path, { decodeJournal: createJournalDecoder(), alive: () => undefined }));
  }

  remove(): void {
    this.#writer.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
