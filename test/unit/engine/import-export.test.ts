// What goes out comes in equal: random telemetry, exported in every lossless form, imported again, and the imported run
// dumped beside the first one. Jaeger's form loses what it cannot say and is exported again instead.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportOrder } from '../../../src/contract/exports.ts';
import { runId } from '../../../src/contract/ids.ts';
import { exportPieces } from '../../../src/main/engine/export-pieces.ts';
import { importFile } from '../../../src/main/engine/import-file.ts';
import type { ImportOutcome } from '../../../src/main/engine/import-messages.ts';
import { logsType, metricsType, type Plain, tracesType } from '../../support/otlp-oracle.ts';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import { shareIds, withBrokenText } from '../../support/odd-telemetry.ts';
import { randomMetrics } from '../../support/random-metrics.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpSampleFile } from '../../support/sample-dump.ts';
import { dumpRun } from '../../support/telemetry-dump.ts';

const file = new RunFile();

/** An exemplar without a time takes that of its point, which 1970 is not. */
function withTimedExemplars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimedExemplars);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withTimedExemplars(inner)] as const);
  const timed = entries.some(([key]) => key === 'filteredAttributes');
  return Object.fromEntries(timed ? [...entries, ['timeUnixNano', '1767225600000000001'] as const] : entries);
}

/** Streams of all kinds that go on from request to request, with start times, exemplars, resets and gaps. */
function steadyMetrics(step: number): Uint8Array {
  const time = (at: number): string => `${1_780_000_000_000 + 15_000 * at}000000`;
  const times = { startTimeUnixNano: time(step < 25 ? 0 : 24), timeUnixNano: time(step) };
  const delta = { startTimeUnixNano: time(step - 1), timeUnixNano: time(step) };
  const route = (name: string) => [{ key: 'route', value: { stringValue: name } }];
  const exemplars = [
    {
      timeUnixNano: time(step),
      asDouble: step,
      traceId: new Uint8Array(16).fill(7),
      spanId: new Uint8Array(8).fill(step + 1),
    },
  ];
  const points = ['/a', '/b', '/c'].filter((_, i) => (step + i) % 7 > 0).map((name) => ({ attributes: route(name) }));
  const metrics = [
    {
      name: 'load',
      gauge: {
        dataPoints: points.map((one) => ({
          ...one,
          ...times,
          ...(step % 9 === 8 ? { flags: 1 } : { asDouble: step / 3 }),
        })),
      },
    },
    {
      name: 'requests',
      unit: '{request}',
      sum: {
        aggregationTemporality: 2,
        isMonotonic: true,
        dataPoints: points.map((one) => ({ ...one, ...times, asInt: String(step * 5), exemplars })),
      },
    },
    {
      name: 'bytes',
      unit: 'By',
      sum: {
        aggregationTemporality: 1,
        isMonotonic: true,
        dataPoints: points.map((one) => ({ ...one, ...delta, asInt: '3' })),
      },
    },
    {
      name: 'time',
      unit: 's',
      description: 'How long',
      histogram: {
        aggregationTemporality: 1 + (step % 2),
        dataPoints: points.map((one) => ({
          ...one,
          ...delta,
          count: String(6 + step),
          sum: step,
          ...(step % 5 > 0 ? { min: 0.5, max: 3 } : {}),
          explicitBounds: [1, 2],
          bucketCounts: ['1', '2', String(3 + step)],
          exemplars,
        })),
      },
    },
    {
      name: 'sizes',
      exponentialHistogram: {
        aggregationTemporality: 2,
        dataPoints: points.map((one) => ({
          ...one,
          ...times,
          count: '9',
          sum: 4,
          scale: 3,
          zeroCount: '1',
          positive: { offset: -4, bucketCounts: ['1', '0', '5'] },
          negative: { offset: 7, bucketCounts: ['2'] },
        })),
      },
    },
    {
      name: 'latency',
      summary: {
        dataPoints: points.map((one) => ({
          ...one,
          ...times,
          count: String(step),
          sum: 2,
          quantileValues: [
            { quantile: 0.5, value: step },
            { quantile: 0.99, value: Number.NaN },
          ],
        })),
      },
    },
  ];
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
  return metricsType
    .encode(
      metricsType.fromObject({
        resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: 'steady' }, metrics }] }],
      }),
    )
    .finish();
}
/** Only what senders of traces make: Jaeger has no way to say the odd values of random data. */
const plain = new RunFile();

beforeAll(async () => {
  const random = seededRandom(51);
  for (let round = 0; round < 40; round++) {
    const [spans, records] = [randomTraces(random), randomLogs(random)];
    if (round % 2 === 0) for (const one of [spans, records]) shareIds(random, one);
    const traces = tracesType.encode(tracesType.fromObject(spans)).finish();
    await file.add('traces', withBrokenText(random, traces));
    await file.add('logs', withBrokenText(random, logsType.encode(logsType.fromObject(records)).finish()));
    const metrics = metricsType
      .encode(metricsType.fromObject(withTimedExemplars(randomMetrics(random)) as Plain))
      .finish();
    await file.add('metrics', withBrokenText(random, metrics), `pid:${round % 2}`);
    await file.add('metrics', steadyMetrics(round));
    if (round === 20) file.seal();
  }
  await file.add('traces', makeTraceRequest({ seed: 3, spans: 2000 }));
  await file.add('logs', makeLogRequest({ seed: 4, records: 1500 }));
  await plain.add('traces', makeTraceRequest({ seed: 5, spans: 400 }));
});
afterAll(() => {
  file.remove();
  plain.remove();
});

async function exported(from: RunFile, path: string, order: Partial<ExportOrder>): Promise<Buffer> {
  const whole: ExportOrder = {
    run: runId('test'),
    what: { kind: 'run' },
    format: 'otlp-jsonl',
    signal: 'all',
    gzip: false,
    redact: '',
    ...order,
  };
  const pieces: Uint8Array[] = [];
  for await (const { bytes } of exportPieces(
    { order: whole, path, workFolder: join(from.folder, 'work') },
    () => undefined,
  ))
    pieces.push(bytes);
  return Buffer.concat(pieces);
}

let imports = 0;

async function imported(from: RunFile, content: Uint8Array): Promise<{ outcome: ImportOutcome; path: string }> {
  const number = (imports += 1);
  const source = join(from.folder, `exported-${number}`);
  const path = join(from.folder, `imported-${number}.otter`);
  writeFileSync(source, content);
  const outcome = await importFile(
    {
      path: source,
      name: 'exported',
      from: 0,
      follow: false,
      target: {
        kind: 'run',
        run: { id: runId(`imported-${number}`), path, name: 'exported', named: true },
        masking: { secret: 'key', keys: [] },
        host: 'here',
        version: 'test',
      },
    },
    {
      sendLive: () => Promise.reject(new Error('nothing goes into a live run')),
      sendProfile: () => Promise.reject(new Error('nothing goes into a live run')),
      inspectProfile: () => Promise.reject(new Error('there is no profile')),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
  return { outcome, path };
}

test.each<readonly [string, Partial<ExportOrder>]>([
  ['OTLP JSON lines', {}],
  ['OTLP JSON lines, compressed', { gzip: true }],
  ['OTLP JSON, traces', { format: 'otlp-json', signal: 'traces' }],
  ['OTLP JSON, logs', { format: 'otlp-json', signal: 'logs' }],
  ['OTLP protobuf, traces', { format: 'otlp-protobuf', signal: 'traces' }],
  ['OTLP protobuf, logs, compressed', { format: 'otlp-protobuf', signal: 'logs', gzip: true }],
  ['OTLP JSON, metrics', { format: 'otlp-json', signal: 'metrics' }],
  ['OTLP protobuf, metrics', { format: 'otlp-protobuf', signal: 'metrics' }],
  ['an Otterscope run, metrics alone', { format: 'otter', signal: 'metrics' }],
  ['an Otterscope run, copied', { format: 'otter' }],
  ['an Otterscope run, written anew', { format: 'otter', redact: 'remove any no.such.key' }],
])('%s', { timeout: 120_000 }, async (_name, order) => {
  const { outcome, path } = await imported(file, await exported(file, file.path, order));
  expect(outcome).toMatchObject({ kind: 'done', skipped: [], kept: true });
  const signals =
    order.signal === undefined || order.signal === 'all' ? (['traces', 'logs', 'metrics'] as const) : [order.signal];
  for (const signal of signals)
    if (signal === 'metrics') expect(dumpSampleFile(path)).toEqual(dumpSampleFile(file.path));
    else expect(dumpRun(signal, path)).toEqual(dumpRun(signal, file.path));
});

test('Jaeger JSON says the same when it goes out again', { timeout: 120_000 }, async () => {
  const order = { format: 'jaeger', signal: 'traces' } as const;
  const first = await exported(plain, plain.path, order);
  const { outcome, path } = await imported(plain, first);
  expect(outcome).toMatchObject({ kind: 'done', format: 'jaeger-json', spans: 400, skipped: [] });
  const traces = (bytes: Buffer): unknown[] =>
    (JSON.parse(bytes.toString()) as { data: { traceID: string; spans: unknown[] }[] }).data
      .map(({ traceID, spans }) => ({ traceID, spans }))
      .toSorted((a, b) => (a.traceID < b.traceID ? -1 : 1));
  expect(traces(await exported(plain, path, order))).toEqual(traces(first));
});
