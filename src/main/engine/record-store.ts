// A new run file that takes records by the ordinary way: OTLP bytes, decoder, writer.
import { createJournalDecoder } from './decode-journal.ts';
import { ContractError } from '../../contract/errors.ts';
import { runId } from '../../contract/ids.ts';
import type { Payload } from '../../contract/ingest.ts';
import type { MetricBatch } from '../../contract/metric-batch.ts';
import type { RecordGroup } from '../../contract/otlp-records.ts';
import { unixNanos } from '../../contract/time.ts';
import { createLogsDecoder } from '../decode/logs.ts';
import { createMetricsDecoder } from '../decode/metrics.ts';
import { createTracesDecoder } from '../decode/traces.ts';
import { encodeOtlpProtobuf } from '../encode/otlp-protobuf.ts';
import type { Redactor } from '../encode/redactor.ts';
import type { ScrapedSamples } from '../query/index.ts';
import type { StoreReader } from '../store/reader.ts';
import { openRunWriter } from '../store/writer.ts';
import type { RunWriter } from '../store/writer-face.ts';

export class RecordStore {
  readonly #writer: RunWriter;
  readonly #traces = createTracesDecoder();
  readonly #logs = createLogsDecoder();
  readonly #metrics = createMetricsDecoder();

  /** By number of the series in the run that is read. */
  readonly #references: Map<number, number> = new Map();

  /** Takes the place of `from`, whose facts it has, less what the redactor takes away. */
  constructor(path: string, from: StoreReader, redactor: Redactor) {
    const fact = (key: string): string =>
      String(from.db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key) ?? '');
    this.#writer = openRunWriter(path, {
      create: {
        id: runId(fact('id')),
        name: redactor.text('run name', fact('name')),
        startedAt: unixNanos(BigInt(fact('started_ns') || 0)),
        host: redactor.text('host', fact('host')),
        appVersion: fact('app_version'),
      },
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: createJournalDecoder(),
    });
  }

  async add(groups: readonly RecordGroup[], sender: string): Promise<void> {
    const signal = groups[0]?.signal;
    if (signal === undefined) return;
    const bytes = encodeOtlpProtobuf(groups);
    const decoded = { traces: this.#traces, logs: this.#logs, metrics: this.#metrics }[signal].decode(
      bytes,
      'protobuf',
    );
    if (decoded.kind === 'failed' || decoded.value.rejectedCount > 0) {
      const reason = decoded.kind === 'failed' ? decoded.failure.reason : decoded.value.rejections[0]?.reason;
      throw unwritten(reason ?? '');
    }
    const payload = {
      signal,
      encoding: 'protobuf',
      transport: 'http',
      bytes,
      sender: { id: sender, address: '' },
      receivedAt: unixNanos(0n),
    } as const;
    const batch = decoded.value;
    const stored = batch.signal === 'metrics' ? this.#points(payload, batch) : this.#writer.append(payload, batch);
    this.#writer.flush();
    await stored;
  }

  /** Scraped series, as they are stored. */
  async addScraped(samples: ScrapedSamples): Promise<void> {
    let reference = this.#references.get(samples.series);
    if (reference === undefined) {
      const asked = this.#writer.seriesOf(samples.labels, samples.meta);
      if (asked.kind === 'refused') throw unwritten(asked.reason);
      ({ reference } = asked);
      this.#references.set(samples.series, reference);
    }
    const { times } = samples;
    const stored = this.#writer.appendSamples({
      count: times.length,
      references: new Uint32Array(times.length).fill(reference),
      times: Float64Array.from(times),
      values: Float64Array.from(samples.values),
      stale: Uint8Array.from(samples.stale),
      starts: Float64Array.from(samples.starts),
      histograms: samples.histograms,
      exemplars: samples.exemplars,
    });
    this.#writer.flush();
    const outcome = await stored;
    if (outcome.stored + outcome.repeated < times.length) throw unwritten(outcome.message);
  }

  async #points(payload: Payload, batch: MetricBatch): Promise<void> {
    const { stored, repeated, message } = await this.#writer.appendPoints(payload, batch);
    if (stored + repeated < batch.count) throw unwritten(message);
  }

  close(): void {
    this.#writer.close();
  }
}

function unwritten(reason: string): ContractError {
  return new ContractError('internal', `What was stored could not be written again: ${reason}`);
}
