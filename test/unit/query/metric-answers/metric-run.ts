// A run file of metrics for the tests of questions about them: points as plain objects and scraped series, written by the
// real writer and read by the real reader.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runId } from '../../../../src/contract/ids.ts';
import type { SeriesMeta } from '../../../../src/contract/sample-batch.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { createQueries, type RunQueries } from '../../../../src/main/query/index.ts';
import { openRunReader } from '../../../../src/main/store/reader.ts';
import { openRunWriter } from '../../../../src/main/store/writer.ts';
import type { RunWriter } from '../../../../src/main/store/writer-face.ts';
import { metricBatch, type TestPoint } from '../../../support/metric-batch.ts';

export const run = runId('test');
export const alive = (): void => undefined;
/** Where the samples begin: a time at which every unit begins anew. */
export const t0 = 1_700_000_400_000;

export interface Scraped {
  readonly labels: Readonly<Record<string, string>>;
  readonly type?: SeriesMeta['type'];
  readonly family?: string;
  readonly unit?: string;
  readonly help?: string;
}

export class MetricRun {
  readonly #folder = mkdtempSync(join(tmpdir(), 'otterscope-metrics-'));
  readonly path = join(this.#folder, '20261121T000000Z-test.otter');
  readonly #writer: RunWriter = openRunWriter(this.path, {
    create: { id: run, name: 'test', startedAt: unixNanos(1n), host: 'box', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: () => undefined,
  });

  async send(points: readonly TestPoint[], sender = 'pid:1'): Promise<void> {
    const batch = metricBatch(points);
    const stored = this.#writer.appendPoints(
      {
        signal: 'metrics',
        encoding: 'protobuf',
        transport: 'grpc',
        bytes: batch.bytes,
        sender: { id: sender, address: '127.0.0.1' },
        receivedAt: unixNanos(0n),
      },
      batch,
    );
    this.#writer.flush();
    const { message } = await stored;
    if (message !== '') throw new Error(message);
  }

  /** `values[i]` at `time`, for each series one. */
  async scrape(series: readonly Scraped[], time: number, values: readonly number[]): Promise<void> {
    const references = series.map(({ labels, type = 'gauge', family, unit = '', help = '' }) => {
      const name = family ?? labels['__name__'] ?? '';
      const got = this.#writer.seriesOf(Object.entries(labels), { family: name, type, unit, help, target: 'test' });
      if (got.kind === 'refused') throw new Error(got.reason);
      return got.reference;
    });
    const stored = this.#writer.appendSamples({
      count: series.length,
      references: Uint32Array.from(references),
      times: time,
      values: Float64Array.from(values),
    });
    this.#writer.flush();
    await stored;
  }

  queries(): RunQueries {
    return createQueries(openRunReader(this.path, { decodeJournal: () => undefined, alive }));
  }

  close(): void {
    this.#writer.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The numbers from 0 up to `count`, times `step`, after t0. */
export function times(count: number, step: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => t0 + i * step);
}
