// Metrics from a real SDK through the ports into the run, acknowledged and counted.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IngestRecord } from '../../src/contract/ingest.ts';
import { MetricKind, Temporality } from '../../src/contract/metric-batch.ts';
import { createJournalDecoder } from '../../src/main/engine/decode-journal.ts';
import { openRunReader } from '../../src/main/store/reader.ts';
import { openPipe, type PipeClient } from './kit/pipe-client.ts';
import { serve, tempFolder, type Program } from './kit/program.ts';
import { encodings } from './kit/sdk.ts';
import { exportMetricsWithSdk, temporalities } from './kit/sdk-metrics.ts';

const folder = tempFolder();
let program: Program;
let pipe: PipeClient;
beforeAll(async () => {
  program = await serve(folder.path);
  pipe = await openPipe(program.ready);
});
afterAll(async () => {
  pipe.close();
  await program.stop();
  folder.remove();
});

const cases = encodings.flatMap((encoding) => temporalities.map((temporality) => [encoding, temporality] as const));

it.each(cases)('%s, %s', { timeout: 30_000 }, async (encoding, temporality) => {
  const service = `${encoding} ${temporality}`;
  await exportMetricsWithSdk(encoding, temporality, program.ready, service);
  const { records } = await pipe.call('ingest.recent', { limit: 100 });
  const own = records.filter((record: IngestRecord) => record.services.includes(service));
  expect(own.length).toBeGreaterThanOrEqual(2);
  for (const record of own)
    expect(record).toMatchObject({ signal: 'metrics', outcome: 'stored', rejected: 0, message: '' });
});

it('takes OTLP at the path that Prometheus has for it', { timeout: 30_000 }, async () => {
  await exportMetricsWithSdk('http/protobuf', 'cumulative', program.ready, 'as prometheus', '/api/v1/otlp/v1/metrics');
  const { records } = await pipe.call('ingest.recent', { limit: 10 });
  expect(records[0]).toMatchObject({ path: '/api/v1/otlp/v1/metrics', outcome: 'stored', services: ['as prometheus'] });
});

it('has stored what each of them sent', async () => {
  const run = (await pipe.call('runs.list', {})).find(({ state }) => state === 'live');
  const { totals } = await pipe.call('app.info', {});
  expect(run?.samples).toBeGreaterThan(cases.length * 10);
  expect(run?.samples).toBe(totals.samples);
  const reader = openRunReader(program.ready.run, { decodeJournal: createJournalDecoder() });
  try {
    const kinds = reader.metrics.metrics().map(({ name, kind, temporality, monotonic, unit, description }) => ({
      name,
      kind,
      temporality,
      monotonic,
      unit,
      description,
    }));
    const delta = [Temporality.cumulative, Temporality.delta];
    for (const temporality of delta) {
      expect(kinds).toContainEqual({
        name: 'requests',
        kind: MetricKind.sum,
        temporality,
        monotonic: true,
        unit: '{request}',
        description: 'Requests served.',
      });
      expect(kinds).toContainEqual(
        expect.objectContaining({ name: 'request.duration', kind: MetricKind.histogram, temporality }),
      );
      expect(kinds).toContainEqual(
        expect.objectContaining({ name: 'request.size', kind: MetricKind.exponentialHistogram, temporality }),
      );
    }
    expect(kinds).toContainEqual(expect.objectContaining({ name: 'temperature', kind: MetricKind.gauge, unit: 'Cel' }));
    // Up-down counters are cumulative whatever is preferred.
    expect(kinds.filter(({ name }) => name === 'requests.active')).toMatchObject([
      { kind: MetricKind.sum, temporality: Temporality.cumulative, monotonic: false },
    ]);
  } finally {
    reader.close();
  }
});
