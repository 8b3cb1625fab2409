// The trace list the slow way: all spans as objects, every condition tried on every span.
import type { Attribute, AttributeValue } from '../../../src/contract/values.ts';
import type { Random } from '../../support/random.ts';
import { attributes, spanHex, traceHex, type TestSpan } from './test-run.ts';
import type { Conditions } from '../../support/trace-filter.ts';

export const testStart = 1_760_000_000_000_000_000n;

function textOf(value: AttributeValue): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object') return value === undefined ? '' : String(value);
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));
}

function serviceOf(span: TestSpan): string {
  return String(span.resource.find((one) => one.key === 'service.name')?.value ?? 'unknown_service');
}

/** By status code or a sender's habit. */
export function hasFailed({ status = 0, message = '', events = [], attributes: own = [] }: TestSpan): boolean {
  const has = (key: string, ...wanted: readonly AttributeValue[]): boolean =>
    own.some((one) => one.key === key && wanted.includes(one.value));
  const marked =
    own.some(({ key }) => key === '__autotraced__') &&
    own.some(({ key, value }) => key === 'error' && typeof value === 'string' && value !== '');
  const raised = status !== 1 && events.some(({ name }) => name === 'exception');
  return (
    status === 2 ||
    (status === 0 && message === 'error') ||
    raised ||
    has('error', true, 'true') ||
    has('request_status', 'error') ||
    marked
  );
}

function spanMatches(span: TestSpan, filter: Conditions): boolean {
  const events = span.events ?? [];
  const own: Attribute[] = [
    ...(span.attributes ?? []),
    ...events.flatMap((event) => event.attributes ?? []),
    ...span.resource,
  ];
  if (filter.service !== undefined && serviceOf(span) !== filter.service) return false;
  if (filter.operation !== undefined && span.name !== filter.operation) return false;
  const everywhere = [...own, ...(span.scope?.attributes ?? [])];
  for (const { key, value } of filter.attributes ?? []) {
    if (!everywhere.some((one) => one.key === key && textOf(one.value) === value)) return false;
  }
  const needle = (filter.text ?? '').trim().toLowerCase();
  const texts = [
    span.name,
    span.message ?? '',
    ...events.map((event) => event.name),
    ...own.map((one) => textOf(one.value)),
  ];
  return needle === '' || texts.some((text) => text.toLowerCase().includes(needle));
}

export interface OracleTrace {
  readonly traceId: string;
  readonly start: bigint;
  readonly duration: bigint;
  readonly spans: number;
  readonly errors: number;
}

/** Newest first; equal microseconds in order of arrival. */
export function oracleList(spans: readonly TestSpan[], filter: Conditions): OracleTrace[] {
  const byTrace = Map.groupBy(spans, (span) => span.traceId);
  const found: OracleTrace[] = [];
  for (const [traceId, own] of byTrace) {
    const start = own.map((span) => span.start).reduce((a, b) => (b < a ? b : a));
    const end = own.map((span) => (span.end > span.start ? span.end : span.start)).reduce((a, b) => (b > a ? b : a));
    const duration = end - start;
    const errors = own.filter((span) => hasFailed(span)).length;
    if (filter.minDuration !== undefined && duration < filter.minDuration) continue;
    if (filter.maxDuration !== undefined && duration > filter.maxDuration) continue;
    if (filter.errors !== undefined && errors > 0 !== filter.errors) continue;
    if (filter.from !== undefined && start / 1000n < filter.from / 1000n) continue;
    if (filter.to !== undefined && start / 1000n > filter.to / 1000n) continue;
    if (!own.some((span) => spanMatches(span, filter))) continue;
    found.push({ traceId, start, duration, spans: own.length, errors });
  }
  return found.toSorted((a, b) => Number(b.start / 1000n - a.start / 1000n));
}

const services = ['api', 'db', 'mail'];
const names = ['GET /', 'POST /cart', 'query', 'Ünïcode'];
const values: readonly AttributeValue[] = [
  'red',
  'Blue',
  200n,
  -7n,
  0.5,
  1.0,
  true,
  false,
  undefined,
  new Uint8Array([1, 2]),
  ['red', 1n],
  { deep: { colour: 'red' } },
];

/** Spans of `count` traces, shuffled as if they came from many senders, some late by much. */
export function randomTraces(random: Random, first: number, count: number): TestSpan[] {
  const spans: TestSpan[] = [];
  for (let trace = first; trace < first + count; trace++) {
    const size = 1 + random.below(6);
    const start = testStart + BigInt(random.below(400)) * 1_000_000n;
    for (let i = 0; i < size; i++) spans.push(randomSpan(random, trace, i, start));
  }
  for (let i = spans.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [spans[i], spans[j]] = [spans[j] as TestSpan, spans[i] as TestSpan];
  }
  return spans;
}

function randomSpan(random: Random, trace: number, index: number, traceStart: bigint): TestSpan {
  const start = traceStart + BigInt(random.below(50) * 500_000) + BigInt(random.below(900));
  const value = random.pick(values);
  return {
    traceId: traceHex(trace + 1),
    spanId: spanHex(trace * 100 + index + 1),
    parentId: index === 0 ? '' : spanHex(trace * 100 + 1 + random.below(index)),
    name: random.pick(names),
    start,
    end: start + BigInt(random.below(2) === 0 ? random.below(2_000) : random.below(40_000_000)),
    status: random.below(12) === 0 ? 2 : 0,
    message: random.below(10) === 0 ? 'Boom happened' : '',
    attributes: attributes({ [random.pick(['k', 'colour', 'http.status_code'])]: value }),
    events:
      random.below(4) === 0
        ? [
            {
              time: start,
              name: random.pick(['retry', 'exception']),
              attributes: attributes({ k: random.pick(values) }),
            },
          ]
        : [],
    resource: attributes({ 'service.name': random.pick(services), 'host.name': random.pick(['one', 'two']) }),
    scope: { name: 'lib', attributes: attributes({ k: random.pick(['scoped', 'red']) }) },
  };
}

/** Any combination of conditions, most of them with few answers. */
export function randomFilter(random: Random): Conditions {
  const maybe = <T>(chance: number, value: () => T): T | undefined => (random.next() < chance ? value() : undefined);
  const texts = ['red', '200', 'tru', 'boom', 'retry', 'ün', 'deep', 'nothing at all', '  ', 'one', '0.5', 'AQI', '-7'];
  return {
    service: maybe(0.3, () => random.pick([...services, 'nobody'])),
    operation: maybe(0.2, () => random.pick([...names, 'nothing'])),
    minDuration: maybe(0.2, () => BigInt(random.below(30_000_000))),
    maxDuration: maybe(0.2, () => BigInt(random.below(40_000_000))),
    errors: maybe(0.2, () => random.next() < 0.5),
    attributes: maybe(0.25, () =>
      Array.from({ length: 1 + random.below(2) }, () => ({
        key: random.pick(['k', 'colour', 'http.status_code', 'host.name']),
        value: random.pick([...values.map(textOf), 'one', 'scoped']),
      })),
    ),
    text: maybe(0.2, () => random.pick(texts)),
    from: maybe(0.15, () => testStart + BigInt(random.below(300)) * 1_000_000n),
    to: maybe(0.15, () => testStart + BigInt(100 + random.below(300)) * 1_000_000n),
  };
}
