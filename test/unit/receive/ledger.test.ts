import { expect, test } from 'vitest';
import type { IngestRecord } from '../../../src/contract/ingest.ts';
import { unixNanos } from '../../../src/contract/time.ts';
import { createGate } from '../../../src/main/receive/gate.ts';
import { createLedger } from '../../../src/main/receive/ledger.ts';

function entry(sender: string, more: Partial<IngestRecord> = {}): Omit<IngestRecord, 'sequence'> {
  return {
    at: unixNanos(7n),
    transport: 'http',
    signal: 'traces',
    method: 'POST',
    path: '/v1/traces',
    encoding: 'json',
    compression: 'identity',
    sender: { id: sender, address: '127.0.0.1' },
    userAgent: '',
    services: [],
    wireBytes: 10,
    bodyBytes: 20,
    accepted: 3,
    rejected: 0,
    ignored: 0,
    status: 200,
    outcome: 'stored',
    message: '',
    rejections: [],
    durationMicros: 1,
    ...more,
  };
}

test('the last 500 are kept, newest first', () => {
  const ledger = createLedger();
  for (let i = 0; i < 600; i++) ledger.add(entry('a'));
  const records = ledger.records(1000);
  expect(records).toHaveLength(500);
  expect(records[0]?.sequence).toBe(600);
  expect(records.at(-1)?.sequence).toBe(101);
  expect(ledger.records(3).map(({ sequence }) => sequence)).toEqual([600, 599, 598]);
});

test('a quiet sender keeps its last 50 beside a chatty one', () => {
  const ledger = createLedger();
  for (let i = 0; i < 60; i++) ledger.add(entry('quiet'));
  for (let i = 0; i < 2000; i++) ledger.add(entry('chatty'));
  const quiet = ledger.records(1000).filter(({ sender }) => sender.id === 'quiet');
  expect(quiet.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, index) => 60 - index));
});

test('memory is bounded by the number of senders too', () => {
  const ledger = createLedger();
  for (let i = 0; i < 5000; i++) ledger.add(entry(`sender ${i}`));
  expect(ledger.records(10_000)).toHaveLength(500);
});

test('totals count by signal and outcome', () => {
  const ledger = createLedger();
  ledger.add(entry('a', { rejected: 2, outcome: 'partial' }));
  ledger.add(entry('a', { signal: 'logs', accepted: 5 }));
  ledger.add(entry('a', { signal: 'metrics', accepted: 7 }));
  ledger.add(entry('a', { outcome: 'busy', accepted: 0 }));
  ledger.add(entry('a', { outcome: 'refused', accepted: 0 }));
  ledger.add(entry('a', { outcome: 'protocol-error', accepted: 0, at: unixNanos(9n) }));
  expect(ledger.totals()).toEqual({
    requests: 6,
    spans: 3,
    logs: 5,
    samples: 7,
    rejected: 2,
    ignored: 0,
    refused: 2,
    busy: 1,
    bytes: 60,
    lastAt: 9n,
  });
});

test('a gate counts, refuses, and lets go exactly once', async () => {
  const gate = createGate(2, 100);
  const first = gate.enter();
  const second = gate.enter();
  expect(gate.enter()).toBeUndefined();
  expect(first?.grow(90)).toBe(true);
  expect(second?.grow(20)).toBe(false);
  expect(first?.grow(500)).toBe(true);
  first?.leave();
  first?.leave();
  const third = gate.enter();
  expect([third === undefined, gate.enter()]).toEqual([false, undefined]);
  expect([second?.grow(20), third?.grow(80), third?.grow(1)]).toEqual([true, true, false]);
  third?.leave();
  const idle = gate.idle();
  second?.leave();
  await idle;
  gate.shut();
  expect(gate.enter()).toBeUndefined();
});
