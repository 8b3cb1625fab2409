// A block of spans knows in which request each span came, whatever way it took into the block.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ColumnWriter } from '../../../src/main/store/column-codec.ts';
import { openSpanBlock } from '../../../src/main/store/open-span-block.ts';
import type { StoreReader } from '../../../src/main/store/reader.ts';
import type { SpanBlock } from '../../../src/main/store/span-block.ts';
import { encodeSpanColumns } from '../../../src/main/store/span-columns.ts';
import { SpanHead } from '../../../src/main/store/span-head.ts';
import { attributes, requestOf, spanHex, traceHex, type TestSpan } from '../query/test-run.ts';
import { batchOf } from './journal-decoder.ts';
import { allSpanBlocks, openReader, openWriter, send, temporaryFolder } from './support.ts';

/** Spans named after their request, in traces that all requests share. */
function request(number: number, spans: number): Uint8Array {
  return requestOf(
    Array.from({ length: spans }, (_, i): TestSpan => ({
      traceId: traceHex(1 + ((number + i) % 3)),
      spanId: spanHex(1000 * number + i + 1),
      parentId: '',
      name: `request ${number}`,
      start: 1_000n,
      end: 2_000n,
      resource: attributes({ 'service.name': 'api' }),
    })),
  );
}

/** Names of the spans with the request they came in. */
function arrivals(block: SpanBlock): string[] {
  const of = (row: number): string => `${block.arrival[row]}: ${block.strings.text(block.name[row] as number)}`;
  return Array.from({ length: block.count }, (_, row) => of(row)).toSorted();
}

const sealedIn = (reader: StoreReader): string[] =>
  reader.spanBlocks().flatMap(({ block }) => arrivals(reader.openSpanBlock(block)));

const expected = [...Array<string>(4).fill('0: request 7'), ...Array<string>(2).fill('1: request 8'), '2: request 9'];

test('in the journal, in the block it becomes, and after a crash', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run.otter');
  const writer = openWriter(path);
  const sent = [send(writer, request(7, 4)), send(writer, request(8, 2))];
  await Promise.all(sent);
  await send(writer, request(9, 1));
  const live = openReader(path);
  expect([live.firstHeadSpan, arrivals(live.headSpans())]).toEqual([0, expected]);
  live.close();
  const copy = join(folder, 'crashed.otter');
  for (const end of ['', '-wal']) copyFileSync(path + end, copy + end);
  writer.close();
  expect(sealedIn(openReader(path))).toEqual(expected);

  const again = openWriter(copy);
  await send(again, request(4, 1));
  const grown = openReader(copy);
  expect(arrivals(grown.headSpans())).toEqual([...expected, '3: request 4']);
  grown.close();
  again.close();
  const closed = openReader(copy);
  expect([closed.firstHeadSpan, sealedIn(closed)]).toEqual([8, [...expected, '3: request 4']]);
});

test('a request that was taken back leaves no number', () => {
  const head = new SpanHead();
  const numbers = new Uint32Array(8);
  const add = (number: number, spans: number): void =>
    head.append(batchOf(request(number, spans), 'traces') as never, numbers, numbers);
  add(7, 4);
  const mark = head.mark();
  add(5, 6);
  add(6, 1);
  head.truncate(mark);
  add(8, 2);
  add(9, 1);
  const columns = encodeSpanColumns(head, new ColumnWriter());
  const block = openSpanBlock(head.count, (name) => columns.get(name));
  expect(arrivals(block)).toEqual(expected);
});

test('one request needs no column, and a block without one is one request', async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  await send(writer, request(7, 4));
  writer.close();
  const reader = openReader(path);
  const columns = reader.db.prepare("SELECT count(*) FROM block_columns WHERE name = 'arrival'").pluck();
  expect([columns.get(), sealedIn(reader)]).toEqual([0, Array<string>(4).fill('0: request 7')]);
});

test('as many requests as spans', { timeout: 120_000 }, async () => {
  const path = join(temporaryFolder(), 'run.otter');
  const writer = openWriter(path);
  const all = Array.from({ length: 9000 }, (_, number) => send(writer, request(number, 1)));
  await Promise.all(all);
  const reader = openReader(path);
  const [sealed, head] = allSpanBlocks(reader) as [SpanBlock, SpanBlock];
  expect([reader.firstHeadSpan, head.count]).toEqual([sealed.count, 9000 - sealed.count]);
  for (const [block, first] of [
    [sealed, 0],
    [head, sealed.count],
  ] as const)
    for (let row = 0; row < block.count; row++)
      expect(block.strings.text(block.name[row] as number)).toBe(`request ${first + (block.arrival[row] as number)}`);
});
