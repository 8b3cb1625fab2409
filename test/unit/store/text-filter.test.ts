// The text filter of a block never rules a text out that is there, in whatever form; and it does rule others out.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textForm } from '../../../src/contract/text-form.ts';
import type { Attribute } from '../../../src/contract/values.ts';
import { filterMayContain, piecesOf } from '../../../src/main/store/text-filter.ts';
import type { StoreReader } from '../../../src/main/store/reader.ts';
import type { SpanBlock } from '../../../src/main/store/span-block.ts';
import { columnStatement, storedColumns } from '../../../src/main/store/stored-columns.ts';
import { makeTraceRequest } from '../../support/otlp-payloads.ts';
import { tracesType } from '../../support/otlp-oracle.ts';
import { randomTraces } from '../../support/random-otlp.ts';
import { seededRandom } from '../../support/random.ts';
import { openReader, openWriter, send, temporaryFolder } from './support.ts';
import { type WildSpan, wildRequest } from './wild-spans.ts';

/** Every text that a search may find in the block's own columns. */
function textsOf(block: SpanBlock): string[] {
  const { events, links } = block;
  const rows = (count: number, of: (row: number) => Attribute[]): string[] =>
    Array.from({ length: count }, (_, row) => of(row)).flatMap((list) =>
      list.flatMap(({ key, value }) => [key, textForm(value)]),
    );
  return [
    ...Array.from(block.name, (id) => block.strings.text(id)),
    ...Array.from(block.statusMessage, (id) => block.strings.text(id)),
    ...Array.from(events.name, (id) => block.strings.text(id)),
    ...rows(block.count, (row) => block.attributesOf(row)),
    ...rows(events.count, (row) => events.attributesOf(row)),
    ...rows(links.count, (row) => links.attributesOf(row)),
  ];
}

function filterOf(reader: StoreReader): Uint8Array | undefined {
  const [summary] = reader.spanBlocks();
  return storedColumns(reader.db, summary?.block ?? 0, columnStatement(reader.db))('text-filter');
}

function missing(reader: StoreReader, pieceLength: number): string[] {
  const filter = filterOf(reader);
  if (filter === undefined) throw new Error('the block has no text filter');
  const summary = reader.spanBlocks()[0];
  const block = reader.openSpanBlock(summary?.block ?? 0);
  const wrong = new Set<string>();
  for (const text of new Set(textsOf(block))) {
    const lower = text.toLowerCase();
    for (let from = 0; from === 0 || from + pieceLength <= lower.length; from++) {
      const part = lower.slice(from, from + pieceLength);
      if (!filterMayContain(filter, piecesOf(part)) || summary?.mayContain(part) === false) wrong.add(part);
    }
  }
  return [...wrong];
}

async function runOf(...requests: readonly Uint8Array[]): Promise<StoreReader> {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  for (const request of requests) await send(writer, request);
  writer.close();
  return openReader(path);
}

test.each([1, 2, 3])(
  'all parts of all texts of random spans are admitted, nested values and numbers too; seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const requests = Array.from({ length: 20 }, () =>
      tracesType.encode(tracesType.fromObject(randomTraces(random))).finish(),
    );
    const reader = await runOf(...requests);
    for (const length of [3, 4, 9]) expect(missing(reader, length)).toEqual([]);
  },
);

test('letters whose lower case has other bytes, or is an ASCII letter, are found by either', async () => {
  const names = ['300 K on the Kelvin scale', 'İSTANBUL', 'ΟΔΟΣ ΑΘΗΝΑΣ', 'GRÖSSE ẞ', 'Ⅷ Å', '😀 Émoji'];
  const spans: WildSpan[] = names.map((name, span) => ({
    trace: 1,
    span,
    service: 's',
    name,
    start: 5n,
    end: 6n,
    attributes: [[name, name]],
  }));
  expect(missing(await runOf(wildRequest(spans)), 3)).toEqual([]);
});

test.each([10, 2000])('%i distinct numbers of every kind are admitted', async (count) => {
  const numbers: WildSpan[] = Array.from({ length: count }, (_, i) => ({
    trace: 1,
    span: i,
    service: 's',
    name: 'n',
    start: 5n,
    end: 6n,
    attributes: [
      ['int', BigInt(i * i * 7919 - 4000)],
      ['large', (i % 2 === 0 ? 1n : -1n) * (9_000_000_000_000_000_000n - BigInt(i) * 12_345_678_901n)],
      ['double', i % 50 === 0 ? Number.NaN : (i - 5) / 3],
      ['wide', 1.5 * 10 ** ((i % 600) - 300)],
      ['bool', i % 2 === 0],
    ],
  }));
  const reader = await runOf(wildRequest(numbers));
  for (const length of [3, 5]) expect(missing(reader, length)).toEqual([]);
});

test('texts that are nowhere are ruled out by the filter, most of them', async () => {
  const reader = await runOf(...[1, 2, 3, 4].map((seed) => makeTraceRequest({ seed, spans: 2000 })));
  const filter = filterOf(reader);
  if (filter === undefined) throw new Error('the block has no text filter');
  expect(filter.length).toBeLessThanOrEqual(16_384);
  const nowhere = [
    'zebra crossing',
    'no such text',
    'kafka rebalance',
    'NullPointerException'.toLowerCase(),
    'größe',
    'x-forwarded-for',
  ];
  expect(nowhere.filter((text) => filterMayContain(filter, piecesOf(text)))).toEqual([]);
});

test('very short texts, and texts that UTF-8 cannot hold, are left to the texts themselves', () => {
  expect([piecesOf(''), piecesOf('ab'), piecesOf('ä'), piecesOf('abc\ud83d')].map(({ length }) => length)).toEqual([
    0, 0, 0, 0,
  ]);
  expect(piecesOf('äb').length).toBe(1);
});

test('a block with much in nested values has no filter, and its texts are found all the same', async () => {
  const many = {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: Array.from({ length: 100 }, (_, i) => ({
              traceId: new Uint8Array(16).fill(1),
              spanId: new Uint8Array(8).fill(i + 1),
              name: `step ${i}`,
              attributes: [
                { key: 'list', value: { arrayValue: { values: [{ stringValue: `item ${i} `.repeat(200) }] } } },
              ],
            })),
          },
        ],
      },
    ],
  };
  const reader = await runOf(tracesType.encode(tracesType.fromObject(many)).finish());
  expect(filterOf(reader)).toBeUndefined();
  expect(reader.spanBlocks()[0]?.mayContain('item 77')).toBe(true);
});
