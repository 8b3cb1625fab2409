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
import { logsType, tracesType } from '../../support/otlp-oracle.ts';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import { shareIds, withBrokenText } from '../../support/odd-telemetry.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpRun } from '../../support/telemetry-dump.ts';

const file = new RunFile();
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
    if (round === 20) file.seal();
  }
  await file.add('traces', makeTraceRequest({ seed: 3, spans: 2000 }));
  await file.add('logs', makeLogRequest({ seed: 4, records: 1500 }));
  await plain.add('traces', makeTraceRequest({ seed: 5, spans: 400 }));
}, 60_000);
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
        host: 'here',
        version: 'test',
      },
    },
    {
      sendLive: () => Promise.reject(new Error('nothing goes into a live run')),
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
  ['an Otterscope run, copied', { format: 'otter' }],
  ['an Otterscope run, written anew', { format: 'otter', redact: 'remove any no.such.key' }],
])('%s', { timeout: 60_000 }, async (_name, order) => {
  const { outcome, path } = await imported(file, await exported(file, file.path, order));
  expect(outcome).toMatchObject({ kind: 'done', skipped: [], kept: true });
  const signals = order.signal === undefined || order.signal === 'all' ? (['traces', 'logs'] as const) : [order.signal];
  for (const signal of signals) expect(dumpRun(signal, path)).toEqual(dumpRun(signal, file.path));
});

test('Jaeger JSON says the same when it goes out again', { timeout: 60_000 }, async () => {
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
