// Spans with everything that a search can ask for, in all the forms that values come in.
import type { Attribute, AttributeValue } from '../../../../src/contract/values.ts';
import type { Random } from '../../../support/random.ts';
import { attributes, spanHex, traceHex, type TestSpan } from '../test-run.ts';

/** 2026-01-31T00:00:00Z */
export const randomStart = 1_769_817_600_000_000_000n;

const values: readonly AttributeValue[] = [
  'red',
  'Red',
  'Blue',
  'grün',
  'a b',
  '200',
  '200.0',
  '0.5',
  '1e2',
  '250ms',
  '10KB',
  '2026-01-31',
  'true',
  '',
  200n,
  -7n,
  0n,
  1n,
  9007199254740993n,
  -9007199254740993n,
  0.25,
  0.5,
  1,
  200,
  Number.NaN,
  Infinity,
  -0,
  true,
  false,
  undefined,
  new Uint8Array([1, 2]),
  new Uint8Array(0),
  ['red', 1n],
  [],
  { deep: { colour: 'red' } },
];
const keys = ['k', 'colour', 'latency_ms', 'wait', 'size', 'when', 'big', 'duration', 'Ünï'];

export function randomSpans(random: Random, first: number, traces: number): TestSpan[] {
  const spans: TestSpan[] = [];
  for (let trace = first; trace < first + traces; trace++) {
    const size = 1 + random.below(5);
    const start = randomStart + BigInt(random.below(300)) * 1_000_000n;
    for (let i = 0; i < size; i++) spans.push(randomSpan(random, trace, i, start));
  }
  return spans
    .map((span) => ({ span, key: random.next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ span }) => span);
}

const someAttributes = (random: Random, most: number): Attribute[] =>
  Array.from({ length: random.below(most + 1) }, () => ({ key: random.pick(keys), value: random.pick(values) }));

function randomSpan(random: Random, trace: number, index: number, traceStart: bigint): TestSpan {
  const begin = traceStart + BigInt(random.below(50) * 500_000) + BigInt(random.below(900));
  const length = BigInt(random.below(2) === 0 ? random.below(2_000) : random.below(40_000_000));
  const odd = random.below(12);
  return {
    traceId: traceHex(trace + 1),
    spanId: spanHex(trace * 16 + index + 1),
    parentId: index === 0 ? '' : spanHex(trace * 16 + 1 + random.below(index)),
    name: random.pick(['GET /', 'POST /cart', 'query', 'Ünïcode', '200', '']),
    start: odd === 0 && index > 0 ? 0n : begin,
    end: odd === 1 ? begin - 5n : begin + length,
    kind: random.pick([0, 1, 2, 3, 4, 5]),
    status: random.pick([0, 0, 0, 1, 2]),
    message: random.pick(['', '', '', 'Boom happened', '250ms', 'x']),
    traceState: random.pick(['', '', 'a=1', 'vendor=red']),
    attributes: someAttributes(random, 3),
    events: Array.from({ length: random.below(4) === 0 ? 1 + random.below(2) : 0 }, () => ({
      time: begin,
      name: random.pick(['retry', 'Exception', '7', '']),
      attributes: someAttributes(random, 2),
    })),
    links: Array.from({ length: random.below(6) === 0 ? 1 + random.below(2) : 0 }, () => ({
      traceId: traceHex(7),
      spanId: spanHex(7),
      attributes: someAttributes(random, 2),
    })),
    resource: [
      ...attributes(random.below(8) === 0 ? {} : { 'service.name': random.pick(['api', 'db', 'mail', '5']) }),
      ...attributes({ 'host.name': random.pick(['one', 'two']), 'host name': 'red' }),
      ...(random.below(5) === 0 ? someAttributes(random, 1) : []),
    ],
    scope: {
      name: random.pick(['lib', 'other', '']),
      version: random.pick(['', '1.0', '2']),
      attributes: random.below(4) === 0 ? attributes({ k: random.pick(['scoped', 'red', 200n]) }) : [],
    },
  };
}
