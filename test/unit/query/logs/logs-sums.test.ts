// Questions that add up: what they count is what a plain reading of all records counts, whatever was asked before.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { severityClass, type LogHistogram } from '../../../../src/contract/logs.ts';
import { textForm } from '../../../../src/contract/text-form.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import { seededRandom } from '../../../support/random.ts';
import { alive, run, TestRun, traceHex } from '../test-run.ts';
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

const random = seededRandom(11);
const logs: TestLog[] = Array.from({ length: 1000 }, (_, i) => randomLog(random, i));
const timed = (log: TestLog): boolean => timeOf(log) !== 0n;
let test: TestRun;

beforeAll(async () => {
  test = new TestRun();
  for (let i = 0; i < 5; i++) {
    if (i > 0) test.seal();
    await test.addLogBytes(logRequest(logs.slice(200 * i, 200 * i + 200)));
  }
});
afterAll(() => test.remove());

const methods = () => test.queries.methods;

function counted(histogram: LogHistogram, of: readonly TestLog[]): Uint32Array {
  const counts = new Uint32Array(histogram.counts.length);
  for (const log of of) {
    const at = 7 * Number((timeOf(log) - histogram.start) / histogram.width) + severityClass(log.severity);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('logs.histogram', () => {
  it('counts every record in its bucket and class', () => {
    for (const buckets of [2, 10, 60, 500]) {
      const histogram = methods()['logs.histogram']({ run, where: '', buckets }, alive);
      expect(histogram.buckets).toBeLessThanOrEqual(buckets);
      expect(histogram.counts).toEqual(counted(histogram, logs.filter(timed)));
      expect([histogram.total + histogram.outside, histogram.exact]).toEqual([1000, true]);
      expect(histogram.outside).toBe(logs.filter((log) => !timed(log)).length);
    }
  });

  it('adds up to the total of the list for any range', () => {
    for (let turn = 0; turn < 60; turn++) {
      const from = unixNanos(logStart + BigInt(random.below(9_000_000)) * 1000n);
      const to = unixNanos(from + BigInt(random.below(4_000_000)) * 1000n);
      const histogram = methods()['logs.histogram']({ run, where: '', from, to, buckets: 1 + random.below(80) }, alive);
      const within = logs.filter((log) => timeOf(log) >= from && timeOf(log) <= to);
      expect(histogram.counts).toEqual(counted(histogram, within));
      const list = methods()['logs.list']({ run, where: '', from, to, order: 'newest', limit: 1 }, alive);
      expect([histogram.total, histogram.outside]).toEqual([list.total, 0]);
      expect(histogram.start <= from && histogram.start + BigInt(histogram.buckets) * histogram.width > to).toBe(true);
    }
  });

  it('has an answer for a run without records', () => {
    const empty = new TestRun();
    const histogram = empty.queries.methods['logs.histogram']({ run, where: '', buckets: 50 }, alive);
    expect(histogram).toMatchObject({ total: 0, outside: 0, exact: true });
    empty.remove();
  });
});

function tally(texts: readonly (string | undefined)[]): { text: string; records: number }[] {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .map(([text, records]) => ({ text, records }))
    .sort((a, b) => b.records - a.records || (a.text < b.text ? -1 : 1));
}

const attribute = (log: TestLog, key: string) => log.attributes.find((one) => one.key === key)?.value;
const textOr = (value: Parameters<typeof textForm>[0]) => (value === undefined ? undefined : textForm(value));
const userId = ({ body }: TestLog) =>
  typeof body === 'object' && 'user' in body ? (body['user'] as { readonly id: bigint }).id : undefined;

describe('logs.facets', () => {
  it('counts services, severities, scopes, event names and the values of a field', () => {
    const cases: [string, (log: TestLog) => string | undefined][] = [
      ['http.route', (log) => textOr(attribute(log, 'http.route'))],
      ['log.user.name', (log) => textOr(attribute(log, 'user.name'))],
      ['n', (log) => textOr(attribute(log, 'n'))],
      ['resource.host.name', (log) => textOr(log.resource.find(({ key }) => key === 'host.name')?.value)],
      ['body.user.id', (log) => textOr(userId(log))],
      ['nothing', () => undefined],
    ];
    for (const [field, valueOf] of cases) {
      const facets = methods()['logs.facets']({ run, where: '', field }, alive);
      expect(facets.values).toEqual(tally(logs.map(valueOf)));
      expect([facets.exact, facets.valuesAreExact, facets.total]).toEqual([true, true, 1000]);
      expect(facets.services).toEqual(tally(logs.map((log) => log.service)));
      expect(facets.scopes).toEqual(tally(logs.map((log) => log.scope)));
      expect(facets.eventNames).toEqual(tally(logs.map((log) => (log.eventName === '' ? undefined : log.eventName))));
      expect([...facets.severities]).toEqual(
        Array.from({ length: 25 }, (_, severity) => logs.filter((log) => log.severity === severity).length),
      );
    }
  });

  it('counts within a range', () => {
    const [from, to] = [unixNanos(logStart + 2n * second), unixNanos(logStart + 5n * second)];
    const within = logs.filter((log) => timeOf(log) >= from && timeOf(log) <= to);
    const facets = methods()['logs.facets']({ run, where: '', from, to, field: 'n' }, alive);
    expect(facets.total).toBe(within.length);
    expect(facets.values).toEqual(tally(within.map((log) => textOr(attribute(log, 'n')))));
  });

  it('refuses what is no attribute', () => {
    for (const field of ['severity', '', 'a b', '='])
      expect(() => methods()['logs.facets']({ run, where: '', field }, alive)).toThrow(
        expect.objectContaining({ code: 'bad-request' }),
      );
  });
});

describe('logs.fields and logs.values', () => {
  it('name what there is, and read it', () => {
    const { fields } = methods()['logs.fields']({ run }, alive);
    expect(fields).toEqual([
      { field: 'http.route', of: 'log' },
      { field: 'n', of: 'log' },
      { field: 'user.name', of: 'log' },
      { field: 'body.list', of: 'body' },
      { field: 'body.message', of: 'body' },
      { field: 'body.user.id', of: 'body' },
      { field: 'resource.host.name', of: 'resource' },
      { field: 'resource.service.name', of: 'resource' },
    ]);
    const sequences = Float64Array.from({ length: 300 }, () => random.below(1000));
    const { values } = methods()['logs.values'](
      { run, sequences, fields: ['user.name', 'body.user.id', 'resource.service.name'] },
      alive,
    );
    const asked = [...sequences].map((sequence) => logs[sequence] as TestLog);
    expect(values).toEqual([
      asked.map((log) => textOr(attribute(log, 'user.name'))),
      asked.map((log) => textOr(userId(log))),
      asked.map((log) => log.service),
    ]);
  });

  it('read bodies that are JSON text', async () => {
    const other = new TestRun();
    const bodies = [
      '{"user":{"id":7},"a.b":[true,"x"]}',
      '{"broken',
      'plain',
      '[{"user":{"id":8}}]',
      '{"user":{"id":null}}',
    ];
    await other.addLogBytes(logRequest(bodies.map((body) => testLog({ body }))));
    const { values } = other.queries.methods['logs.values'](
      {
        run,
        sequences: Float64Array.from(bodies, (_, i) => i),
        fields: ['body.user.id', 'body.a.b.1', 'body.0.user.id'],
      },
      alive,
    );
    expect(values).toEqual([
      ['7', undefined, undefined, undefined, undefined],
      ['x', undefined, undefined, undefined, undefined],
      [undefined, undefined, undefined, '8', undefined],
    ]);
    other.remove();
  });
});

describe('trace.logs', () => {
  it('equals a reading of all records', () => {
    for (let trace = 1; trace <= 42; trace++) {
      const answer = methods()['trace.logs']({ run, traceId: traceHex(trace) }, alive);
      expect(sequencesOf(answer)).toEqual(inOrder(logs, (log) => log.traceId === traceHex(trace)));
      expect(answer.total).toBe(answer.rows);
      const { cursor: _, ...marks } = methods()['trace.logMarks']({ run, traceId: traceHex(trace) }, alive);
      const { rows, time, severity, spanIds, total } = answer;
      expect(marks).toEqual({ rows, time, severity, spanIds, total });
    }
  });
});
