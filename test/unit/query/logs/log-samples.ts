// Log records for the tests of query/logs: plain objects, random ones among them, and what the answers should be by a
// plain reading of all records.
import type { LogColumns } from '../../../../src/contract/logs.ts';
import type { LogGroup, LogItem } from '../../../../src/contract/otlp-records.ts';
import { unixNanos } from '../../../../src/contract/time.ts';
import type { Attribute } from '../../../../src/contract/values.ts';
import { encodeOtlpProtobuf } from '../../../../src/main/encode/otlp-protobuf.ts';
import type { Random } from '../../../support/random.ts';
import { attributes, spanHex, traceHex } from '../test-run.ts';

/** 2026-01-01T00:00:00Z. */
export const logStart = 1_767_225_600_000_000_000n;
export const second = 1_000_000_000n;

/** A record with its origin, as one line of a test. */
export interface TestLog extends LogItem {
  readonly service: string;
  readonly scope: string;
  readonly resource: readonly Attribute[];
}

export function testLog(more: Partial<Omit<TestLog, 'time'>> & { readonly time?: bigint } = {}): TestLog {
  return {
    observed: unixNanos(0n),
    severity: 9,
    severityText: 'INFO',
    body: 'hello',
    attributes: [],
    droppedAttributes: 0,
    flags: 0,
    traceId: undefined,
    spanId: undefined,
    eventName: '',
    service: 'api',
    scope: 'main',
    resource: [],
    ...more,
    time: unixNanos(more.time ?? logStart),
  };
}

/** One group per record, so that the order of arrival is the order given. */
export function logRequest(logs: readonly TestLog[]): Uint8Array {
  return encodeOtlpProtobuf(
    logs.map((log): LogGroup => ({
      signal: 'logs',
      resource: {
        attributes: [...attributes({ 'service.name': log.service }), ...log.resource],
        droppedAttributes: 0,
        schemaUrl: '',
      },
      scope: { name: log.scope, version: '1', attributes: [], droppedAttributes: 0, schemaUrl: '' },
      items: [log],
    })),
  );
}

/** What records are ordered by. */
export function timeOf(log: TestLog): bigint {
  return log.time === 0n ? log.observed : log.time;
}

/** Sequences of records that `keep` admits, oldest first. */
export function inOrder(logs: readonly TestLog[], keep: (log: TestLog, sequence: number) => boolean): number[] {
  return logs
    .map((log, sequence) => ({ log, sequence }))
    .filter(({ log, sequence }) => keep(log, sequence))
    .sort((a, b) =>
      timeOf(a.log) === timeOf(b.log) ? a.sequence - b.sequence : timeOf(a.log) < timeOf(b.log) ? -1 : 1,
    )
    .map(({ sequence }) => sequence);
}

export const sequencesOf = ({ sequence }: LogColumns): number[] => [...sequence];

const words = ['Order', 'payment', 'Zahlung für Ümlaut', 'timeout', 'retry', 'cache', 'ΣΊΣΥΦΟΣ', 'x'];

/** Times overlap widely between neighbours; some records have none of their own, few have none at all. */
export function randomLog(random: Random, i: number): TestLog {
  const time = logStart + BigInt(i) * 10_000_000n + BigInt(random.below(4000)) * 1_000_000n;
  const timed = random.below(10);
  const traced = random.below(3) === 0;
  const text = `${random.pick(words)} ${random.below(1000)} ${random.pick(words)}`;
  return testLog({
    time: timed === 0 ? 0n : time,
    observed: unixNanos(timed === 0 && random.below(20) === 0 ? 0n : time + 5n),
    severity: random.below(25),
    severityText: random.pick(['', 'INFO', 'warning']),
    body: random.below(5) === 0 ? { message: text, user: { id: BigInt(random.below(50)) }, list: [1n, 'Zwei'] } : text,
    attributes: attributes({
      'http.route': random.pick(['/v1/orders', '/v1/pay']),
      n: BigInt(random.below(100)),
      ...(random.below(4) === 0 ? { 'user.name': random.pick(['Ada', 'Grace']) } : {}),
    }),
    traceId: traced ? traceHex(1 + random.below(40)) : undefined,
    spanId: traced ? spanHex(1 + random.below(40)) : undefined,
    eventName: random.below(10) === 0 ? 'user.login' : '',
    service: random.pick(['api', 'worker', 'db']),
    scope: random.pick(['main', 'http']),
    resource: random.below(2) === 0 ? attributes({ 'host.name': random.pick(['h1', 'h2']) }) : [],
  });
}
