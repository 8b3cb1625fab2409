// Metrics on their way into the live run: what a sender is told of points that are left out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { runId } from '../../../src/contract/ids.ts';
import type { Receipt, Signal } from '../../../src/contract/ingest.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createJournalDecoder } from '../../../src/main/engine/decode-journal.ts';
import { createMasking } from '../../../src/main/engine/masking.ts';
import { createNoiseFilter } from '../../../src/main/engine/noise-filter.ts';
import { createPayloadSink } from '../../../src/main/engine/payload-sink.ts';
import { takeOtlpProfiles } from '../../../src/main/engine/profile-intake.ts';
import { openRunWriter } from '../../../src/main/store/writer.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function newSink(): (written: string, signal?: Signal) => Promise<Receipt> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-sink-'));
  const writer = openRunWriter(join(folder, 'run.otter'), {
    create: { id: runId('run'), name: '', startedAt: unixNanos(1n), host: 'h', appVersion: '0' },
    durability: 'normal',
    maxRunBytes: 0,
    decodeJournal: createJournalDecoder(),
  });
  ends.push(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });
  const sink = createPayloadSink({
    writer: () => writer,
    present: () => true,
    report: () => undefined,
    noise: createNoiseFilter(() => undefined),
    masking: createMasking({ secret: 'key', keys: [] }),
    takeProfiles: ({ bytes, encoding, receivedAt }) =>
      Promise.resolve(
        takeOtlpProfiles({ bytes, encoding, sender: 'pid:1', receivedAt, masking: { secret: 'key', keys: [] } }),
      ),
  });
  return (written, signal = 'metrics') =>
    sink({
      signal,
      encoding: 'json',
      transport: 'http',
      bytes: new TextEncoder().encode(written),
      sender: { id: 'pid:1', address: '127.0.0.1' },
      receivedAt: unixNanos(1_700_000_000_000_000_000n),
    });
}

const gauge = (...points: readonly string[]): string =>
  `{"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
    "scopeMetrics":[{"metrics":[{"name":"queue.length","gauge":{"dataPoints":[${points.join(',')}]}}]}]}]}`;
const point = (second: number, value: number): string => `{"timeUnixNano":"${second}000000000","asInt":"${value}"}`;

it('points are accepted, and one that comes again is as good as stored', async () => {
  const send = newSink();
  const stored = { kind: 'stored', accepted: 2, rejected: 0, message: '', rejections: [], services: ['shop'] };
  expect(await send(gauge(point(5, 1), point(6, 2)))).toMatchObject(stored);
  expect(await send(gauge(point(6, 2), point(7, 2)))).toMatchObject(stored);
});

it('points that come too late, or differ from one of the same time, are rejected with words', async () => {
  const send = newSink();
  await send(gauge(point(5, 1), point(6, 2)));
  const receipt = await send(gauge(point(6, 3), point(5, 1), point(7, 4), '{"timeUnixNano":"8000000000"}'));
  expect(receipt).toMatchObject({ kind: 'stored', accepted: 1, rejected: 3 });
  const { message, rejections } = receipt as Extract<Receipt, { kind: 'stored' }>;
  expect(message).toMatch(
    /dataPoints\[3\].*: a point without a value; 2 of 3 data points are not stored: queue\.length/,
  );
  expect(message).toContain('was sent before with another value');
  expect(message).toContain('is older than the latest sample of its series');
  expect(rejections).toHaveLength(2);
});

it('a broken request is refused with its place', async () => {
  const send = newSink();
  expect(await send('{"resourceMetrics":[{"scopeMetrics":5}]}')).toMatchObject({
    kind: 'refused',
    rejections: [{ field: 'resourceMetrics[0].scopeMetrics' }],
  });
});
