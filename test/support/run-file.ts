// A run file of random telemetry for the tests of files out: some of it sealed, some still in the journal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../../src/contract/ids.ts';
import { unixNanos } from '../../src/contract/time.ts';
import { createLogsDecoder } from '../../src/main/decode/logs.ts';
import { createTracesDecoder } from '../../src/main/decode/traces.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import { openRunWriter } from '../../src/main/store/writer.ts';
import type { RunWriter } from '../../src/main/store/writer-face.ts';

export class RunFile {
  readonly folder = mkdtempSync(join(tmpdir(), 'otterscope-run-'));
  readonly path = join(this.folder, '20261121T000000Z-test.otter');
  readonly #traces = createTracesDecoder();
  readonly #logs = createLogsDecoder();
  #writer: RunWriter | undefined;

  async add(signal: 'traces' | 'logs', bytes: Uint8Array, sender = 'pid:1 test'): Promise<void> {
    const decoded = (signal === 'traces' ? this.#traces : this.#logs).decode(bytes, 'protobuf');
    if (decoded.kind !== 'ok') throw new Error(`the test request does not decode: ${decoded.failure.reason}`);
    const writer = (this.#writer ??= this.#open());
    const stored = writer.append(
      {
        signal,
        encoding: 'protobuf',
        transport: 'grpc',
        bytes,
        sender: { id: sender, address: '127.0.0.1' },
        receivedAt: unixNanos(0n),
      },
      decoded.value,
    );
    writer.flush();
    await stored;
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
    });
  }
}
