// The size that is told before an export beside the size that comes of it.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ContractError } from '../../../src/contract/errors.ts';
import type { ExportCounts, ExportEstimate, ExportOrder } from '../../../src/contract/exports.ts';
import { runId, type TraceId } from '../../../src/contract/ids.ts';
import { estimateExport } from '../../../src/main/engine/export-estimate.ts';
import { exportPieces } from '../../../src/main/engine/export-pieces.ts';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpRequest } from '../../support/telemetry-dump.ts';

const small = new RunFile();
const large = new RunFile();
let someTraces: TraceId[] = [];

beforeAll(async () => {
  const spans = makeTraceRequest({ seed: 1, spans: 500 });
  await small.add('traces', spans);
  await small.add('logs', makeLogRequest({ seed: 2, records: 300 }));
  small.seal();
  await small.add('traces', makeTraceRequest({ seed: 3, spans: 50 }));
  someTraces = [
    ...new Set(dumpRequest('traces', spans).map((one) => (JSON.parse(one) as { traceId: TraceId }).traceId)),
  ];
  for (let block = 0; block < 12; block++) {
    await large.add('traces', makeTraceRequest({ seed: 10 + block, spans: 1500 }));
    await large.add('logs', makeLogRequest({ seed: 40 + block, records: 3000 }));
    large.seal();
  }
  await large.add('logs', makeLogRequest({ seed: 99, records: 500 }));
}, 120_000);
afterAll(() => {
  small.remove();
  large.remove();
});

const orderOf = (more: Partial<ExportOrder>): ExportOrder => ({
  run: runId('test'),
  what: { kind: 'run' },
  format: 'otlp-json',
  signal: 'traces',
  gzip: false,
  redact: '',
  ...more,
});

async function real(file: RunFile, order: ExportOrder): Promise<ExportCounts & { bytes: number }> {
  const sums = { items: 0, logs: 0, samples: 0, bytes: 0 };
  const job = { order, path: file.path, workFolder: join(file.folder, 'work') };
  for await (const { items, logs, samples, bytes } of exportPieces(job, () => undefined)) {
    sums.items += items;
    sums.logs += logs;
    sums.samples += samples;
    sums.bytes += bytes.length;
  }
  return sums;
}

const estimated = (file: RunFile, order: ExportOrder): ExportEstimate & { readonly kind: 'size' } => {
  const estimate = estimateExport(order, file.path, () => undefined, Infinity);
  if (estimate.kind !== 'size') throw new Error('the size is known');
  return estimate;
};

const every: readonly Partial<ExportOrder>[] = [
  { format: 'otlp-json' },
  { format: 'otlp-json', signal: 'logs' },
  { format: 'otlp-jsonl', signal: 'all' },
  { format: 'otlp-protobuf' },
  { format: 'otlp-protobuf', signal: 'logs' },
  { format: 'jaeger' },
  { format: 'csv', table: 'traces' },
  { format: 'csv', table: 'spans', columns: ['http.route'] },
  { format: 'csv', table: 'logs', signal: 'logs' },
  { format: 'otlp-json', redact: 'remove any http.*' },
  { format: 'otlp-json', gzip: true },
  { format: 'csv', table: 'traces', gzip: true },
];

describe('of a small run', () => {
  test.each(every)('exactly: %o', async (more) => {
    const order = orderOf(more);
    expect(estimated(small, order)).toEqual({ kind: 'size', about: false, ...(await real(small, order)) });
  });

  test('of some traces, of spans and of a search exactly', async () => {
    const [traceId = '' as TraceId] = someTraces;
    const first = JSON.parse(
      (await bytesOf(orderOf({ what: { kind: 'traces', traceIds: [traceId] } }))).toString(),
    ) as {
      resourceSpans: { scopeSpans: { spans: { spanId: never }[] }[] }[];
    };
    const spanIds = [first.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.spanId as never];
    for (const what of [
      { kind: 'traces', traceIds: someTraces.slice(0, 5) },
      { kind: 'spans', traceId, spanIds, subtree: true },
      { kind: 'search', where: 'service = gateway' },
      { kind: 'search', where: 'service = nobody' },
    ] as const) {
      const order = orderOf({ what });
      expect(estimated(small, order)).toEqual({ kind: 'size', about: false, ...(await real(small, order)) });
    }
    const logs = orderOf({ what: { kind: 'search', where: 'severity >= 17' }, signal: 'logs' });
    expect(estimated(small, logs)).toEqual({ kind: 'size', about: false, ...(await real(small, logs)) });
  });
});

async function bytesOf(order: ExportOrder): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const job = { order, path: small.path, workFolder: join(small.folder, 'work') };
  for await (const { bytes } of exportPieces(job, () => undefined)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

describe('of a large run', () => {
  const searched: readonly Partial<ExportOrder>[] = [
    { what: { kind: 'search', where: 'service = gateway' } },
    { what: { kind: 'search', where: 'severity >= 5' }, signal: 'logs' },
    { format: 'otter', signal: 'all' },
    { format: 'otter', signal: 'traces' },
  ];
  test.each([...every, ...searched])('about: %o', { timeout: 120_000 }, async (more) => {
    const order = orderOf(more);
    const [told, came] = [estimated(large, order), await real(large, order)];
    expect(told.about).toBe(true);
    // A file of columns is not alike in all its parts.
    const tolerance = order.format === 'otter' ? 0.5 : 0.15;
    for (const field of ['items', 'bytes'] as const) {
      expect(told[field]).toBeGreaterThan(came[field] * (1 - tolerance));
      expect(told[field]).toBeLessThan(came[field] * (1 + tolerance));
    }
    expect(told.logs > 0).toBe(came.logs > 0);
  });
});

test('is unknown where it would take longer than somebody would wait', () => {
  expect(estimateExport(orderOf({}), large.path, () => undefined, -1)).toEqual({ kind: 'unknown' });
});

test('is given up when nobody waits, and refuses what an export refuses', () => {
  const alive = (): void => {
    throw new ContractError('cancelled', '');
  };
  expect(() => estimateExport(orderOf({}), large.path, alive)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  expect(() => estimateExport(orderOf({ redact: 'forget it' }), small.path, () => undefined)).toThrow(
    expect.objectContaining({ code: 'bad-request' }),
  );
});
