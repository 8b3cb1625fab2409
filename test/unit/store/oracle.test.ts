// What an independent decoder reads from the requests is what the store gives back: from the journal's tail, from sealed
// blocks and from the closed file.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeOracle, logsType, oracleLogs, oracleSpans, type Plain, tracesType } from '../../support/otlp-oracle.ts';
import { randomLogs, randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { canonical, dumpLogBlock, dumpSpanBlock } from './block-dump.ts';
import { allLogBlocks, allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

const encodeTraces = (message: Plain): Uint8Array => tracesType.encode(tracesType.fromObject(message)).finish();
const encodeLogs = (message: Plain): Uint8Array => logsType.encode(logsType.fromObject(message)).finish();

async function compareSpans(requests: readonly Uint8Array[]): Promise<void> {
  const expected = canonical(requests.flatMap((bytes) => oracleSpans(decodeOracle(tracesType, bytes))));
  expect(expected.length).toBeGreaterThan(0);
  const path = join(temporaryFolder(), 'run.otter');
  const read = (): string[] => {
    const reader = openReader(path);
    const dump = canonical(allSpanBlocks(reader).flatMap((block) => dumpSpanBlock(reader, block)));
    reader.close();
    return dump;
  };
  // Half of it is sealed before the rest comes.
  const middle = requests.length >> 1;
  const first = openWriter(path);
  for (const bytes of requests.slice(0, middle)) await send(first, bytes);
  first.close();
  const second = openWriter(path);
  for (const bytes of requests.slice(middle)) await send(second, bytes);
  expect(read()).toEqual(expected);
  second.close();
  expect(read()).toEqual(expected);
}

test.each([1, 2, 3, 4])('random spans, seed %i', async (seed) => {
  const random = seededRandom(seed);
  await compareSpans(Array.from({ length: 41 }, () => encodeTraces(randomTraces(random))));
});

test.each([1, 2])('random logs, seed %i', async (seed) => {
  const random = seededRandom(seed);
  const requests = Array.from({ length: 40 }, () => encodeLogs(randomLogs(random)));
  const expected = canonical(requests.flatMap((bytes) => oracleLogs(decodeOracle(logsType, bytes))));
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (const bytes of requests) await send(writer, bytes, 'logs');
  const live = openReader(path);
  expect(canonical(allLogBlocks(live).flatMap((block) => dumpLogBlock(live, block)))).toEqual(expected);
  live.close();
  writer.close();
  const closed = openReader(path);
  expect(closed.logBlocks()).toHaveLength(1);
  expect(canonical(allLogBlocks(closed).flatMap((block) => dumpLogBlock(closed, block)))).toEqual(expected);
});

const id = (size: number, number: number): Uint8Array =>
  new Uint8Array(size)
    .fill(1)
    .fill(number & 255, size - 2, size - 1)
    .fill(number >> 8, size - 1);
const inSpans = (spans: readonly Plain[]): Plain => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

test('a block with more keys than have columns of their own', async () => {
  const spans = Array.from({ length: 300 }, (_, i) => ({
    traceId: id(16, i % 7),
    spanId: id(8, i),
    attributes: [
      { key: 'common', value: { intValue: String(i) } },
      ...Array.from({ length: 4 }, (_unused, k) => ({
        key: `rare.${i}.${k}`,
        value: k === 0 ? { bytesValue: id(4, i) } : k === 1 ? { doubleValue: i / 7 } : { stringValue: `text ${i}` },
      })),
    ],
    events: [
      {
        name: 'e',
        attributes: [
          { key: `event.${i}`, value: { boolValue: true } },
          { key: `other.${i}`, value: {} },
        ],
      },
    ],
    links: [
      {
        traceId: id(16, i),
        spanId: id(8, i),
        attributes: [{ key: `link.${i}`, value: { intValue: '-1' } }, { key: `far.${i}` }],
      },
    ],
  }));
  await compareSpans([encodeTraces(inSpans(spans.slice(0, 1))), encodeTraces(inSpans(spans.slice(1)))]);
});

test('times at both ends, texts that are empty or look like something else, a key that comes twice', async () => {
  const last = '18446744073709551615';
  const times: readonly (readonly [string, string])[] = [
    ['0', '0'],
    ['0', last],
    [last, '0'],
    [last, last],
    ['9223372036854775807', '9223372036854775808'],
    ['1', '0'],
  ];
  const spans = times.map(([startTimeUnixNano, endTimeUnixNano], i) => ({
    traceId: id(16, 1),
    spanId: id(8, i),
    parentSpanId: i % 2 === 0 ? id(8, i + 1) : new Uint8Array(8),
    name: ['', '\ufeffmark', '\u0000', ' ', 'null', '0'][i],
    startTimeUnixNano,
    endTimeUnixNano,
    attributes: [
      { key: '', value: { stringValue: '' } },
      { key: 'twice', value: { intValue: '9223372036854775807' } },
      { key: 'twice', value: { stringValue: '\ufefftwo' } },
      {
        key: 'nested',
        value: {
          arrayValue: {
            values: [
              { kvlistValue: { values: [{ key: '__proto__', value: { stringValue: '\ufeffx' } }] } },
              { bytesValue: new Uint8Array(0) },
              {},
            ],
          },
        },
      },
    ],
    events: [{ timeUnixNano: i % 2 === 0 ? '0' : last }],
  }));
  await compareSpans([encodeTraces(inSpans(spans.slice(0, 3))), encodeTraces(inSpans(spans.slice(3)))]);
});

test('a resource with attributes of every kind and of much text', async () => {
  const values: readonly Plain[] = [
    { intValue: '-9223372036854775808' },
    { intValue: '127' },
    { intValue: '128' },
    { intValue: '4294967295' },
    { intValue: '4294967296' },
    { doubleValue: -0 },
    { boolValue: false },
    {},
    { stringValue: 'é'.repeat(100_000) },
    { bytesValue: new Uint8Array(70_000).fill(3) },
    { kvlistValue: { values: [{ key: 'k', value: { intValue: '1' } }] } },
    { arrayValue: { values: [] } },
  ];
  const attributes = values.map((value, i) => ({ key: `key ${i}`.repeat(30), value }));
  const request = {
    resourceSpans: [
      {
        resource: { attributes },
        scopeSpans: [{ scope: { name: 'n', attributes }, spans: [{ traceId: id(16, 1), spanId: id(8, 1) }] }],
      },
    ],
  };
  await compareSpans([encodeTraces(request), encodeTraces(request)]);
});
