// A run file of random telemetry for the tests of files out: some of it sealed, some still in the journal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../../src/contract/ids.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createMetricsDecoder } from '../../src/main/decode/metrics.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import { openRunWriter } from '../../src/main/store/writer.ts';
import type { RunWriter } from '../../src/main/store/writer-face.ts';

export class RunFile {
  readonly folder = mkdtempSync(join(tmpdir(), 'otterscope-run-'));
  readonly path = join(this.folder, '20261121T000000Z-test.otter');
  readonly #traces = createTracesDecoder();
  readonly #logs = createLogsDecoder();
  readonly #metrics = createMetricsDecoder();
  #writer: RunWriter | undefined;

  async add(signal: 'traces' | 'logs' | 'metrics', bytes: Uint8Array, sender = 'pid:1 test'): Promise<void> {
    const decoded = { traces: this.#traces, logs: this.#logs, metrics: this.#metrics }[signal].decode(
      bytes,
      'protobuf',
    );
    if (decoded.kind !== 'ok') throw new Error(`the test request does not decode: ${decoded.failure.reason}`);
    const { writer } = this;
    const payload = {
      signal,
      encoding: 'protobuf',
      transport: 'grpc',
      bytes,
      sender: { id: sender, address: '127.0.0.1' },
      receivedAt: unixNanos(signal === 'metrics' ? 1_780_000_000_000_000_000n : 0n),
    } as const;
    const batch = decoded.value;
    const stored = batch.signal === 'metrics' ? writer.appendPoints(payload, batch) : writer.append(payload, batch);
    writer.flush();
    await stored;
  }

  /** For what does not come as OTLP. */
  get writer(): RunWriter {
    return (this.#writer ??= this.#open());
  }

  /** What was added so far goes into blocks; the file is then closed until more is added. */
  seal(): void {
    this.#writer?.close();
    this.#writer = undefined;
  }

  remove(): void {
    this.seal();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #open(): RunWriter {
    return openRunWriter(this.path, {
      create: {
        id: runId('20261121T000000Z-test'),
        name: 'test run',
        startedAt: unixNanos(1n),
        host: 'box',
        appVersion: '0',
      },
      durability: 'normal',
      maxRunBytes: 0,
      decodeJournal: createJournalDecoder(),
      // So that some of the samples are in blocks while others are in the journal.
      sampleJournalBytes: 40_000,
    });
  }
}
