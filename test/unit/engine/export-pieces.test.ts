// Exports of a run of random telemetry come back equal: every field, duplicates and resent copies included.
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportOrder } from '../../../src/contract/exports.ts';
import { runId, type TraceId } from '../../../src/contract/ids.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { exportPieces } from '../../../src/main/engine/export-pieces.ts';
import { logsType, tracesType } from '../../support/otlp-oracle.ts';
import { makeLogRequest, makeTraceRequest } from '../../support/otlp-payloads.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { RunFile } from '../../support/run-file.ts';
import { dumpRequest, dumpRun } from '../../support/telemetry-dump.ts';

const file = new RunFile();
const sent = { traces: [] as string[], logs: [] as string[] };

async function send(signal: 'traces' | 'logs', bytes: Uint8Array, sender?: string): Promise<void> {
  await file.add(signal, bytes, sender);
  sent[signal].push(...dumpRequest(signal, bytes));
}

beforeAll(async () => {
  const random = seededRandom(31);
  for (let round = 0; round < 60; round++) {
    const spans = tracesType.encode(tracesType.fromObject(randomTraces(random))).finish();
    const logs = logsType.encode(logsType.fromObject(randomLogs(random))).finish();
    await send('traces', spans, `pid:${round % 3}`);
    await send('logs', logs, `pid:${round % 2}`);
    // Sent again: both copies are kept.
    if (round % 10 === 0) await send('traces', spans, 'pid:9');
    if (round === 20) file.seal();
  }
  await send('traces', makeTraceRequest({ seed: 3, spans: 3000 }));
  await send('logs', makeLogRequest({ seed: 4, records: 3000 }));
  file.seal();
  const spans = tracesType.encode(tracesType.fromObject(randomTraces(random))).finish();
  await send('traces', spans);
  await send('logs', logsType.encode(logsType.fromObject(randomLogs(random))).finish());
  sent.traces.sort();
  sent.logs.sort();
});
afterAll(() => file.remove());

async function exported(order: Partial<ExportOrder>): Promise<Buffer> {
  const whole: ExportOrder = {
    run: runId('test'),
    what: { kind: 'run' },
    format: 'otlp-json',
    signal: 'traces',
    gzip: false,
    redact: '',
    ...order,
  };
  const pieces: Uint8Array[] = [];
  const job = { order: whole, path: file.path, workFolder: join(file.folder, 'work') };
  for await (const { bytes } of exportPieces(job, () => undefined)) pieces.push(bytes);
  return Buffer.concat(pieces);
}

describe('a run comes back equal', () => {
  test.each(['traces', 'logs'] as const)('from its own records: %s', (signal) => {
    expect(dumpRun(signal, file.path)).toEqual(sent[signal]);
  });

  test.each(['traces', 'logs'] as const)('as OTLP protobuf: %s', async (signal) => {
    expect(dumpRequest(signal, await exported({ format: 'otlp-protobuf', signal }))).toEqual(sent[signal]);
  });

  test.each(['traces', 'logs'] as const)('as one OTLP JSON document: %s', async (signal) => {
    const bytes = await exported({ format: 'otlp-json', signal });
    expect(Object.keys(JSON.parse(bytes.toString()) as object)).toEqual([
      signal === 'traces' ? 'resourceSpans' : 'resourceLogs',
    ]);
    expect(dumpRequest(signal, bytes, 'json')).toEqual(sent[signal]);
  });

  test('as OTLP JSON lines, compressed', async () => {
    const lines = gunzipSync(await exported({ format: 'otlp-jsonl', signal: 'all', gzip: true }))
      .toString()
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(4);
    const of = (signal: 'traces' | 'logs', start: string): string[] =>
      lines
        .filter((line) => line.startsWith(start))
        .flatMap((line) => dumpRequest(signal, Buffer.from(line), 'json'))
        .toSorted();
    expect(of('traces', '{"resourceSpans":[')).toEqual(sent.traces);
    expect(of('logs', '{"resourceLogs":[')).toEqual(sent.logs);
  });

  test.each([
    ['copied', ''],
    ['written anew', 'remove any no.such.key'],
  ])('as a run file, %s', async (_, redact) => {
    const path = join(file.folder, 'copy.otter');
    writeFileSync(path, await exported({ format: 'otter', signal: 'all', redact }));
    expect(dumpRun('traces', path)).toEqual(sent.traces);
    expect(dumpRun('logs', path)).toEqual(sent.logs);
  });
});

const parse = (dumps: readonly string[]): { traceId: string; service?: string; severity: number; time: string }[] =>
  dumps.map((one) => JSON.parse(one) as never);

describe('what a search selects', () => {
  test('traces come out whole', async () => {
    const what = { kind: 'search', where: 'service = gateway' } as const;
    const found = parse(dumpRequest('traces', await exported({ format: 'otlp-protobuf', what })));
    const ids = new Set(found.map(({ traceId }) => traceId));
    const all = parse(sent.traces);
    const wanted = new Set(
      all.filter((span) => JSON.stringify(span).includes('"service":"gateway"')).map(({ traceId }) => traceId),
    );
    expect(wanted.size).toBeGreaterThan(10);
    expect(wanted.size).toBeLessThan(new Set(all.map(({ traceId }) => traceId)).size);
    expect(ids).toEqual(wanted);
    expect(found).toHaveLength(all.filter(({ traceId }) => wanted.has(traceId)).length);
  });

  test('log records come out one by one, within the times', async () => {
    const times = parse(sent.logs)
      .map(({ time }) => BigInt(time))
      .toSorted((a, b) => (a < b ? -1 : 1));
    const from = unixNanos(times[Math.floor(times.length / 2)] as bigint);
    const what = { kind: 'search', where: 'severity >= 17', from } as const;
    const found = dumpRequest('logs', await exported({ format: 'otlp-protobuf', signal: 'logs', what }));
    const wanted = sent.logs.filter((one) => {
      const { severity, time, observed } = JSON.parse(one) as { severity: number; time: string; observed: string };
      return severity >= 17 && BigInt(time === '0' ? observed : time) >= from;
    });
    expect(wanted.length).toBeGreaterThan(10);
    expect(found).toEqual(wanted);
  });

  test('a text that cannot be read is refused', async () => {
    const what = { kind: 'search', where: 'service = ' } as const;
    await expect(exported({ what })).rejects.toMatchObject({ code: 'bad-request' });
    await expect(exported({ what, signal: 'logs' })).rejects.toMatchObject({ code: 'bad-request' });
  });
});

test('traces of a selection, and nothing else', async () => {
  const ids = [...new Set(parse(sent.traces).map(({ traceId }) => traceId))].slice(3, 40) as TraceId[];
  const what = { kind: 'traces', traceIds: ids } as const;
  const found = dumpRequest('traces', await exported({ format: 'otlp-json', what }), 'json');
  expect(found).toEqual(sent.traces.filter((one) => ids.some((id) => one.includes(`"traceId":"${id}","spanId"`))));
});
