// Pages of log records on real run files: their order, cursors, and that addresses hold when the journal becomes a block.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogKey, LogListRequest } from '../../../../src/contract/logs.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { seededRandom } from '../../../support/random.ts';
import { alive, run, TestRun } from '../test-run.ts';
import {
  inOrder,
  logRequest,
  logStart,
  randomLog,
  second,
  sequencesOf,
  testLog,
  timeOf,
  type TestLog,
} from './log-samples.ts';

const random = seededRandom(7);
const logs: TestLog[] = Array.from({ length: 900 }, (_, i) => randomLog(random, i));
let test: TestRun;

beforeAll(async () => {
  test = new TestRun();
  // Four blocks and a head, all overlapping in time.
  for (let i = 0; i < 5; i++) {
    if (i > 0) test.seal();
    await test.addLogBytes(logRequest(logs.slice(180 * i, 180 * i + 100)));
    await test.addLogBytes(logRequest(logs.slice(180 * i + 100, 180 * i + 180)));
  }
});
afterAll(() => test.remove());

const list = (request: Partial<Omit<LogListRequest, 'run'>>) =>
  test.queries.methods['logs.list']({ run, where: '', order: 'newest', limit: 1000, ...request }, alive);
const keyOf = (sequence: number): LogKey => ({ time: unixNanos(timeOf(logs[sequence] as TestLog)), sequence });

describe('logs.list', () => {
  it('answers everything in the order of time, records without one by when they were observed', () => {
    const all = inOrder(logs, () => true);
    const answer = list({});
    expect(sequencesOf(answer)).toEqual(all.toReversed());
    expect([answer.total, answer.totalIs, answer.more]).toEqual([900, 'exact', false]);
    expect([...answer.time]).toEqual(all.toReversed().map((sequence) => timeOf(logs[sequence] as TestLog)));
    expect(sequencesOf(list({ order: 'oldest' }))).toEqual(all);
  });

  it.each(['newest', 'oldest'] as const)('gives every record once over pages of any size, %s first', (order) => {
    for (const limit of [1, 7, 150]) {
      const seen: number[] = [];
      let page: LogKey | undefined;
      for (let turn = 0; turn < 900 / limit + 1; turn++) {
        const answer = list({ order, limit, ...(order === 'newest' ? { before: page } : { after: page }) });
        seen.push(...sequencesOf(answer));
        if (!answer.more) break;
        page = keyOf(seen.at(-1) as number);
      }
      const all = inOrder(logs, () => true);
      expect(seen).toEqual(order === 'newest' ? all.toReversed() : all);
    }
  });

  it('keeps to the asked times and places', () => {
    for (let turn = 0; turn < 50; turn++) {
      const from = unixNanos(logStart + BigInt(random.below(9000)) * 1_000_000n);
      const to = unixNanos(from + BigInt(random.below(4000)) * 1_000_000n);
      const [low, high] = [keyOf(random.below(900)), keyOf(random.below(900))];
      const within = (log: TestLog) => timeOf(log) >= from && timeOf(log) <= to;
      const beyond = (log: TestLog, sequence: number, key: LogKey) =>
        timeOf(log) > key.time || (timeOf(log) === key.time && sequence > key.sequence);
      const wanted = inOrder(
        logs,
        (log, sequence) =>
          within(log) && beyond(log, sequence, low) && !beyond(log, sequence, high) && sequence !== high.sequence,
      );
      const answer = list({ from, to, after: low, before: high, order: 'oldest' });
      expect(sequencesOf(answer)).toEqual(wanted);
      expect(answer.total).toBe(inOrder(logs, within).length);
      expect(answer.totalIs).toBe('exact');
    }
  });

  it('says of each row what was sent', () => {
    const answer = list({ order: 'oldest', limit: 300 });
    for (let row = 0; row < answer.rows; row++) {
      const log = logs[answer.sequence[row] as number] as TestLog;
      const text = (ids: Uint32Array) => answer.texts[ids[row] as number];
      expect(answer.severity[row]).toBe(log.severity);
      expect([text(answer.severityText), text(answer.service), text(answer.scope), text(answer.eventName)]).toEqual([
        log.severityText,
        log.service,
        log.scope,
        log.eventName,
      ]);
      if (typeof log.body === 'string') expect(answer.body[row]).toBe(log.body);
      else expect(answer.body[row]).toContain('"message":');
      expect(answer.bodyLength[row]).toBe(answer.body[row]?.length);
      expect(Buffer.from(answer.traceIds.subarray(16 * row, 16 * row + 16)).toString('hex')).toBe(
        log.traceId ?? '0'.repeat(32),
      );
      expect(answer.observed[row]).toBe(log.observed);
    }
  });
});

describe('the address of a record', () => {
  it('is the same in the journal and in the block, while pages go on', async () => {
    const other = new TestRun();
    const records = Array.from({ length: 40 }, (_, i) =>
      testLog({ time: logStart + BigInt(i % 7) * second, body: `n ${i}` }),
    );
    const ask = (request: Partial<LogListRequest>) =>
      other.queries.methods['logs.list']({ run, where: '', order: 'newest', limit: 10, ...request }, alive);
    await other.addLogBytes(logRequest(records.slice(0, 25)));
    const first = ask({});
    const names = [...first.body];
    const page = { time: unixNanos(first.time[9] as bigint), sequence: first.sequence[9] as number };
    const wanted = [...ask({ before: page }).body];
    other.seal();
    await other.addLogBytes(logRequest(records.slice(25)));
    expect([...ask({ before: page, to: unixNanos(logStart + 60n * second) }).body].length).toBe(10);
    for (const [row, sequence] of sequencesOf(first).entries()) {
      const record = other.queries.methods['logs.record']({ run, sequence }, alive);
      expect(record.body).toBe(names[row]);
    }
    const older = ask({ before: page, limit: 1000 }).body.filter((body) => Number(body.slice(2)) < 25);
    expect(older.slice(0, wanted.length)).toEqual(wanted);
    expect(() => other.queries.methods['logs.record']({ run, sequence: 40 }, alive)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    other.remove();
  });
});

describe('logs.record', () => {
  it('tells everything that was sent', () => {
    for (let sequence = 0; sequence < 900; sequence += 13) {
      const log = logs[sequence] as TestLog;
      const record = test.queries.methods['logs.record']({ run, sequence }, alive);
      expect(record).toMatchObject({
        sequence,
        time: timeOf(log),
        sentTime: log.time,
        body: log.body,
        severity: log.severity,
        traceId: log.traceId,
        spanId: log.spanId,
        eventName: log.eventName,
        resource: { service: log.service },
        scope: { name: log.scope, version: '1' },
      });
      expect(Object.fromEntries(record.attributes.map(({ key, value }) => [key, value]))).toEqual(
        Object.fromEntries(log.attributes.map(({ key, value }) => [key, value])),
      );
    }
  });
});

describe('logs.context', () => {
  it.each(['all', 'service', 'resource'] as const)('gives the neighbours in time of the same origin (%s)', (of) => {
    for (let sequence = 3; sequence < 900; sequence += 97) {
      const own = logs[sequence] as TestLog;
      const same = inOrder(
        logs,
        (log) =>
          of === 'all' ||
          (log.service === own.service &&
            (of === 'service' || JSON.stringify(log.resource) === JSON.stringify(own.resource))),
      );
      const at = same.indexOf(sequence);
      const answer = test.queries.methods['logs.context']({ run, sequence, before: 5, after: 3, of }, alive);
      expect(sequencesOf(answer)).toEqual(same.slice(Math.max(0, at - 5), at + 4));
      expect(answer.sequence[answer.row]).toBe(sequence);
    }
  });
});

describe('logs.tail', () => {
  it('gives each record once in order of arrival, and counts what it leaves out', async () => {
    const other = new TestRun();
    const tail = (after: number | undefined, limit: number) =>
      other.queries.methods['logs.tail']({ run, where: '', after, limit }, alive);
    expect(tail(undefined, 10)).toMatchObject({ rows: 0, next: 0, skipped: 0 });
    await other.addLogBytes(logRequest(logs.slice(0, 30)));
    const first = tail(undefined, 10);
    expect(sequencesOf(first)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
    expect([first.next, first.skipped]).toEqual([30, 0]);
    other.seal();
    await other.addLogBytes(logRequest(logs.slice(30, 45)));
    other.seal();
    await other.addLogBytes(logRequest(logs.slice(45, 50)));
    const next = tail(first.next, 8);
    expect(sequencesOf(next)).toEqual([42, 43, 44, 45, 46, 47, 48, 49]);
    expect([next.next, next.skipped]).toEqual([50, 12]);
    expect(tail(50, 8)).toMatchObject({ rows: 0, next: 50, skipped: 0 });
    other.remove();
  });
});
